package dev.partyline.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A host in a process of its own: the runnable jar, started as anyone would start it, or another command. */
record HostProcess(Process process, Output out, Output err) {

    /** How a process ended, and all that it wrote until then. */
    record Ended(int status, String out, String err) {}

    static HostProcess start(List<String> arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    static HostProcess start(Map<String, String> environment, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(requireNonNull(System.getProperty("java.home")), "bin", "java")
                        .toString(),
                // It lives too short for the better compiler.
                "-XX:TieredStopAtLevel=1",
                "-jar",
                requireNonNull(System.getProperty("partyline.jar"), "set by Failsafe")));
        command.addAll(arguments);
        return of(environment, command);
    }

    static HostProcess of(Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        // With one of these the JVM itself writes to stderr.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        return new HostProcess(process, new Output(process.getInputStream()), new Output(process.getErrorStream()));
    }

    /** SIGTERM. By its handle, because the process would close what is still read of it. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** SIGKILL: it is gone, with no time to finish anything. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** How it ended; waits for it. */
    Ended end() {
        try {
            int status = process.waitFor();
            return new Ended(status, out.all(), err.all());
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("it has not ended", interrupted);
        } finally {
            process.destroyForcibly();
        }
    }
}
