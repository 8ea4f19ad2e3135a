package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.rule.ImmediateAdmission;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.Profile;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A change that waits for a lock, and is settled as not made meanwhile, never takes effect (rule E6). So a caller who
 * was told that nothing happened is not surprised later.
 */
class SettledMeanwhileTest {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.fresh());

    private static final String LINES = "SELECT 1 FROM partyline_line FOR UPDATE";
    private static final String USERS = "SELECT 1 FROM partyline_user FOR UPDATE";

    private final HikariDataSource source = DATABASE.emptied();
    private final PostgresUserStore store = PostgresUserStore.own(source);
    private final SampleTenants tenants = new SampleTenants(project -> project.withMaxSharedUsers(10));
    private final UserRegistry registry = UserRegistry.of(store, tenants);
    private final SharedAdmission newcomer = tenants.admission(2, OptionalInt.of(10));
    private final SharedUser shared;
    private final DedicatedUser dedicated;

    SettledMeanwhileTest() {
        new PostgresLines(source).offer(SampleTenants.pool(2));
        shared = registry.create(tenants.shared(1, "Ada", null)).get().user();
        dedicated = registry.create(tenants.dedicated(1, 0)).get().user();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void E6_aCreateInOneTrip(boolean lineIsSuggested) {
        Question question =
                Question.of(tenants.project.id(), newcomer.candidate().keys()).withSharedUsersCounted(true);
        Optional<Long> suggested =
                Optional.of(Digits.of(SampleTenants.POOL.get(0))).filter(line -> lineIsSuggested);
        neverTakesEffect(LINES, new Change.AdmitOnALine(newcomer, Optional.empty()).version(), () -> {
            LookOrAdmit step = new LookOrAdmit(question, new ImmediateAdmission(newcomer, Optional.empty()), suggested);
            try (Connection connection = source.getConnection()) {
                return step.statement()
                        .query(connection, step::read)
                        .flatMap(facts -> facts.admitted())
                        .isPresent();
            } catch (SQLException failure) {
                assertThat(failure.getSQLState()).isEqualTo(Database.OUTDATED);
                return false;
            }
        });
    }

    @Test
    void E6_anAdmissionOnALine() {
        neverTakesEffect(LINES, new Change.AdmitOnALine(newcomer, Optional.empty()));
    }

    @Test
    void E6_aRevival() {
        DeactivatedUser former =
                registry.deactivate(tenants.project.id(), shared.id()).get();
        SharedUserCandidate again = new SharedUserCandidate(
                shared.id(),
                former.version() + 1,
                shared.project(),
                shared.phone(),
                another(),
                shared.profile(),
                shared.createdAt(),
                shared.identifiedBy(),
                PhoneClaims.of(shared.phone(), PhoneIdentity.CANONICAL));
        SharedAdmission revival = new SharedAdmission(
                again,
                former.deactivatedAt(),
                Optional.of(former),
                Optional.empty(),
                OptionalInt.of(10),
                newcomer.wish());
        neverTakesEffect(LINES, new Change.AdmitOnALine(revival, Optional.empty()));
    }

    @Test
    void E6_aReplacement() {
        SharedUser after = shared.with(Profile.EMPTY, SharedIdentity.PHONE_OR_EMAIL);
        neverTakesEffect(
                USERS, new Change.Replace(another(), shared, after, shared.createdAt(), Set.of(), Optional.empty()));
    }

    @Test
    void E6_aReplacementOnAnotherLine() {
        SharedUser after = new SharedUser(
                shared.id(),
                shared.version() + 1,
                shared.project(),
                shared.phone(),
                SampleTenants.POOL.stream()
                        .filter(line -> !line.equals(shared.line()))
                        .findFirst()
                        .orElseThrow(),
                another(),
                shared.profile(),
                shared.createdAt(),
                shared.identifiedBy(),
                PhoneClaims.of(shared.phone(), PhoneIdentity.CANONICAL));
        neverTakesEffect(
                LINES,
                new Change.Replace(after.placedBy(), shared, after, shared.createdAt(), Set.of(), Optional.empty()));
    }

    @Test
    void E6_aDeactivation() {
        neverTakesEffect(
                LINES,
                new Change.Deactivate(another(), shared, shared.createdAt().plusSeconds(1), Optional.empty()));
    }

    @Test
    void E6_aDeactivationOfAUserOnNoLineOfThePool() {
        neverTakesEffect(
                USERS,
                new Change.Deactivate(
                        another(), dedicated, dedicated.createdAt().plusSeconds(1), Optional.empty()));
    }

    private static ChangeId another() {
        return new ChangeId(UUID.randomUUID());
    }

    private void neverTakesEffect(String lock, Change change) {
        neverTakesEffect(lock, change.version(), () -> store.commit(change) instanceof Commit.Done);
    }

    /** The change tells whether it was made. The lock is held until it is settled. */
    private void neverTakesEffect(String lock, Version version, Callable<Boolean> change) {
        List<@Nullable String> before = contents();
        ExecutorService other = Executors.newSingleThreadExecutor();
        HostTransactions holder = new HostTransactions(source);
        try {
            Future<Boolean> made = holder.transaction().execute(status -> {
                holder.host().queryForList(lock);
                Future<Boolean> waiting = other.submit(change);
                Databases.awaitWhoWaitsFor(source, holder.backend(), waiting);
                assertThat(store.settle(version)).as("whether it was made").isEmpty();
                return waiting;
            });
            assertThat(made).isNotNull();
            assertThat(made.get()).as("that it was made, once it had the lock").isFalse();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        } finally {
            other.shutdownNow();
        }
        assertThat(contents()).isEqualTo(before);
        Leaks.assertNone(source);
        assertThat(store.settle(version)).isEmpty();
    }

    /** All that there is, but for the names of changes that were refused. */
    private List<@Nullable String> contents() {
        return new JdbcTemplate(source)
                .queryForList(
                        "SELECT u::text FROM partyline_user u UNION ALL"
                                + " SELECT v::text FROM partyline_version v WHERE v.change IS NOT NULL UNION ALL"
                                + " SELECT k::text FROM partyline_key k UNION ALL"
                                + " SELECT o::text FROM partyline_phone_on_line o UNION ALL"
                                + " SELECT f::text FROM partyline_former f UNION ALL"
                                + " SELECT q::text FROM partyline_quota q UNION ALL"
                                + " SELECT l::text FROM partyline_line l ORDER BY 1",
                        String.class);
    }
}
