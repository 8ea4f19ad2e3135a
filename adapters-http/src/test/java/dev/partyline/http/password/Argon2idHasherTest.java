package dev.partyline.http.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.PasswordHash;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2idHasherTest {
    private static final String WORDS = "correct horse battery staple";

    /** Made by OpenSSL, as cheap as Argon2 allows. */
    private static final String CHEAP = "$argon2id$v=19$m=64,t=1,p=1$OCBieXRlcy4$A9U8EmtDuaW8wUO536GnAQ";

    private final Argon2idHasher hasher = new Argon2idHasher();

    @Test
    void C6_aHashIsAPhcStringWithItsCostAndSalt() {
        assertThat(hasher.hash(password(WORDS)).encoded())
                .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
    }

    @Test
    void C6_aHashIsOfItsPasswordAndOfNoOther() {
        PasswordHash hash = hasher.hash(password(WORDS));
        assertThat(hasher.verify(password(WORDS), hash)).isTrue();
        assertThat(hasher.verify(password(WORDS + " "), hash)).isFalse();
        assertThat(hasher.verify(password("Correct horse battery staple"), hash))
                .isFalse();
    }

    @Test
    void C6_noTwoHashesOfAPasswordAreAlike() {
        assertThat(hasher.hash(password(WORDS))).isNotEqualTo(hasher.hash(password(WORDS)));
    }

    /** Made by OpenSSL. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "correct_horse_battery_staple $argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$gYJZtjEAJqjg26xdLmknq8/bB7MiWPrE9hsYuA+SkIU",
                "correct_horse_battery_staple $argon2id$v=19$m=65536,t=3,p=4$MDEyMzQ1Njc4OWFiY2RlZg$77UfmnZYT23WpPeUKhovauWm5OxRQv9nTf1dJ+tF5EY",
                "correct_horse_battery_staple " + CHEAP,
                "pässwörter_🔑🔒_für_電話 $argon2id$v=19$m=19456,t=2,p=1$EBESExQVFhcYGRobHB0eHw$FQOgLWXFbYvDxLznnEeUlAwhdp6z//Z8Sn9KfEhMEBE",
            })
    void C6_C7_hashesThatOthersMadeAreRecognised(String words, String phc) {
        assertThat(hasher.knows(new PasswordHash(phc))).isTrue();
        assertThat(hasher.verify(password(words.replace('_', ' ')), new PasswordHash(phc)))
                .isTrue();
    }

    @Test
    void C6_aHashWithAnyOneCharacterChangedIsNoPasswords() {
        assertThat(IntStream.range(0, CHEAP.length())
                        .boxed()
                        .flatMap(at -> Stream.of('A', 'B', '0', '2', '$', '=')
                                .filter(other -> other != CHEAP.charAt(at))
                                .map(other -> CHEAP.substring(0, at) + other + CHEAP.substring(at + 1))))
                .noneMatch(changed -> hasher.verify(password(WORDS), new PasswordHash(changed)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                WORDS,
                "$argon2i$v=19$m=64,t=1,p=1$OCBieXRlcy4$A9U8EmtDuaW8wUO536GnAQ",
                "$argon2id$m=64,t=1,p=1$OCBieXRlcy4$A9U8EmtDuaW8wUO536GnAQ",
                "$argon2id$v=16$m=64,t=1,p=1$OCBieXRlcy4$A9U8EmtDuaW8wUO536GnAQ",
                "$argon2id$v=19$m=064,t=1,p=1$OCBieXRlcy4$A9U8EmtDuaW8wUO536GnAQ",
                "$argon2id$v=19$t=1,m=64,p=1$OCBieXRlcy4$A9U8EmtDuaW8wUO536GnAQ",
                "$argon2id$v=19$m=64,t=1,p=1,keyid=AAAA$OCBieXRlcy4$A9U8EmtDuaW8wUO536GnAQ",
                "$argon2id$v=19$m=64,t=1,p=1$OCBieXRlcy4=$A9U8EmtDuaW8wUO536GnAQ==",
                "$argon2id$v=19$m=64,t=1,p=1$OCBieXRlcy4$A9U8EmtDuaW8wUO536GnAR",
                "$argon2id$v=19$m=64,t=1,p=1$OCBieXRlcy4$A9U8EmtDuaW8wUO536GnA",
                "$argon2id$v=19$m=64,t=1,p=1$OCBieXRlcy4$A9U8EmtDuaW8wUO536GnAQAAA",
                "$argon2id$v=19$m=64,t=1,p=1$OCBieXRlcy4$A9U8EmtDuaW8wUO536GnAQ\n",
                "$argon2id$v=19$m=64,t=1,p=1$OCBieXRlcy4$",
                "$argon2id$v=19$m=64,t=1,p=1$$A9U8EmtDuaW8wUO536GnAQ",
                "$argon2id$v=19$m=7,t=1,p=1$OCBieXRlcy4$A9U8EmtDuaW8wUO536GnAQ",
                "$argon2id$v=19$m=31,t=1,p=4$OCBieXRlcy4$A9U8EmtDuaW8wUO536GnAQ",
                "$argon2id$v=19$m=64,t=0,p=1$OCBieXRlcy4$A9U8EmtDuaW8wUO536GnAQ",
                "$argon2id$v=19$m=64,t=1,p=0$OCBieXRlcy4$A9U8EmtDuaW8wUO536GnAQ",
                "$argon2id$v=19$m=65537,t=1,p=1$OCBieXRlcy4$A9U8EmtDuaW8wUO536GnAQ",
                "$argon2id$v=19$m=64,t=11,p=1$OCBieXRlcy4$A9U8EmtDuaW8wUO536GnAQ",
                "$argon2id$v=19$m=64,t=1,p=5$OCBieXRlcy4$A9U8EmtDuaW8wUO536GnAQ",
                "$argon2id$v=19$m=999999999,t=999999999,p=999999999$OCBieXRlcy4$A9U8EmtDuaW8wUO536GnAQ",
                "$argon2id$v=19$m=4294967360,t=1,p=1$OCBieXRlcy4$A9U8EmtDuaW8wUO536GnAQ",
            })
    void C6_C7_whatIsMalformedForeignOrTooDearIsUnknownAndNoPasswords(String encoded) {
        assertThat(hasher.knows(new PasswordHash(encoded))).isFalse();
        assertThat(hasher.verify(password(WORDS), new PasswordHash(encoded))).isFalse();
    }

    private static Password password(String text) {
        return Password.of(text).get();
    }
}
