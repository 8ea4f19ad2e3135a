package dev.partyline.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.Retirement.Moved;
import dev.partyline.ports.Retirement.NotMoved;
import dev.partyline.ports.Retirement.Reason;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Events;
import dev.partyline.ports.driven.FormerPair;
import dev.partyline.ports.driven.LinePosition;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.LineUse;
import dev.partyline.ports.driven.Lines;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineRegistryTest {
    private static final RegistryOptions OPTIONS =
            RegistryOptions.DEFAULT.withClock(InstantSource.fixed(Samples.NOW)).keepingFormerPairs(Duration.ofDays(2));

    private static final Line ANOTHER_LINE = Line.of("+14155550177").get();
    private static final SharedUser MOVED = Samples.MOVED.on(ANOTHER_LINE);

    private final Store store = new Store();
    private final LineRegistry registry = LineRegistry.of(store, Tenants.of(Samples.PROJECT), OPTIONS);

    /** A store with lines, that answers as it is told and keeps what it is asked. */
    private static class Store extends QuietStore {
        private final QuietPool pool = new QuietPool() {
            @Override
            public List<LineUse> page(Optional<Line> after, int most) {
                return lines.stream().limit(most).toList();
            }

            @Override
            public Optional<LineUse> set(Line line, Optional<LineState> state, OptionalInt capacity) {
                settings.add(line + " " + state + " " + capacity);
                return isThere ? find(line) : Optional.empty();
            }
        };
        private final List<String> settings = new ArrayList<>();
        private final List<Change> changes = new ArrayList<>();
        private List<LineUse> lines = List.of();
        private boolean isThere = true;
        private Optional<AnyUser> found = Optional.of(Samples.SHARED_USER);
        private LineUser listed = Samples.SHARED_USER;
        private Commit commit = new Commit.NoLine();
        Set<FormerPair> formerPairs = Set.of();
        private Optional<Line> lineToBeHad = Optional.empty();

        @Override
        public Facts look(Question question) {
            return super.look(question).withLineToBeHad(lineToBeHad);
        }

        @Override
        public Lines lines() {
            return pool;
        }

        @Override
        public List<LineUser> usersOn(Line line, Optional<LinePosition> after, int most) {
            return List.of(listed);
        }

        @Override
        public Optional<AnyUser> find(TenantId tenant, UserId id) {
            return found;
        }

        @Override
        public Commit commit(Change change) {
            changes.add(change);
            return lineToBeHad.isPresent() && changes.size() > 1
                    ? new Commit.Done(((Change.Move) change).after().on(lineToBeHad.get()))
                    : commit;
        }

        @Override
        public Set<FormerPair> formerPairs(PhoneNumber phone) {
            return formerPairs;
        }
    }

    @Test
    void P9_aPageHasAsManyLinesAsAreAskedForAndTellsWhetherThereAreMore() {
        store.lines = IntStream.range(0, 1_001)
                .mapToObj(i -> new LineUse(Line.of("+1415555" + (1000 + i)).get(), LineState.OPEN, 9, 1))
                .toList();
        assertThat(registry.lines(Optional.empty(), 2))
                .isEqualTo(new LinePage(
                        store.lines.subList(0, 2),
                        Optional.of(store.lines.get(1).line())));
        assertThat(registry.lines(Optional.empty(), 0).lines()).hasSize(1);
        assertThat(registry.lines(Optional.empty(), 9_999).lines()).hasSize(LineRegistry.MAX_LIMIT);
        store.lines = store.lines.subList(0, 2);
        assertThat(registry.lines(Optional.empty(), 2).next()).isEmpty();
    }

    @Test
    void P4_aCapacityBelowNoneIsNone() {
        registry.change(Samples.LINE, Optional.empty(), OptionalInt.of(-3));
        registry.change(Samples.LINE, Optional.of(LineState.AT_RISK), OptionalInt.empty());
        assertThat(store.settings)
                .containsExactly(
                        Samples.LINE + " Optional.empty OptionalInt[0]",
                        Samples.LINE + " Optional[AT_RISK] OptionalInt.empty");
    }

    @Test
    void P6_aLineThatThePoolDoesNotHaveIsNotRetired() {
        store.isThere = false;
        assertThat(registry.retire(Samples.LINE, Optional.empty(), 10)).isEmpty();
        assertThat(store.changes).isEmpty();
    }

    @Test
    void P6_theLineIsRetiredBeforeItsFirstUserMovesAndAUserMovesAsItIs() {
        store.commit = new Commit.Done(Samples.SHARED_USER);
        registry.retire(Samples.LINE, Optional.empty(), 10);
        assertThat(store.settings).containsExactly(Samples.LINE + " Optional[RETIRED] OptionalInt.empty");
        Change.Move move = (Change.Move) store.changes.get(0);
        assertThat(move.before()).isEqualTo(Samples.SHARED_USER);
        assertThat(move.after().version()).isEqualTo(Samples.SHARED_USER.version() + 1);
        assertThat(move.after().profile()).isEqualTo(Samples.SHARED_USER.profile());
        assertThat(move.formerUntil()).isEqualTo(Samples.NOW.plus(Duration.ofDays(2)));
    }

    @Test
    void P6_eachUserThatIsNotMovedHasAReason() {
        assertThat(reason()).as("the pool would take another").isEqualTo(Reason.PHONE_ON_EVERY_LINE);
        store.listed = Samples.DEDICATED_USER;
        store.found = Optional.of(Samples.DEDICATED_USER);
        assertThat(reason()).isEqualTo(Reason.DEDICATED);
        store.found = Optional.of(Samples.DEACTIVATED_USER);
        assertThat(reason()).isEqualTo(Reason.GONE);
        store.found = Optional.empty();
        assertThat(reason()).isEqualTo(Reason.GONE);
    }

    @Test
    void P6_aUserForWhomALineHasComeFreeMeanwhileIsMoved() {
        store.lineToBeHad = Optional.of(ANOTHER_LINE);
        assertThat(registry.retire(Samples.LINE, Optional.empty(), 10))
                .map(Retirement::verdicts)
                .contains(List.of(new Moved(Samples.PROJECT.id(), Samples.ID, ANOTHER_LINE)));
    }

    private Reason reason() {
        Retirement retirement =
                registry.retire(Samples.LINE, Optional.empty(), 10).orElseThrow();
        assertThat(retirement.next()).isEmpty();
        return ((NotMoved) retirement.verdicts().get(0)).reason();
    }

    @Test
    void E4_aStoreThatFailsIsUnavailable() {
        LineRegistry failing = LineRegistry.of(
                new QuietStore() {
                    @Override
                    public Lines lines() {
                        throw new IllegalStateException(Samples.PHONE);
                    }
                },
                Tenants.of(),
                OPTIONS);
        UnavailableException asked =
                catchThrowableOfType(UnavailableException.class, () -> failing.lines(Optional.empty(), 1));
        assertThat(asked.effect()).isEqualTo(Effect.NONE);
        assertThat(asked).hasMessageNotContaining(Samples.PHONE);
        UnavailableException told = catchThrowableOfType(
                UnavailableException.class, () -> failing.retire(Samples.LINE, Optional.empty(), 1));
        assertThat(told.effect()).isEqualTo(Effect.UNKNOWN);
    }

    /** Of whom nobody is found on a line. */
    private static class StoreOfFormerPairs extends Store {
        private final List<User> holders = new ArrayList<>();

        @Override
        public Optional<User> find(PhoneNumber phone, Line line) {
            return Optional.empty();
        }

        /** One holder after the other, as others come and leave. */
        @Override
        public Facts look(Question question) {
            Map<Key, User> held =
                    holders.isEmpty() ? Map.of() : Map.of(question.keys().get(0), holders.remove(0));
            return new Facts(held, 0, Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    @Test
    void R5_aFormerPairLeadsUntilItHasEnded() {
        StoreOfFormerPairs nobody = new StoreOfFormerPairs();
        UserRegistry users = UserRegistry.of(nobody, Tenants.of(Samples.PROJECT), OPTIONS);
        nobody.formerPairs = Set.of(pair(Samples.LINE, 1));
        nobody.holders.add(MOVED);
        assertThat(users.route(Samples.PHONE_NUMBER, Samples.LINE)).contains(new Route(MOVED, true));
        assertThat(users.route(Samples.PHONE_NUMBER, Samples.LINE))
                .as("it is deactivated")
                .isEmpty();
        nobody.formerPairs = Set.of(pair(Samples.LINE, 0));
        nobody.holders.add(MOVED);
        assertThat(users.route(Samples.PHONE_NUMBER, Samples.LINE)).isEmpty();
        nobody.formerPairs = Set.of(pair(ANOTHER_LINE, 1));
        assertThat(users.route(Samples.PHONE_NUMBER, Samples.LINE))
                .as("another line")
                .isEmpty();
    }

    @Test
    void R5_aUserThatCameBackMeanwhileIsNotFormer() {
        StoreOfFormerPairs nobody = new StoreOfFormerPairs();
        UserRegistry users = UserRegistry.of(nobody, Tenants.of(Samples.PROJECT), OPTIONS);
        nobody.formerPairs = Set.of(pair(Samples.LINE, 1));
        nobody.holders.add(Samples.SHARED_USER);
        assertThat(users.route(Samples.PHONE_NUMBER, Samples.LINE)).contains(new Route(Samples.SHARED_USER, false));
    }

    @Test
    void R1_theUserThatThePairBelongsToComesFirst() {
        UserRegistry users = UserRegistry.of(store, Tenants.of(Samples.PROJECT), OPTIONS);
        store.formerPairs = Set.of(pair(Samples.LINE, 1));
        assertThat(users.route(Samples.PHONE_NUMBER, Samples.LINE)).contains(new Route(Samples.SHARED_USER, false));
    }

    /** The next look at a user fails. */
    private static final class Failing extends Store {
        private int verdicts;

        @Override
        public List<LineUser> usersOn(Line line, Optional<LinePosition> after, int most) {
            return List.of(Samples.DEDICATED_USER, Samples.SHARED_USER);
        }

        @Override
        public Optional<AnyUser> find(TenantId tenant, UserId id) {
            if (verdicts-- == 0) {
                throw new UnavailableException("down", Effect.NONE, null);
            }
            return Optional.of(Samples.DEDICATED_USER);
        }
    }

    @Test
    void P6_whatFailsAfterSomeVerdictsLosesNoneOfThem() {
        Failing failing = new Failing();
        failing.verdicts = 1;
        LineRegistry lines = LineRegistry.of(failing, Tenants.of(Samples.PROJECT), OPTIONS);
        assertThat(lines.retire(Samples.LINE, Optional.empty(), 10))
                .contains(new Retirement(
                        List.of(new Retirement.NotMoved(Samples.PROJECT.id(), Samples.ID, Retirement.Reason.DEDICATED)),
                        Optional.of(LinePosition.of(Samples.DEDICATED_USER))));
    }

    @Test
    void P6_whatFailsBeforeAnyVerdictIsTold() {
        LineRegistry lines = LineRegistry.of(new Failing(), Tenants.of(Samples.PROJECT), OPTIONS);
        UnavailableException failure = catchThrowableOfType(
                UnavailableException.class, () -> lines.retire(Samples.LINE, Optional.empty(), 10));
        assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
    }

    @Test
    void P6_aReasonHasACodeForPrograms() {
        assertThat(Retirement.Reason.values())
                .extracting(Retirement.Reason::code)
                .containsExactly("no_line", "phone_on_every_line", "gone", "dedicated");
    }

    /** The store is not asked. */
    @Test
    void E4_whoWantsNoEventsGetsNone() {
        UserRegistry users = UserRegistry.of(
                new Store() {
                    @Override
                    public Events events() {
                        throw new UnavailableException("down", Effect.NONE, null);
                    }
                },
                Tenants.of(Samples.PROJECT),
                OPTIONS);
        for (int most : List.of(0, -1)) {
            assertThat(users.leaseEvents(most, Duration.ofMinutes(1))).isEmpty();
            assertThat(users.eventsNotDone(most)).isZero();
        }
    }

    @Test
    void R1_whoComesBackBetweenTheLooksIsFound() {
        Store leaving = new Store() {
            private int looks;

            @Override
            public Optional<User> find(PhoneNumber phone, Line line) {
                return looks++ == 0 ? Optional.empty() : super.find(phone, line);
            }
        };
        UserRegistry users = UserRegistry.of(leaving, Tenants.of(Samples.PROJECT), OPTIONS);
        assertThat(users.route(Samples.PHONE_NUMBER, Samples.LINE)).contains(new Route(Samples.SHARED_USER, false));
    }

    private static FormerPair pair(Line line, int secondsLeft) {
        return new FormerPair(
                Samples.PHONE_NUMBER, line, Samples.PROJECT.id(), Samples.ID, Samples.NOW.plusSeconds(secondsLeft));
    }
}
