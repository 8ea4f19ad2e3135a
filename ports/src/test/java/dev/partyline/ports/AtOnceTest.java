package dev.partyline.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.Forecast;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.ImmediateAdmission;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.rule.SharedUserRules;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A new shared user in one trip: which questions bring an admission to a store that may make it at once. */
class AtOnceTest {
    /** A store that admits at once whomever a question brings. */
    private static final class Admitting extends QuietStore {
        private final boolean admitsAtOnce;
        private final List<Question> looks = new ArrayList<>();
        private final List<Change> commits = new ArrayList<>();

        Admitting(boolean admitsAtOnce) {
            this.admitsAtOnce = admitsAtOnce;
        }

        @Override
        public boolean admitsAtOnce() {
            return admitsAtOnce;
        }

        @Override
        public Facts look(Question question) {
            looks.add(question);
            return question.ifNobody()
                    .map(offered ->
                            Facts.admitted(offered.admission().candidate().on(Samples.LINE)))
                    .orElseGet(() -> super.look(question));
        }

        @Override
        public Commit commit(Change change) {
            commits.add(change);
            return super.commit(change);
        }

        Optional<ImmediateAdmission> brought() {
            return looks.get(0).ifNobody();
        }
    }

    private static UserRegistry registry(Admitting store) {
        return UserRegistry.of(
                store,
                new QuietTenants(),
                RegistryOptions.DEFAULT.withClock(() -> Samples.NOW).withIds(() -> Samples.ID));
    }

    @Test
    void S1_aNewUserIsAdmittedByTheLookAlone() {
        Admitting store = new Admitting(true);

        Optional<SharedAdmission> expected =
                SharedUserRules.ifNobody(Samples.NEW_SHARED_USER, Samples.PROJECT, Samples.ID, Samples.NOW);

        assertThat(registry(store).create(Samples.NEW_SHARED_USER))
                .isEqualTo(Either.right(new Outcome.Created<>(
                        expected.orElseThrow().candidate().on(Samples.LINE),
                        Optional.of(LineWish.NONE.choice(Samples.LINE)))));
        assertThat(store.looks)
                .containsExactly(SharedUserRules.question(Samples.NEW_SHARED_USER, Samples.PROJECT)
                        .admittingIfNobody(expected.orElseThrow(), Optional.empty()));
        assertThat(store.commits).isEmpty();
    }

    /** A look that was lost and settled tells the user as it is now. */
    @Test
    void P7_nobodyKnowsWhyAUserWasPutOnALineThatItHasLeft() {
        SharedUser moved = Samples.MOVED.on(Samples.LINE);
        QuietStore store = new QuietStore() {
            @Override
            public boolean admitsAtOnce() {
                return true;
            }

            @Override
            public Facts look(Question question) {
                return Facts.admitted(moved);
            }
        };
        assertThat(UserRegistry.of(store, new QuietTenants()).create(Samples.NEW_SHARED_USER))
                .isEqualTo(Either.right(new Outcome.Created<>(moved, Optional.empty())));
    }

    @Test
    void aStoreThatAdmitsNobodyAtOnceIsBroughtNobody() {
        Admitting store = new Admitting(false);

        assertThat(registry(store).create(Samples.NEW_SHARED_USER).isRight()).isTrue();
        assertThat(store.brought()).isEmpty();
        assertThat(store.commits).hasSize(1);
    }

    /** The answer has to be recorded in the step that admits. */
    @Test
    void I6_aRequestUnderAnIdempotencyKeyBringsItsClaimAsWell() {
        Admitting store = new Admitting(true);

        assertThat(registry(store)
                        .create(Samples.NEW_SHARED_USER.withIdempotencyKey(Samples.KEY))
                        .isRight())
                .isTrue();
        assertThat(store.brought().flatMap(ImmediateAdmission::claim)).contains(Samples.CLAIM);
        assertThat(store.looks).extracting(Question::requestKey).containsExactly(Optional.of(Samples.CLAIM.key()));
        assertThat(store.commits).isEmpty();
    }

    @Test
    void D4_aUserThatNeedsNoLineIsNotBrought() {
        Admitting store = new Admitting(true);

        assertThat(registry(store).create(Samples.NEW_DEDICATED_USER).isRight()).isTrue();
        assertThat(store.brought()).isEmpty();
    }

    @Test
    void S4_aProjectThatAdmitsNobodyBringsNobody() {
        Admitting store = new Admitting(true);
        QuietTenants closed = new QuietTenants() {
            @Override
            public Optional<Project> project(ProjectId id) {
                return Optional.of(Samples.PROJECT.withMaxSharedUsers(0));
            }
        };

        assertThat(UserRegistry.of(store, closed).create(Samples.NEW_SHARED_USER))
                .isEqualTo(Either.left(new Refusal.SharedUserLimitReached(0)));
        assertThat(store.brought()).isEmpty();
    }

    @Test
    void E5_aDryRunBringsNobodyAndAsksForALine() {
        Admitting store = new Admitting(true);

        assertThat(registry(store).foresee(Samples.NEW_SHARED_USER))
                .isEqualTo(Either.right(new Forecast.WouldCreate<>(Optional.of(LineWish.NONE.choice(Samples.LINE)))));
        assertThat(store.brought()).isEmpty();
        assertThat(store.looks).extracting(Question::lineFor).containsExactly(List.of(Samples.PHONE_NUMBER));
        assertThat(store.commits).isEmpty();
    }

    @Test
    void S6_aDryRunIsRefusedIfThereIsNoLineAndD4_onlyForAUserThatNeedsOne() {
        QuietStore withoutLine = new QuietStore() {
            @Override
            public Facts look(Question question) {
                return Facts.NOTHING;
            }
        };

        assertThat(UserRegistry.of(withoutLine, new QuietTenants()).foresee(Samples.NEW_SHARED_USER))
                .isEqualTo(Either.left(new Refusal.PoolExhausted()));
        assertThat(UserRegistry.of(withoutLine, new QuietTenants()).foresee(Samples.NEW_DEDICATED_USER))
                .isEqualTo(Either.right(new Forecast.WouldCreate<>()));
    }
}
