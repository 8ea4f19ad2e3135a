package dev.partyline.inmemory.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.value.Field;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** E1: what a success says of itself, by the life of one user of each kind. */
class OutcomeTest {
    private static final Cast.Given ADA = new Cast.Given(1, 0, 0);

    @ParameterizedTest
    @EnumSource
    void E1_aSharedUserIsCreatedReturnedUpdatedAndRevived(Wiring wiring) {
        Contest contest =
                new Contest(wiring.world(Contest.ROOMY)).choosing(project -> project.withRecreation(Recreation.REVIVE));
        Call create = new Call.CreateShared(Contest.PROJECT, Cast.phone(0), Cast.Given.NOTHING);
        Answer created = contest.ask(create);
        assertThat(created.kind()).isEqualTo(Answer.CREATED);
        ModelledUser person = created.person().orElseThrow();
        assertThat(contest.ask(create)).isEqualTo(Answer.with(Answer.RETURNED, person));
        assertThat(contest.ask(new Call.CreateShared(Contest.PROJECT, Cast.phone(0), ADA)))
                .isEqualTo(Answer.with(
                        Answer.UPDATED, person.named("Ada", null, null).at(2), Set.of(Field.FIRST_NAME)));
        assertThat(contest.ask(new Call.Deactivate(Contest.PROJECT, person.id()))
                        .kind())
                .isEqualTo("deactivated");
        Answer revived = contest.ask(create);
        assertThat(revived.kind()).isEqualTo(Answer.REVIVED);
        assertThat(revived.person().orElseThrow().id()).isEqualTo(person.id());
    }

    @ParameterizedTest
    @EnumSource
    void E1_aDedicatedUserIsCreatedReturnedAndRevived(Wiring wiring) {
        Contest contest =
                new Contest(wiring.world(Contest.ROOMY)).choosing(project -> project.withRecreation(Recreation.REVIVE));
        contest.world().own(Contest.PROJECT, Cast.LINES.get(3), true);
        Call create = new Call.CreateDedicated(Contest.PROJECT, Cast.phone(0), Cast.LINES.get(3), ADA);
        Answer created = contest.ask(create);
        assertThat(created.kind()).isEqualTo(Answer.CREATED);
        ModelledUser person = created.person().orElseThrow();
        assertThat(contest.ask(create)).isEqualTo(Answer.with(Answer.RETURNED, person));
        contest.ask(new Call.Deactivate(Contest.PROJECT, person.id()));
        assertThat(contest.ask(create)).isEqualTo(Answer.with(Answer.REVIVED, person.at(3)));
    }
}
