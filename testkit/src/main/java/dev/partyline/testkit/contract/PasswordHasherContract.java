package dev.partyline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.ports.driven.PasswordHasher;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What {@link PasswordHasher} demands (rule C6): a salted hash of the whole password, whatever characters it has, that
 * tells it from every other. Extended by the test of an adapter, with as little work for a hash as it can have. Used by
 * many threads.
 */
@ExtendWith(DemandFirst.class)
public abstract class PasswordHasherContract {
    private static final String TEXT = "correct horse bat";

    /** For tests of adapters. */
    protected PasswordHasherContract() {}

    /** The adapter. */
    protected abstract PasswordHasher hasher();

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

    private static Password password(String text) {
        return Password.of(text).get();
    }
}
