package dev.partyline.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM of its own, with what it prints. */
record ChildProcess(Process process, BufferedReader out) implements AutoCloseable {
    /** Starts {@code java} with these arguments. */
    static ChildProcess java(String... arguments) throws IOException {
        return of(Path.of(System.getProperty("java.home"), "bin", "java"), arguments);
    }

    /** Starts this program, which may be a script that starts a JVM in its place. */
    static ChildProcess of(Path program, String... arguments) throws IOException {
        List<String> command = Stream.concat(Stream.of(program.toString()), Arrays.stream(arguments))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        // It is not to outlive a run that is broken off.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new ChildProcess(process, process.inputReader());
    }

    /** The next line that it prints; waits for it. */
    String line() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the process has ended");
        }
        return line;
    }

    /** Its resident memory in bytes, as Linux has it. */
    long residentBytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor(40, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        out.close();
    }

    /** A class path of the jars that these classes come from. */
    static String classPath(Class<?>... classes) {
        return Arrays.stream(classes)
                .map(ChildProcess::jarOf)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
