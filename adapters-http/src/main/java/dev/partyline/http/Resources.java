package dev.partyline.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** The texts that come with the host: the demo configuration, the calls to try, and what is served. */
final class Resources {
    private Resources() {}

    static String text(String name) throws IOException {
        try (InputStream resource = Resources.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new FileNotFoundException(name);
            }
            return new String(resource.readAllBytes(), UTF_8);
        }
    }
}
