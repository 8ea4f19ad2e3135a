package dev.partyline.http.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.PasswordHash;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hashes of other kinds than the hasher's own. Those of bcrypt were made by libxcrypt, those of PBKDF2 by OpenSSL. */
class KnownHashTest {
    private static final String WORDS = "correct horse battery staple";
    private static final String BCRYPT = "$05$abcdefghijklmnopqrstuuFiPhXf1sVd3pCCRO.uVh34H/qI/ZsuS";
    private static final String PBKDF2 = "$c2FsdHNhbHQ$aWPK2NO5CHPpYIVgOQbbog";

    private final Argon2idHasher hasher = new Argon2idHasher();

    private boolean isKnown(String encoded) {
        return hasher.knows(new PasswordHash(encoded));
    }

    private boolean verify(String password, String encoded) {
        return hasher.verify(Password.of(password).get(), new PasswordHash(encoded));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "correct_horse_battery_staple $2a" + BCRYPT,
                "correct_horse_battery_staple $2b" + BCRYPT,
                "correct_horse_battery_staple $2y" + BCRYPT,
                "pässwörter_🔑🔒_für_電話 $2b$05$abcdefghijklmnopqrstuu7NtFp77T8tQt0BkejelGgrHa1n6L6Hu",
                "correct_horse_battery_staple $pbkdf2-sha256$i=1" + PBKDF2,
                "correct_horse_battery_staple $pbkdf2-sha256$i=1,l=16" + PBKDF2,
                "correct_horse_battery_staple $pbkdf2-sha256$i=27500$MDEyMzQ1Njc4OWFiY2RlZg$DGzF4+RpmttWHV7FCaK41NYsG4Rc9QqDO8q71k0T1ODS+Ooo+SM5Ep4eJNd+eywW2X+UkNdTatqTScXAD7qm+w",
                "correct_horse_battery_staple $pbkdf2-sha512$i=1000$c2FsdHNhbHQ$1PpnSaWjT7JmjJ2+6arxMmUcoiX7YslJ/AIsSus8/q0nOw/WzYrS3GNem7VhSChp8LKV5qjPZc2BfNWBugVpOQ",
                "pässwörter_🔑🔒_für_電話 $pbkdf2-sha512$i=210$AAECAwQFBgcICQoLDA0ODw$GIbbzy7DbPnRK1/4lEn9yoCLMC2TV3yt+hhQ3VQCPfc",
            })
    void C7_passwordsAreCheckedWithHashesThatOthersMade(String words, String encoded) {
        String password = words.replace('_', ' ');
        assertThat(isKnown(encoded)).isTrue();
        assertThat(verify(password, encoded)).isTrue();
        assertThat(verify(password + " ", encoded)).isFalse();
        assertThat(verify("C" + password.substring(1), encoded)).isFalse();
    }

    /** As it is where the hash was made: bcrypt looks at no more than 72 bytes. */
    @Test
    void C7_aHashOfBcryptIsOfTheFirst72Bytes() {
        String hash = "$2b$04$abcdefghijklmnopqrstuuKiIlCeXB6chNXkLyAo8C7XcLPzh6zUe";
        assertThat(verify("é".repeat(40), hash)).isTrue();
        assertThat(verify("é".repeat(36), hash)).isTrue();
        assertThat(verify("é".repeat(35) + "e", hash)).isFalse();
    }

    /** Each at the least cost there is. */
    @Test
    void C7_aHashWithAnyOneCharacterChangedIsNoPasswords() {
        assertThat(List.of("$2b" + BCRYPT, "$pbkdf2-sha256$i=1,l=16" + PBKDF2).stream()
                        .flatMap(hash -> IntStream.range("$2b$05$".length(), hash.length())
                                .boxed()
                                .flatMap(at -> Stream.of('A', 'B', '0', '2', '$', '=', '\n')
                                        .filter(other -> other != hash.charAt(at))
                                        .map(other -> hash.substring(0, at) + other + hash.substring(at + 1)))))
                .noneMatch(changed -> verify(WORDS, changed));
    }

    /** No system would come to it with a password, and so nobody could log in. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2b$05$abcdefghijklmnopqrstuvFiPhXf1sVd3pCCRO.uVh34H/qI/ZsuS",
                "$2b$05$abcdefghijklmnopqrstuuFiPhXf1sVd3pCCRO.uVh34H/qI/ZsuT",
                "$pbkdf2-sha256$i=1$c2FsdHNhbHR$aWPK2NO5CHPpYIVgOQbbog",
                "$pbkdf2-sha256$i=1$c2FsdHNhbHQ$aWPK2NO5CHPpYIVgOQbboh",
            })
    void C7_aHashThatCannotBeAnybodysIsUnknown(String encoded) {
        assertThat(isKnown(encoded)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"04", "10", "12", "14"})
    void C7_bcryptIsKnownAtACostThatCanBeBorne(String cost) {
        assertThat(isKnown("$2b$" + cost + BCRYPT.substring(3))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2b$03",
                "$2b$15",
                "$2b$31",
                "$2b$4",
                "$2b$99",
                "$2b$-5",
                "$2$05",
                "$2x$05",
                "$2c$05",
                "2b$05",
                "{bcrypt}$2b$05"
            })
    void C7_bcryptOfAnotherKindOrCostIsUnknown(String start) {
        assertThat(isKnown(start + BCRYPT.substring(3))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2b$05$abcdefghijklmnopqrstuuFiPhXf1sVd3pCCRO.uVh34H/qI/Zsu",
                "$2b$05$abcdefghijklmnopqrstuuFiPhXf1sVd3pCCRO.uVh34H/qI/ZsuSS",
                "$2b$05$abcdefghijklmnopqrstuuFiPhXf1sVd3pCCRO.uVh34H/qI/ZsuS\n",
                "$2b$05$abcdefghijklmnopqrs+uuFiPhXf1sVd3pCCRO.uVh34H/qI/ZsuS",
                "$2b$05$",
                "$pbkdf2$i=1$c2FsdHNhbHQ$aWPK2NO5CHPpYIVgOQbbog",
                "$pbkdf2-sha1$i=1$c2FsdHNhbHQ$aWPK2NO5CHPpYIVgOQbbog",
                "$pbkdf2-sha256$i=0$c2FsdHNhbHQ$aWPK2NO5CHPpYIVgOQbbog",
                "$pbkdf2-sha256$i=01$c2FsdHNhbHQ$aWPK2NO5CHPpYIVgOQbbog",
                "$pbkdf2-sha256$i=1000001$c2FsdHNhbHQ$aWPK2NO5CHPpYIVgOQbbog",
                "$pbkdf2-sha256$i=9999999$c2FsdHNhbHQ$aWPK2NO5CHPpYIVgOQbbog",
                "$pbkdf2-sha256$i=99999999999$c2FsdHNhbHQ$aWPK2NO5CHPpYIVgOQbbog",
                "$pbkdf2-sha256$i=1,l=17$c2FsdHNhbHQ$aWPK2NO5CHPpYIVgOQbbog",
                "$pbkdf2-sha256$i=1,l=$c2FsdHNhbHQ$aWPK2NO5CHPpYIVgOQbbog",
                "$pbkdf2-sha256$l=16,i=1$c2FsdHNhbHQ$aWPK2NO5CHPpYIVgOQbbog",
                "$pbkdf2-sha256$1$c2FsdHNhbHQ$aWPK2NO5CHPpYIVgOQbbog",
                "$pbkdf2-sha256$i=1$$aWPK2NO5CHPpYIVgOQbbog",
                "$pbkdf2-sha256$i=1$c2FsdA$aWPK2NO5CHPpYIVgOQbbog",
                "$pbkdf2-sha256$i=1$c2FsdHNhbHQ$",
                "$pbkdf2-sha256$i=1$c2FsdHNhbHQ=$aWPK2NO5CHPpYIVgOQbbog==",
                "$pbkdf2-sha256$i=1$c2FsdHNhbHQ$aWPK2NO5CHPpYIVgOQbbog\n",
                "$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E",
                "pbkdf2_sha256$1$saltsalt$aWPK2NO5CHPpYIVgOQbbog",
                "5f4dcc3b5aa765d61d8327deb882cf99",
            })
    void C7_whatIsMalformedForeignOrTooDearIsUnknownAndNoPasswords(String encoded) {
        assertThat(isKnown(encoded)).isFalse();
        assertThat(verify(WORDS, encoded)).isFalse();
    }

    @Test
    void C7_theMostIterationsAreKnown() {
        assertThat(isKnown("$pbkdf2-sha256$i=1000000" + PBKDF2)).isTrue();
    }
}
