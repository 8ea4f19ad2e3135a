package dev.partyline.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** What is served where no configuration is given, and calls to try it with. */
final class Demo {
    private Demo() {}

    static String configuration() throws IOException {
        return resource("demo.json");
    }

    /** For each API a call that can be pasted. */
    static String calls(String url) throws IOException {
        return resource("demo-calls.txt").replace("{url}", url).strip();
    }

    private static String resource(String name) throws IOException {
        try (InputStream resource = Demo.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new FileNotFoundException(name);
            }
            return new String(resource.readAllBytes(), UTF_8);
        }
    }
}
