package dev.partyline.http.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {
    private static long looks() {
        throw new AssertionError("the user is looked at before the change");
    }

    private static EntityTags tags(String field) {
        return EntityTags.parse(field).orElseThrow();
    }

    @Test
    void theTagOfAVersionDemandsIt() {
        assertThat(EntityTags.of(3)).isEqualTo("\"3\"");
        assertThat(tags(EntityTags.of(3)).demanded(EntityTagsTest::looks)).hasValue(3);
    }

    @Test
    void anyTagDemandsNothing() {
        assertThat(tags("*").demanded(EntityTagsTest::looks)).isEmpty();
        assertThat(tags(" * ").demanded(EntityTagsTest::looks)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "W/\"3\"",
                "\"\"",
                "\"x\"",
                "\"03\"",
                "\"+3\"",
                "\"-3\"",
                "\"3.0\"",
                "\"0\"",
                "\"1234567890123456789\"",
                "\"\u00e9\"",
                "W/\"3\", W/\"4\""
            })
    void whatIsNoVersionDemandsOneThatNoUserHas(String field) {
        assertThat(tags(field).demanded(EntityTagsTest::looks)).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"3\", \"4\"|4|4",
                "\"3\",\"4\"|3|3",
                "\"3\", \"4\"|5|3",
                ",\"3\" ,, \"4\",|4|4",
                "W/\"4\", \"3\"|4|3",
                "\"a,b\", \"4\"|4|4",
                "\"a,b\", \"4\"|5|0"
            })
    void aListDemandsTheUsersVersionIfItHasIt(String field, long current, long demanded) {
        assertThat(tags(field).demanded(() -> current)).isEqualTo(OptionalLong.of(demanded));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "3",
                "\"3",
                "3\"",
                "w/\"3\"",
                "W/3",
                "W/ \"3\"",
                "\"3\" \"4\"",
                "\"3\"\"4\"",
                "\"3\", 4",
                "*, \"3\"",
                "**",
                "\"a b\"",
                "\"\u0100\""
            })
    void whatIsNoListOfTagsIsNone(String field) {
        assertThat(EntityTags.parse(field)).isEmpty();
    }

    @Test
    void aVersionIsAmongTagsWeakOrNot() {
        assertThat(tags("*").has(3)).isTrue();
        assertThat(tags("\"2\", W/\"3\"").has(3)).isTrue();
        assertThat(tags("\"2\", W/\"3\"").has(4)).isFalse();
        assertThat(tags("\"03\"").has(3)).isFalse();
    }

    @Test
    void aLongFieldIsReadInTimeLinearInItsLength() {
        assertThat(EntityTags.parse("\"1\", ".repeat(20_000) + "x")).isEmpty();
        assertThat(EntityTags.parse(",".repeat(60_000) + "x")).isEmpty();
        assertThat(EntityTags.parse("\"" + "x".repeat(60_000))).isEmpty();
    }
}
