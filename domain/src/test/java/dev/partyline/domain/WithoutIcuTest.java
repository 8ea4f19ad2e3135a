package dev.partyline.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.Name;
import io.vavr.control.Validation;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** ICU is large, so plain values do not load it. Here it is not even on the class path. */
class WithoutIcuTest {
    private final URLClassLoader withoutIcu = new URLClassLoader(
            Stream.of(EmailAddress.class, Validation.class)
                    .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                    .toArray(URL[]::new),
            ClassLoader.getPlatformClassLoader());

    @AfterEach
    void close() throws Exception {
        withoutIcu.close();
    }

    @Test
    void V6_anAsciiAddressNeedsNoIcu() throws Exception {
        assertThat(identity("\"A\\da\"@XN--Strae-OQA.de")).isEqualTo("ada@xn--strae-oqa.de");
        assertThatThrownBy(() -> identity("ada@stra\u00dfe.de")).hasCauseInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void V18_aPlainNameNeedsNoIcu() throws Exception {
        for (String name : new String[] {"Ada", "\u0141ukasz", "\u674e", "\u3164"}) {
            withoutIcu
                    .loadClass(Name.class.getName())
                    .getMethod("notBlank", String.class)
                    .invoke(null, name);
        }
    }

    private String identity(String spelling) throws Exception {
        Class<?> type = withoutIcu.loadClass(EmailAddress.class.getName());
        try {
            return (String) type.getMethod("identity")
                    .invoke(type.getMethod("restored", String.class).invoke(null, spelling));
        } catch (InvocationTargetException thrown) {
            throw new IllegalStateException(thrown.getCause());
        }
    }
}
