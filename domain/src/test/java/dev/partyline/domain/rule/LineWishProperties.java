package dev.partyline.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.LineChoice;
import dev.partyline.domain.answer.LineChoice.Reason;
import dev.partyline.domain.tenant.LinePreference;
import dev.partyline.domain.tenant.LinePreference.Near;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.Locality;
import dev.partyline.domain.value.PhoneNumber;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LineWishProperties {
    private static final PhoneNumber SAN_FRANCISCO = phone("+14155550132");
    private static final PhoneNumber MOBILE = phone("+447700900123");
    private static final Line SAME_AREA = line("+16285550100");
    private static final Line SAME_COUNTRY = line("+12125550100");
    private static final Line ABROAD = line("+493012345678");

    private static PhoneNumber phone(String number) {
        return PhoneNumber.of(number).get();
    }

    private static Line line(String number) {
        return Line.of(number).get();
    }

    @Provide
    Arbitrary<Line> lines() {
        return Arbitraries.of(SAME_AREA, SAME_COUNTRY, ABROAD, line("+442079460018"));
    }

    @Provide
    Arbitrary<PhoneNumber> phones() {
        return Arbitraries.of(SAN_FRANCISCO, MOBILE, phone("+80012345678"), phone("+12125550199"));
    }

    /** Held against the words of the rule, one by one. */
    @Property
    void P7_theAnswerSaysWhyTheLineWasChosenAndWhatWasPassedOver(
            @ForAll("lines") Line given,
            @ForAll("lines") Line last,
            @ForAll boolean revived,
            @ForAll("phones") PhoneNumber phone,
            @ForAll Near near) {
        LineWish wish = LineWish.near(Nearness.of(phone, LinePreference.first(near)));
        LineChoice choice = (revived ? wish.butPreferring(last) : wish).choice(given);

        Locality of = Locality.of(phone);
        Locality there = Locality.of(given);
        Set<Reason> asked = EnumSet.of(Reason.LEAST_LOADED);
        Set<Reason> granted = EnumSet.of(Reason.LEAST_LOADED);
        if (revived) {
            asked.add(Reason.LAST_LINE);
            if (given.equals(last)) {
                granted.add(Reason.LAST_LINE);
            }
        }
        if (near == Near.AREA && of.area().isPresent()) {
            asked.add(Reason.SAME_AREA);
            if (of.area().equals(there.area())) {
                granted.add(Reason.SAME_AREA);
            }
        }
        if (near != Near.ANYWHERE && of.country().isPresent()) {
            asked.add(Reason.SAME_COUNTRY);
            if (of.country().equals(there.country())) {
                granted.add(Reason.SAME_COUNTRY);
            }
        }
        Reason first = granted.iterator().next();
        asked.removeIf(reason -> reason.compareTo(first) >= 0);
        assertThat(choice).isEqualTo(new LineChoice(given, first, asked));
        assertThat(choice.passedOver()).containsExactlyElementsOf(asked);
    }

    @Property
    void P7_onlyLinesThatAreAsNearAreAllowed(
            @ForAll("lines") Line line, @ForAll("phones") PhoneNumber phone, @ForAll Near near) {
        Locality of = Locality.of(phone);
        Locality there = Locality.of(line);
        boolean sameCountry = of.country().isPresent() && of.country().equals(there.country());
        boolean sameArea = of.area().isPresent() && of.area().equals(there.area());
        boolean asNear = (near == Near.AREA && of.area().isPresent()) ? sameArea : sameCountry;
        assertThat(LineWish.near(Nearness.of(phone, LinePreference.only(near))).allows(line, there))
                .isEqualTo(near == Near.ANYWHERE || asNear);
        assertThat(LineWish.near(Nearness.of(phone, LinePreference.first(near))).allows(line, there))
                .isTrue();
    }

    @Property
    void P8_aLineThatIsNamedIsTheOnlyOneThatWillDo(@ForAll("lines") Line named, @ForAll("lines") Line line) {
        LineWish wish = LineWish.naming(named);
        assertThat(wish.allows(line, Locality.of(line))).isEqualTo(line.equals(named));
        assertThat(wish.choice(named)).isEqualTo(new LineChoice(named, Reason.NAMED, Set.of()));
    }

    @Property
    void P7_whoAsksForNothingWishesForNothing(@ForAll("phones") PhoneNumber phone, @ForAll boolean only) {
        LinePreference anywhere = only ? LinePreference.only(Near.ANYWHERE) : LinePreference.first(Near.ANYWHERE);
        assertThat(anywhere).isEqualTo(LinePreference.NONE);
        assertThat(LineWish.near(Nearness.of(phone, anywhere))).isEqualTo(LineWish.NONE);
        assertThat(LineWish.NONE.choice(ABROAD)).isEqualTo(new LineChoice(ABROAD, Reason.LEAST_LOADED, Set.of()));
        assertThat(Optional.of(Reason.SAME_AREA.code())).contains("same_area");
    }
}
