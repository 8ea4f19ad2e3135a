package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.request.GivenSharedUserPatch;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.request.SharedUserPatch;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.User;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told where something goes wrong: to callers, and to the server's log. */
class DiscretionTest {
    private static final String PHONE = "447700900001";

    /** A table that refuses what it is given, quoting it, as none of the migrations' does. */
    @Test
    void E3_anExceptionQuotesNothing() {
        try (HikariDataSource source = Databases.fresh()) {
            Databases.execute(
                    source, "ALTER TABLE partyline_user ADD CONSTRAINT no_such_phone CHECK (phone <> " + PHONE + ")");
            new PostgresLines(source).offer(SampleTenants.pool(10));
            SampleTenants tenants = new SampleTenants(project -> project);
            UserRegistry registry = UserRegistry.of(PostgresUserStore.own(source), tenants);
            Throwable failure = catchThrowable(() -> registry.create(tenants.shared(1, "Ada", "ada@example.org")));
            assertThat(failure).isInstanceOf(UnavailableException.class);
            assertThat(((UnavailableException) failure).effect()).isEqualTo(Effect.NONE);
            assertThat(wholeTextOf(failure)).doesNotContain(PHONE, "ada@", "\"Ada\"", "no_such_phone");
        }
    }

    /** U+0000 is nothing that a host should give for a tenant, and nothing that the database can hold. */
    @Test
    void E4_whatTheDatabaseCannotHoldHasNoEffect() {
        try (HikariDataSource source = Databases.fresh()) {
            Throwable failure = catchThrowable(() -> PostgresUserStore.own(source)
                    .find(new AccountId("a\0b"), new dev.partyline.domain.user.UserId(new java.util.UUID(1, 1))));
            assertThat(failure).isInstanceOf(UnavailableException.class);
            assertThat(((UnavailableException) failure).effect()).isEqualTo(Effect.NONE);
        }
    }

    @Test
    void E4_aDatabaseThatIsNotThereHasNoEffect() {
        HikariDataSource source = Databases.fresh();
        source.close();
        SampleTenants tenants = new SampleTenants(project -> project);
        User user = tenants.customer(1)
                .as(new dev.partyline.domain.user.UserId(new java.util.UUID(1, 1)), java.time.Instant.EPOCH);
        Throwable failure = catchThrowable(() -> PostgresUserStore.own(source)
                .commit(new Change.Admit(
                        ChangeId.of(user.id()),
                        user,
                        user.createdAt(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.empty())));
        assertThat(failure).isInstanceOf(UnavailableException.class);
        assertThat(((UnavailableException) failure).effect()).isEqualTo(Effect.NONE);
    }

    /** Everything that is refused or overtaken, with the server writing down whatever it likes. */
    @Test
    void E3_theServersLogQuotesNothing(@TempDir Path directory) throws Exception {
        Path log = directory.resolve("log");
        try (EmbeddedPostgres postgres = Server.durable()
                        .setServerConfig("log_min_messages", "info")
                        .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
                HikariDataSource source =
                        Databases.open(postgres.getJdbcUrl("postgres", "postgres"), "public", Map.of())) {
            Databases.execute(source, Databases.migration());
            new PostgresLines(source).offer(SampleTenants.pool(2));
            SampleTenants tenants = new SampleTenants(project -> project.withMaxSharedUsers(4));
            UserRegistry registry = UserRegistry.of(PostgresUserStore.own(source), tenants);
            meet(registry, tenants);
            assertThatThrownBy(() -> Databases.execute(source, "SELECT 1 / 0")).hasMessageContaining("division");
        }
        assertThat(Files.readString(log))
                .as("that errors are in it at all")
                .contains("division by zero")
                .doesNotContain("4477009", "@example.org", "Ada");
    }

    /** Many who want the same: all but the first are refused or overtaken. */
    static void meet(UserRegistry registry, SampleTenants tenants) {
        Together.run(8, i -> {
            for (int n = 0; n < 10; n++) {
                registry.create(
                        tenants.shared(n, "Ada", SampleTenants.email(n)).withIdempotencyKey(SampleTenants.key(n)));
                registry.create(tenants.customer(n));
                registry.create(tenants.subscriber(n, n));
                registry.create(tenants.app(n, n, "external"));
                registry.create(tenants.dedicated(n, 0));
            }
            return i;
        });
        // The quota is full: its users want one more phone.
        Together.run(
                8,
                i -> registry.create(tenants.shared(i % 4, null, null))
                        .map(outcome -> registry.change(SharedUserPatch.of(
                                        tenants.project,
                                        outcome.user().id(),
                                        GivenSharedUserPatch.NONE.withPhoneNumber(Setting.to(SampleTenants.phone(99))))
                                .get())));
    }

    private static String wholeTextOf(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
