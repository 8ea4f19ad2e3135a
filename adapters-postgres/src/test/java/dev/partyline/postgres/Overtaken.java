package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.request.Operation;
import dev.partyline.domain.request.RequestKey;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.ImmediateAdmission;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.value.Fingerprint;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.PoolLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A change waits for what is not committed yet, and then finds what that has done. */
abstract class Overtaken {
    private static final Line LINE = SampleTenants.POOL.get(0);

    private final HikariDataSource source;
    private final HostTransactions host;
    private final PostgresUserStore first;
    private final PostgresUserStore second;
    private final SampleTenants here = new SampleTenants(project -> project);
    private final SampleTenants there = new SampleTenants(project -> project);

    Overtaken(SharedDatabase database) {
        source = database.emptied();
        host = new HostTransactions(source);
        first = PostgresUserStore.joined(host.joined());
        second = PostgresUserStore.own(source);
        new PostgresLines(source).offer(SampleTenants.pool(2));
    }

    @Test
    void I6_whoIsBeingDeactivatedIsNotConfirmed() {
        SharedUser user = (SharedUser)
                ((Commit.Done) second.commit(new Change.AdmitOnALine(admission(here), Optional.empty()))).user();
        Change confirm = new Change.Confirm(
                user,
                Optional.empty(),
                new IdempotencyClaim(
                        user.tenant(),
                        new RequestKey(Operation.CREATE, SampleTenants.key(1)),
                        Fingerprint.of("a", List.of()),
                        Instant.EPOCH,
                        Optional.empty()));
        Change deactivate =
                new Change.Deactivate(new ChangeId(UUID.randomUUID()), user, Instant.EPOCH, Optional.empty());
        assertThat(after(deactivate, () -> second.commit(confirm))).isEqualTo(new Commit.Outdated());
    }

    /** On a line that no row of the pool stands for, so that nobody waits for that. */
    @Test
    void K2_whoMayStayOnItsLineByNowDoesNotLeaveIt() {
        SharedUser user = here.admission(1, OptionalInt.empty()).candidate().on(SampleTenants.OWNED.get(0));
        SharedUser rival = there.admission(2, OptionalInt.empty()).candidate().on(user.line());
        SharedUser next = user.withPhone(rival.phone(), rival.claims())
                .placedBy(new ChangeId(UUID.randomUUID()))
                .on(SampleTenants.OWNED.get(1));
        for (SharedUser each : List.of(user, rival)) {
            assertThat(second.commit(admit(each))).isInstanceOf(Commit.Done.class);
        }
        Change leave = new Change.Replace(next.placedBy(), user, next, Instant.EPOCH, Set.of(), Optional.empty());
        Change deactivate =
                new Change.Deactivate(new ChangeId(UUID.randomUUID()), rival, Instant.EPOCH, Optional.empty());
        assertThat(after(deactivate, () -> second.commit(leave))).isEqualTo(new Commit.Outdated());
    }

    private static Change admit(SharedUser user) {
        return new Change.Admit(
                user.placedBy(),
                user,
                user.createdAt(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.of(LineWish.NONE),
                false,
                Optional.empty());
    }

    /** Both suggest and prefer the same line, for one phone. */
    @Test
    void P2_aLineThatThePhoneComesToMeanwhileIsNotGivenInOneTrip() {
        SharedAdmission admission = admission(here);
        Question question = Question.of(here.project.id(), admission.candidate().keys());
        LookOrAdmit step = new LookOrAdmit(
                question, new ImmediateAdmission(admission, Optional.empty()), Optional.of(Digits.of(LINE)));
        Optional<Facts> answer = after(
                new Change.AdmitOnALine(admission(there), Optional.empty()),
                () -> new OwnTransaction(source)
                        .change(connection -> step.statement().query(connection, step::read), Optional.empty()));
        assertThat(answer).isEmpty();
        assertThat(second.usersOf(admission.candidate().phone()))
                .extracting(user -> user.line())
                .containsExactly(LINE);
    }

    /** The only line is locked by another create. */
    @Test
    void P4_theLastLineIsWaitedFor() {
        new PostgresLines(source).offer(List.of(new PoolLine(LINE, 2)));
        Change next = new Change.AdmitOnALine(here.admission(2, OptionalInt.empty()), Optional.empty());
        assertThat(after(new Change.AdmitOnALine(admission(there), Optional.empty()), () -> second.commit(next)))
                .isInstanceOf(Commit.Done.class);
    }

    @Test
    void P4_aLineThatIsClosedMeanwhileIsNotGiven() {
        new PostgresLines(source).offer(List.of(new PoolLine(LINE, 2)));
        Change next = new Change.AdmitOnALine(here.admission(2, OptionalInt.empty()), Optional.empty());
        Runnable close =
                () -> host.host().queryForList("SELECT partyline_set_line(" + Digits.of(LINE) + ", 1::smallint, NULL)");
        assertThat(after(close, () -> second.commit(next))).isEqualTo(new Commit.NoLine());
    }

    private static SharedAdmission admission(SampleTenants tenants) {
        SharedAdmission admission = tenants.admission(1, OptionalInt.empty());
        return new SharedAdmission(
                admission.candidate(),
                admission.at(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                LineWish.preferring(LINE));
    }

    /** What the second one answers, which begins before the first one is committed. */
    private <T> T after(Change change, Callable<T> next) {
        return after(() -> assertThat(first.commit(change)).isInstanceOf(Commit.Done.class), next);
    }

    private <T> T after(Runnable step, Callable<T> next) {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<T> answer = host.transaction().execute(status -> {
                step.run();
                Future<T> waiting = other.submit(next);
                Databases.awaitWhoWaitsFor(source, host.backend(), waiting);
                return waiting;
            });
            return answer.get();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        } finally {
            other.shutdownNow();
            Leaks.assertNone(source);
        }
    }
}
