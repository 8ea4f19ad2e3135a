package dev.partyline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What a race tells of a caller that fails. */
class RaceTest {

    /** The summary of a build has the message, and leaves out the causes. */
    @Test
    void whatACallerFoundIsInTheMessage() {
        assertThatThrownBy(() -> Race.run(2, caller -> {
                    assertThat(caller).as("what it found").isZero();
                    return caller;
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("a caller got an exception: ")
                .hasMessageContainingAll("[what it found]", "expected: 0", "but was: 1");
    }

    @Test
    void whatACallerGotThatIsNoCheckIsInTheMessage() {
        assertThatThrownBy(() -> Race.run(2, caller -> {
                    throw new IllegalStateException("the store is gone");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessage("a caller got an exception: java.lang.IllegalStateException: the store is gone")
                .hasCauseInstanceOf(IllegalStateException.class);
    }
}
