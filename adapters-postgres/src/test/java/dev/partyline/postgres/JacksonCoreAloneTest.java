package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.value.JsonValue.JsonNumber;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.Metadata;
import java.io.File;
import java.math.BigDecimal;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapter beside no Jackson but its core. So the host may have any version of the rest, or none. */
class JacksonCoreAloneTest {
    private static final Pattern THE_REST = Pattern.compile(".*\\bjackson-(databind|annotations)-[^/\\\\]*\\.jar");

    @Test
    void usersAreWrittenAndRead() throws Exception {
        try (URLClassLoader alone = coreAlone()) {
            Class<?> roundTrip = alone.loadClass(RoundTrip.class.getName());
            assertThat(roundTrip.getClassLoader()).isSameAs(alone);
            ((Runnable) roundTrip.getDeclaredConstructor().newInstance()).run();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tools.jackson.databind.ObjectMapper", "com.fasterxml.jackson.annotation.JsonFormat"})
    void theRestIsNotThere(String name) throws Exception {
        try (URLClassLoader alone = coreAlone()) {
            assertThatThrownBy(() -> alone.loadClass(name)).isInstanceOf(ClassNotFoundException.class);
        }
    }

    private static URLClassLoader coreAlone() {
        return new URLClassLoader(
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .filter(entry -> !THE_REST.matcher(entry).matches())
                        .map(JacksonCoreAloneTest::url)
                        .toArray(URL[]::new),
                ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What the other class loader runs. */
    public static final class RoundTrip implements Runnable {
        @Override
        public void run() {
            SubscriberUser user = UserDataProperties.with(
                    Metadata.of(JsonObject.of(Map.of("n", JsonNumber.of(new BigDecimal("1E+40")))))
                            .get());
            assertThat(UserData.user(user.account(), UserData.row(user))).isEqualTo(user);
        }
    }
}
