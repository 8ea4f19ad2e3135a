package dev.partyline.domain.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Violation;
import io.vavr.control.Validation;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** L4: what is done with one field, whatever its values are. */
class SettingProperties {

    @Provide
    Arbitrary<Setting<String>> settings() {
        return Arbitraries.oneOf(
                Arbitraries.just(Setting.left()),
                Arbitraries.just(Setting.cleared()),
                Arbitraries.of("", "a", "b", "cleared", "set:").map(Setting::to));
    }

    @Property
    void L4_aFieldIsLeftOrClearedOrSet(@ForAll String present, @ForAll String other) {
        assertThat(Setting.<String>left().over(present)).isEqualTo(present);
        assertThat(Setting.to(other).over(present)).isEqualTo(other);
        assertThat(Setting.<String>left().overOptional(Optional.of(present))).contains(present);
        assertThat(Setting.<String>left().overOptional(Optional.empty())).isEmpty();
        assertThat(Setting.<String>cleared().overOptional(Optional.of(present))).isEmpty();
        assertThat(Setting.to(other).overOptional(Optional.of(present))).contains(other);
        assertThat(Setting.to(other).overOptional(Optional.empty())).contains(other);
    }

    /** The function that is not for it is not called. */
    @Property
    void L4_eachSettingIsGivenToItsOwnFunction(@ForAll String value) {
        assertThat(Setting.<String>left().<String>fold(() -> "left", () -> fail("cleared"), set -> fail("set")))
                .isEqualTo("left");
        assertThat(Setting.<String>cleared().<String>fold(() -> fail("left"), () -> "cleared", set -> fail("set")))
                .isEqualTo("cleared");
        assertThat(Setting.to(value).<String>fold(() -> fail("left"), () -> fail("cleared"), set -> "set " + set))
                .isEqualTo("set " + value);
    }

    @Property
    void L4_aMappedSettingDoesTheSameWithAnotherValue(@ForAll("settings") Setting<String> setting) {
        assertThat(setting.map(value -> value)).isEqualTo(setting);
        assertThat(setting.map(String::length).given())
                .isEqualTo(setting.given().map(String::length));
        assertThat(setting.map(String::length).getClass()).isEqualTo(setting.getClass());
    }

    @Property
    void I2_twoSettingsHaveTheSameTextExactlyIfTheyAreTheSame(
            @ForAll("settings") Setting<String> one, @ForAll("settings") Setting<String> other) {
        assertThat(one.text(value -> value).equals(other.text(value -> value))).isEqualTo(one.equals(other));
    }

    @Example
    void L4_onlyAFieldThatNeedsNoValueCanBeCleared() {
        Violation required = new Violation(Field.NAME, Fault.REQUIRED);

        assertThat(Setting.required(Field.NAME, Setting.<String>cleared(), Validation::valid))
                .isEqualTo(Validation.invalid(required));
        assertThat(Setting.checked(Field.NAME, Setting.<String>cleared(), Validation::valid))
                .isEqualTo(Validation.valid(Setting.cleared()));
    }

    @Property
    void L4_onlyAValueThatIsSetIsChecked(@ForAll("settings") Setting<String> setting) {
        Violation blank = new Violation(Field.NAME, Fault.BLANK);

        assertThat(Setting.<String, String>checked(Field.NAME, setting, value -> Validation.invalid(Fault.BLANK)))
                .isEqualTo(setting.given().isPresent() ? Validation.invalid(blank) : Validation.valid(setting));
        assertThat(Setting.<String, String>checked(Field.NAME, setting, value -> Validation.valid(value + "!")))
                .isEqualTo(Validation.valid(setting.map(value -> value + "!")));
    }
}
