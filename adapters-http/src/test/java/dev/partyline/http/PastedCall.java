package dev.partyline.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A curl call as it stands in a document, pasted into a shell; where there is no curl, it is sent as curl would. */
final class PastedCall {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|((?:[^\\s'\\\\])+)");

    private PastedCall() {}

    /** The body of the answer to the call. */
    static JsonNode answerTo(String call) throws Exception {
        return Reply.parse(isInstalled("bash") && isInstalled("curl") ? run(call) : send(call));
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String run(String call) throws Exception {
        Process shell = new ProcessBuilder("bash", "-c", call)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String answer = new String(shell.getInputStream().readAllBytes(), UTF_8);
        return shell.waitFor() == 0 ? answer : "\"curl exits with " + shell.exitValue() + "\"";
    }

    private static String send(String call) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder();
        Iterator<String> words = words(call).iterator();
        words.next();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "-u", "--user" -> {
                    String[] credentials = words.next().split(":", 2);
                    request.header("Authorization", ProjectClient.basic(credentials[0], credentials[1]));
                }
                case "-H", "--header" -> {
                    String[] header = words.next().split(": ", 2);
                    request.header(header[0], header[1]);
                }
                case "-d", "--data" -> request.POST(BodyPublishers.ofString(words.next()));
                case "--request" -> assertThat(words.next()).isEqualTo("POST");
                case "--url" -> request.uri(URI.create(words.next()));
                default -> request.uri(URI.create(word));
            }
        }
        return Reply.to(request).body();
    }

    private static List<String> words(String call) {
        List<String> words = new ArrayList<>();
        for (Matcher word = WORD.matcher(call); word.find(); ) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words;
    }
}
