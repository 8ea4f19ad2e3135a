package dev.partyline.http.prelude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.user.UserId;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppUserIdTest {

    @Property
    void A5_anIdIsReadAsItIsWritten(@ForAll long high, @ForAll long low) {
        UserId id = new UserId(new UUID(high, low));

        assertThat(AppUserId.parse(AppUserId.of(id))).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "usr_",
                "usr_01jbrcatjkfgwsmmrdhxn1yav",
                "usr_01jbrcatjkfgwsmmrdhxn1yavqq",
                "usr_01JBRCATJKFGWSMMRDHXN1YAVQ",
                "USR_01jbrcatjkfgwsmmrdhxn1yavq",
                "usr_81jbrcatjkfgwsmmrdhxn1yavq",
                "usr_01jbrcatjkfgwsmmrdhxn1yavu",
                "usr_0ijbrcatjkfgwsmmrdhxn1yavq",
                "01jbrcatjkfgwsmmrdhxn1yavq",
                "0192f0c5-6a53-7c39-9a53-0d8f6a1f2b77"
            })
    void A5_whatIsWrittenInAnotherWayIsNoId(String text) {
        assertThat(AppUserId.parse(text)).isEmpty();
    }
}
