package dev.partyline.domain.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.value.Field;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class OutcomeProperties {

    @Property
    void E1_aSuccessSaysWhichItWasWithTheUserAsItIsNow(@ForAll SharedUser user, @ForAll Field field) {
        List<Outcome<SharedUser>> outcomes = List.of(
                new Outcome.Created<>(user),
                new Outcome.Returned<>(user),
                new Outcome.Updated<>(user, Set.of(field)),
                new Outcome.Revived<>(user));

        assertThat(outcomes).extracting(Outcome::user).containsOnly(user);
        assertThat(outcomes.stream()
                        .map(outcome -> outcome.<String>fold(
                                created -> "created",
                                returned -> "returned as it was",
                                updated -> "updated " + updated.fields(),
                                revived -> "revived")))
                .containsExactly("created", "returned as it was", "updated [" + field + "]", "revived");
    }

    @Property
    void E1_anAdmittedUserIsCreatedUnlessItIsRevived(@ForAll SharedUser user) {
        Optional<LineChoice> why = Optional.of(LineWish.NONE.choice(user.line()));
        assertThat(Outcome.admitted(user, false, why)).isEqualTo(new Outcome.Created<>(user, why));
        assertThat(Outcome.admitted(user, true, why)).isEqualTo(new Outcome.Revived<>(user, why));
    }

    @Property
    void E1_theFieldsOfAnUpdateStayWhatTheyWere(@ForAll SharedUser user, @ForAll Field field, @ForAll Field another) {
        Set<Field> fields = EnumSet.of(field);
        Outcome.Updated<SharedUser> updated = new Outcome.Updated<>(user, fields);
        Forecast.WouldUpdate<SharedUser> wouldUpdate = new Forecast.WouldUpdate<>(user, fields);

        fields.clear();

        assertThat(updated.fields()).containsExactly(field);
        assertThat(wouldUpdate.fields()).containsExactly(field);
        assertThatThrownBy(() -> updated.fields().add(another)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> wouldUpdate.fields().add(another)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Property
    void P7_aSharedUserThatThereIsKeepsItsLine(@ForAll SharedUser user, @ForAll CustomerUser customer) {
        LineChoice kept = new LineChoice(user.line(), LineChoice.Reason.KEPT, Set.of());
        assertThat(new Outcome.Returned<>(user).lineChoice()).contains(kept);
        assertThat(new Outcome.Updated<>(user, Set.of(Field.EMAIL)).lineChoice())
                .contains(kept);
        assertThat(new Outcome.Returned<>(customer).lineChoice()).isEmpty();
        assertThat(new Outcome.Created<>(customer).lineChoice()).isEmpty();
    }
}
