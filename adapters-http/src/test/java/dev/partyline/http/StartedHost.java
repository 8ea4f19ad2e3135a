package dev.partyline.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.HostProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A host that listens, on a free port.
 *
 * @param url where it says that it listens
 */
record StartedHost(HostProcess process, String url) implements AutoCloseable {
    private static final String LISTENING = "listening on ";

    /** A host of these projects, whose shared users get lines of this pool. */
    static StartedHost serving(List<TestProject> projects, Object... pool) throws Exception {
        Path file = configurationFile(configuration(projects, pool));
        try {
            return with("--config", file.toString());
        } finally {
            Files.delete(file);
        }
    }

    static StartedHost with(String... arguments) throws Exception {
        return with(Map.of(), arguments);
    }

    static StartedHost with(Map<String, String> environment, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("--port", "0"));
        all.addAll(List.of(arguments));
        return listening(HostProcess.start(environment, all));
    }

    static StartedHost listening(HostProcess process) throws Exception {
        String line = process.out()
                .await(text -> text.startsWith(LISTENING))
                .orElseThrow(() -> new AssertionError("It does not listen: " + process.end()));
        return new StartedHost(process, line.substring(LISTENING.length()));
    }

    static String configuration(List<TestProject> projects, Object... pool) {
        List<Map<String, Object>> members =
                projects.stream().map(TestProject::members).toList();
        return JsonMapper.shared()
                .writeValueAsString(Map.of("spectrum", Map.of("projects", members, "pool", List.of(pool))));
    }

    static Path configurationFile(String configuration) throws IOException {
        return Files.writeString(Files.createTempFile("partyline", ".json"), configuration);
    }

    int port() {
        return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
    }

    ProjectClient client(TestProject project) {
        return new ProjectClient(url, project);
    }

    Reply call(String method, String path) throws Exception {
        return Reply.to(Reply.request(method, url + path));
    }

    /** How it ended once it was asked to. */
    Ended stop() {
        process.terminate();
        return process.end();
    }

    @Override
    public void close() {
        // By itself, or by the signal as a JVM has it.
        assertThat(stop().status()).as("exit status").isIn(0, 143);
    }
}
