package dev.partyline.http.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partyline.domain.value.Password;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PasswordBytesProperties {

    @Property
    void C6_theyAreThePasswordInUtf8(@ForAll("passwords") String text) {
        byte[] bytes = PasswordBytes.lend(Password.of(text).get(), byte[]::clone);
        assertThat(bytes).isEqualTo(text.getBytes(UTF_8));
    }

    @Property
    void C6_theyAreWipedAndThePasswordIsNot(@ForAll("passwords") String text) {
        Password password = Password.of(text).get();
        byte[] bytes = PasswordBytes.lend(password, lent -> lent);
        assertThat(bytes).containsOnly(0);
        assertThat(password.characters()).containsExactly(text.toCharArray());
    }

    @Property(tries = 10)
    void C6_theyAreWipedWhereTheirUseFails(@ForAll("passwords") String text) {
        var lent = new AtomicReference<byte[]>();
        assertThatThrownBy(() -> PasswordBytes.lend(Password.of(text).get(), bytes -> {
                    lent.set(bytes);
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        assertThat(lent.get()).containsOnly(0);
    }

    /** Of one, two, three and four bytes a code point. */
    @Provide
    Arbitrary<String> passwords() {
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(0x20, 0x7e),
                        Arbitraries.integers().between(0x80, 0x7ff),
                        Arbitraries.integers().between(0x800, 0xd7ff),
                        Arbitraries.integers().between(0xe000, 0xffff),
                        Arbitraries.integers().between(0x10000, Character.MAX_CODE_POINT))
                .list()
                .ofMinSize(Password.MIN_LENGTH)
                .ofMaxSize(Password.MAX_LENGTH)
                .map(points -> {
                    var text = new StringBuilder();
                    points.forEach(text::appendCodePoint);
                    return text.toString();
                });
    }
}
