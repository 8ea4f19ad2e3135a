package dev.partyline.domain.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.testkit.arbitrary.DomainArbitraries;
import io.vavr.control.Validation;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Texts with a least and a greatest length, counted in code points. */
class LengthProperties {
    private static final String OUTSIDE_THE_BMP = "\ud83d\ude00";
    private static final List<String> CHARACTERS = List.of("x", "\uffff", OUTSIDE_THE_BMP);

    @Provide
    Arbitrary<String> texts() {
        return DomainArbitraries.texts(1, 20);
    }

    @Provide
    Arbitrary<String> passwords() {
        return DomainArbitraries.passwordTexts();
    }

    @Example
    void V10_anExternalIdHas1To128CodePoints() {
        assertBounds(1, 128, ExternalId::of);
    }

    @Example
    void V10_anIdempotencyKeyHas1To256CodePoints() {
        assertBounds(1, 256, IdempotencyKey::of);
    }

    @Example
    void B2_aRunNameHas1To200CodePoints() {
        assertBounds(1, RunName.MAX_LENGTH, RunName::of);
    }

    @Property(tries = 200)
    void B2_eachRowOfARunHasAnIdempotencyKeyOfItsOwn(
            @ForAll("texts") String one, @ForAll("texts") String other, @ForAll long row, @ForAll long another) {
        RunName name = RunName.of(one).get();
        IdempotencyKey key = name.keyOf(row);
        assertThat(IdempotencyKey.of(key.value())).contains(key);
        assertThat(key.equals(name.keyOf(another))).isEqualTo(row == another);
        assertThat(key.equals(RunName.of(other).get().keyOf(row))).isEqualTo(one.equals(other));
    }

    @Example
    void B2_theLongestRunNameHasRoomForTheLastRow() {
        IdempotencyKey key =
                RunName.of("\ud83d\ude00".repeat(RunName.MAX_LENGTH)).get().keyOf(Long.MAX_VALUE);
        assertThat(IdempotencyKey.of(key.value())).contains(key);
    }

    @Example
    void V10_aPasswordHas16To64CodePoints() {
        assertBounds(16, 64, Password::of);
    }

    @Example
    void V8_otherTextsHave1To256CodePoints() {
        assertBounds(1, 256, CustomerId::of);
        assertBounds(1, 256, LegalIdentity::of);
    }

    private static void assertBounds(int least, int most, Function<String, Validation<Fault, ?>> factory) {
        for (String character : CHARACTERS) {
            for (int length = 0; length <= most + 2; length++) {
                Validation<Fault, ?> checked = factory.apply(character.repeat(length));
                assertThat(checked.isValid())
                        .as("%s code points like %s", length, character)
                        .isEqualTo(length >= least && length <= most);
                if (!checked.isValid()) {
                    assertThat(checked.getError()).isEqualTo(length < least ? Fault.TOO_SHORT : Fault.TOO_LONG);
                }
            }
            assertThat(factory.apply(character.repeat(3 * most)).getError()).isEqualTo(Fault.TOO_LONG);
        }
    }

    @Property(tries = 200)
    void V8_aTextThatNotEveryStoreCanHoldIsNone(@ForAll("passwords") String text) {
        String shorter = text.substring(0, text.offsetByCodePoints(0, 15));
        Stream.of("\u0000", "\ud83d", "\ude00")
                .flatMap(broken -> Stream.of(broken + shorter, shorter + broken))
                .forEach(malformed -> assertThat(Stream.of(
                                ExternalId.of(malformed),
                                IdempotencyKey.of(malformed),
                                RunName.of(malformed),
                                CustomerId.of(malformed),
                                LegalIdentity.of(malformed),
                                Password.of(malformed)))
                        .containsOnly(Validation.invalid(Fault.MALFORMED_TEXT)));
    }

    @Property(tries = 200)
    void V8_aTextIsKeptAsItWasGivenAndComparedAsItIs(@ForAll("texts") String one, @ForAll("texts") String other) {
        assertThat(ExternalId.of(one).get().value()).isEqualTo(one);
        assertThat(ExternalId.of(one)).isEqualTo(ExternalId.of(one)).hasSameHashCodeAs(ExternalId.of(one));
        assertThat(ExternalId.of(one).equals(ExternalId.of(other))).isEqualTo(one.equals(other));
        assertThat((Object) ExternalId.of(one).get())
                .isNotEqualTo(IdempotencyKey.of(one).get());
    }

    @Example
    void aMissingTextIsAFaultOfItsOwn() {
        List<Validation<Fault, ?>> missing = List.of(
                ExternalId.of(null),
                IdempotencyKey.of(null),
                RunName.of(null),
                CustomerId.of(null),
                LegalIdentity.of(null));
        assertThat(missing).allSatisfy(checked -> assertThat(checked.getError()).isEqualTo(Fault.REQUIRED));
    }

    @Example
    void C7_aHashHasAtMost512CodePointsThatCanBeStored() {
        for (String character : List.of("a", "\ud83d\ude00")) {
            String longest = character.repeat(PasswordHash.MAX_LENGTH);
            assertThat(PasswordHash.of(longest).get().encoded()).isEqualTo(longest);
            assertThat(PasswordHash.of(longest + "a").getError()).isEqualTo(Fault.TOO_LONG);
        }
        assertThat(Stream.of("\u0000", "a\ud83d", "\ude00a").map(PasswordHash::of))
                .containsOnly(Validation.invalid(Fault.MALFORMED_TEXT));
    }

    @Property(tries = 200)
    void C6_aPasswordHoldsCharactersOfItsOwnUntilItIsWiped(@ForAll("passwords") String text) {
        StringBuilder given = new StringBuilder(text);
        Password password = Password.of(given).get();

        given.setLength(0);

        assertThat(new String(password.characters())).isEqualTo(text);
        password.wipe();
        assertThat(password.characters()).hasSize(text.length()).containsOnly('\0');
    }

    /** Characters of two chars each, so that none is counted twice. */
    @Example
    void C6_theLongestPasswordIsOneWhateverItsCharactersAre() {
        String longest = "\ud83d\ude00".repeat(Password.MAX_LENGTH);

        assertThat(Password.of(longest).isValid()).isTrue();
        assertThat(Password.of(longest + "a").getError()).isEqualTo(Fault.TOO_LONG);
    }

    @Property(tries = 200)
    void C6_aPasswordEqualsNothingButItselfAndShowsNothing(@ForAll("passwords") String text) {
        Password password = Password.of(text).get();

        assertThat(password).isNotEqualTo(Password.of(text).get());
        assertThat(password).hasToString("Password");
        assertThat(new PasswordHash(text)).hasToString("PasswordHash");
    }
}
