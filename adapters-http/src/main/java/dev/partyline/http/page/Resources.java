package dev.partyline.http.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** The texts that come with the host: the demo configuration, the calls to try, and what is served. */
public final class Resources {
    private static final String FOLDER = "/dev/partyline/http/";

    private Resources() {}

    /**
     * The text of a file.
     *
     * @param name its name, or its path below the host's own package
     * @throws FileNotFoundException if there is none
     */
    public static String text(String name) throws IOException {
        try (InputStream resource = Resources.class.getResourceAsStream(FOLDER + name)) {
            if (resource == null) {
                throw new FileNotFoundException(name);
            }
            return new String(resource.readAllBytes(), UTF_8);
        }
    }
}
