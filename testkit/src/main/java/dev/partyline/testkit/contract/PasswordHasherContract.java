package dev.partyline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.ports.driven.PasswordHasher;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What {@link PasswordHasher} demands (rules C6, C7): a salted hash of the whole password, whatever characters it has,
 * that tells it from every other; and no hash from elsewhere that it cannot check or cannot bear. Extended by the test
 * of an adapter, with as little work for a hash as it can have. Used by many threads.
 */
@ExtendWith(DemandFirst.class)
public abstract class PasswordHasherContract {
    private static final String TEXT = "correct horse bat";

    /** For tests of adapters. */
    protected PasswordHasherContract() {}

    /** The adapter. */
    protected abstract PasswordHasher hasher();

    /** Whether it takes hashes from elsewhere; false for a hasher that leaves {@link PasswordHasher#knows} as it is. */
    protected boolean knowsHashes() {
        return true;
    }

    @Demand("A hash is verified with its own password and with no other.")
    @Test
    void C6_aHashIsOfItsPasswordAlone() {
        PasswordHasher hasher = hasher();
        PasswordHash hash = hasher.hash(password(TEXT));
        assertThat(hasher.verify(password(TEXT), hash)).isTrue();
        for (String other : List.of(TEXT + " ", TEXT.substring(1), "C" + TEXT.substring(1), "x".repeat(16))) {
            assertThat(hasher.verify(password(other), hash)).isFalse();
        }
    }

    /** Some algorithms cut what they are given, or see bytes where there are characters. */
    @Demand("A hash is of the whole password, whatever characters it has and however long it is.")
    @Test
    void C6_everyCharacterOfALongPasswordCounts() {
        PasswordHasher hasher = hasher();
        for (String character : List.of("a", "é", "漢", "\ud83d\ude00")) {
            String start = character.repeat(Password.MAX_LENGTH - 1);
            PasswordHash hash = hasher.hash(password(start + "1"));
            assertThat(hasher.verify(password(start + "1"), hash)).isTrue();
            assertThat(hasher.verify(password(start + "2"), hash)).isFalse();
        }
    }

    @Demand("A hash is salted, so that no two hashes of one password are alike.")
    @Test
    void C6_noTwoHashesAreAlike() {
        PasswordHasher hasher = hasher();
        assertThat(hasher.hash(password(TEXT))).isNotEqualTo(hasher.hash(password(TEXT)));
    }

    @Demand("A hash does not contain its password.")
    @Test
    void C6_aHashDoesNotTellThePassword() {
        assertThat(hasher().hash(password(TEXT)).encoded()).doesNotContain(TEXT);
    }

    @Demand("The hasher leaves the password as it is, because its owner may need it again.")
    @Test
    void C6_thePasswordStaysAsItIsUntilItIsWiped() {
        PasswordHasher hasher = hasher();
        Password password = password(TEXT);
        PasswordHash hash = hasher.hash(password);
        assertThat(hasher.verify(password, hash)).isTrue();
        assertThat(hasher.verify(password, hash)).isTrue();
    }

    @Demand("Many callers may hash and verify passwords at the same time.")
    @Test
    void C6_manyMayHashAtTheSameTime() {
        PasswordHasher hasher = hasher();
        assertThat(Race.run(caller -> {
                    Password own = password(TEXT + caller);
                    PasswordHash hash = hasher.hash(own);
                    return hasher.verify(own, hash) && !hasher.verify(password(TEXT + "x"), hash);
                }))
                .containsOnly(true);
    }

    @Demand("A hasher that knows hashes knows its own.")
    @Test
    void C7_aHashOfItsOwnIsKnown() {
        PasswordHasher hasher = hasher();
        for (String text : List.of(TEXT, "é".repeat(Password.MIN_LENGTH))) {
            assertThat(hasher.knows(hasher.hash(password(text)))).isEqualTo(knowsHashes());
        }
    }

    @Demand("A text that is no hash is not known, also if it is a part of one or more than one.")
    @Test
    void C7_whatIsNoHashIsNotKnown() {
        PasswordHasher hasher = hasher();
        String hash = hasher.hash(password(TEXT)).encoded();
        for (String other : List.of(
                "",
                " ",
                "$",
                "{}",
                TEXT,
                "\u0000",
                "x".repeat(PasswordHash.MAX_LENGTH),
                hash.substring(0, hash.length() / 2),
                hash.substring(hash.length() / 2),
                hash + " ",
                hash + "\n",
                " " + hash,
                hash + hash)) {
            assertThat(hasher.knows(new PasswordHash(other)))
                    .as("'%s' is known", other)
                    .isFalse();
        }
    }

    /** Each is well-formed, and would hold a processor for days or take the memory of a whole machine. */
    @Demand("A hash that takes more memory or time than a process can bear is not known.")
    @Test
    void C7_whatTakesTooMuchIsNotKnown() {
        PasswordHasher hasher = hasher();
        String ofArgon2 = "$c29tZXNhbHRzb21lc2FsdA$" + "A".repeat(43);
        String ofBcrypt = "$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";
        for (String dear : List.of(
                "$argon2id$v=19$m=4194304,t=3,p=4" + ofArgon2,
                "$argon2id$v=19$m=19456,t=4294967295,p=1" + ofArgon2,
                "$argon2id$v=19$m=19456,t=100000,p=1" + ofArgon2,
                "$argon2i$v=19$m=4194304,t=3,p=4" + ofArgon2,
                "$2a$31" + ofBcrypt,
                "$2b$31" + ofBcrypt,
                "$2y$31" + ofBcrypt,
                "$pbkdf2-sha256$i=4294967295" + ofArgon2,
                "$pbkdf2-sha512$i=2000000000" + ofArgon2,
                "$scrypt$ln=30,r=8,p=1" + ofArgon2)) {
            for (String prefix : List.of("", "{bcrypt}", "{argon2}", "{argon2@SpringSecurity_v5_8}")) {
                assertThat(hasher.knows(new PasswordHash(prefix + dear)))
                        .as("'%s' is known", prefix + dear)
                        .isFalse();
            }
        }
    }

    private static Password password(String text) {
        return Password.of(text).get();
    }
}
