package dev.partyline.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.PasswordHash;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

/** Which hashes from elsewhere an application takes with each encoder (C7). */
class EncodedPasswordsTest {
    private static final String PASSWORD = "correct horse battery staple";

    /** Made by libxcrypt. */
    private static final String BCRYPT = "$05$abcdefghijklmnopqrstuuFiPhXf1sVd3pCCRO.uVh34H/qI/ZsuS";

    /** Made by OpenSSL. */
    private static final String ARGON2ID = "$argon2id$v=19$m=64,t=1,p=1$OCBieXRlcy4$A9U8EmtDuaW8wUO536GnAQ";

    private static final PasswordEncoder BCRYPT_ENCODER = new BCryptPasswordEncoder(4);
    private static final PasswordEncoder ARGON2_ENCODER = new Argon2PasswordEncoder(16, 32, 1, 64, 1);

    private static void assertChecked(PasswordEncoder encoder, String encoded) {
        EncodedPasswords passwords = new EncodedPasswords(encoder);
        PasswordHash hash = new PasswordHash(encoded);
        assertThat(passwords.knows(hash)).isTrue();
        assertThat(passwords.verify(Password.of(PASSWORD).get(), hash)).isTrue();
        assertThat(passwords.verify(Password.of(PASSWORD + "!").get(), hash)).isFalse();
        assertThat(passwords.knows(passwords.hash(Password.of(PASSWORD).get()))).isTrue();
    }

    private static boolean isKnown(PasswordEncoder encoder, String encoded) {
        return new EncodedPasswords(encoder).knows(new PasswordHash(encoded));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$2a", "$2b", "$2y"})
    void C7_bcryptIsKnownToItsEncoder(String kind) {
        assertChecked(BCRYPT_ENCODER, kind + BCRYPT);
        assertChecked(PasswordEncoderFactories.createDelegatingPasswordEncoder(), "{bcrypt}" + kind + BCRYPT);
    }

    @Test
    void C7_argon2idIsKnownToItsEncoder() {
        assertChecked(ARGON2_ENCODER, ARGON2ID);
        assertChecked(new DelegatingPasswordEncoder("argon", Map.of("argon", ARGON2_ENCODER)), "{argon}" + ARGON2ID);
    }

    @Test
    void C7_whatAnEncoderCouldNotCheckIsUnknown() {
        PasswordEncoder delegating = PasswordEncoderFactories.createDelegatingPasswordEncoder();

        assertThat(isKnown(BCRYPT_ENCODER, ARGON2ID)).isFalse();
        assertThat(isKnown(ARGON2_ENCODER, "$2b" + BCRYPT)).isFalse();
        assertThat(isKnown(BCRYPT_ENCODER, "{bcrypt}$2b" + BCRYPT)).isFalse();
        assertThat(isKnown(delegating, "$2b" + BCRYPT)).isFalse();
        assertThat(isKnown(delegating, "{nothing}$2b" + BCRYPT)).isFalse();
        assertThat(isKnown(delegating, "{noop}" + PASSWORD)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "$", "{bcrypt}", "$2b$31", "$2b$15", "$2b$03", "$2x$05", "$2b$5", "x$2b$05"})
    void C7_whatIsMalformedOrTooDearForBcryptIsUnknown(String start) {
        assertThat(isKnown(BCRYPT_ENCODER, start)).isFalse();
        assertThat(isKnown(BCRYPT_ENCODER, start + BCRYPT.substring(3))).isFalse();
        assertThat(isKnown(BCRYPT_ENCODER, "$2b" + BCRYPT + "S")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=4194304,t=3,p=4",
                "m=65537,t=1,p=1",
                "m=64,t=11,p=1",
                "m=64,t=1,p=5",
                "m=7,t=1,p=1",
                "m=31,t=1,p=4",
                "m=64,t=0,p=1",
                "m=064,t=1,p=1"
            })
    void C7_whatIsMalformedOrTooDearForArgon2idIsUnknown(String cost) {
        assertThat(isKnown(ARGON2_ENCODER, ARGON2ID.replace("m=64,t=1,p=1", cost)))
                .isFalse();
        assertThat(isKnown(ARGON2_ENCODER, ARGON2ID.replace("m=64,t=1,p=1", "m=65536,t=10,p=4")))
                .isTrue();
    }

    @Test
    void C7_anEncoderOfAnotherKindKnowsNoHashes() {
        PasswordEncoder pbkdf2 = Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8();

        assertThat(isKnown(pbkdf2, pbkdf2.encode(PASSWORD))).isFalse();
        assertThat(isKnown(pbkdf2, "$2b" + BCRYPT)).isFalse();
    }
}
