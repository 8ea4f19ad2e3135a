package dev.partyline.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.Tenant;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Password;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.PasswordHasher;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserIds;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.postgres.PostgresLines;
import dev.partyline.postgres.PostgresPhonePool;
import dev.partyline.postgres.PostgresUserStore;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

/** When the starter gives which bean, and that each gives way to a bean of the application. */
class ReplacementsTest {
    private static final String PASSWORD = "My$ecureP@ssw0rd123!";

    private final Database database = new Database();
    private final ApplicationContextRunner application = database.application(Requests.tenants());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void withoutADataSourceThereIsNoRegistry() {
        new ApplicationContextRunner()
                .withUserConfiguration(Database.Application.class)
                .withPropertyValues(Database.NONE)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(UserRegistry.class));
    }

    @Test
    void withTwoDataSourcesThereIsNoRegistryUnlessOneIsPrimary() {
        ApplicationContextRunner two = new ApplicationContextRunner()
                .withUserConfiguration(Database.Application.class)
                .withPropertyValues("spring.flyway.enabled=false")
                .withBean("one", DataSource.class, database::another)
                .withBean("other", DataSource.class, database::another);
        two.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(UserRegistry.class));
        two.withBean("primary", DataSource.class, database::another, definition -> definition.setPrimary(true))
                .run(context -> assertThat(context.getBean(UserRegistry.class)).isNotNull());
    }

    @Test
    void aStoreOfTheApplicationIsUsedAndThePostgresOfTheStarterIsNot() {
        UserStore store = PostgresUserStore.own(database.another());
        application
                .withBean(UserStore.class, () -> store)
                .run(context -> assertThat(context)
                        .hasSingleBean(UserRegistry.class)
                        .hasSingleBean(UserStore.class)
                        .doesNotHaveBean(PostgresLines.class)
                        .doesNotHaveBean(Tables.class));
        assertThat(database.has("partyline_user")).isFalse();
    }

    @Test
    void aRegistryOfTheApplicationIsTheOnlyOne() {
        UserRegistry registry = UserRegistry.of(PostgresUserStore.own(database.another()), Tenants.of());
        application
                .withBean(UserRegistry.class, () -> registry)
                .run(context -> assertThat(context.getBean(UserRegistry.class)).isSameAs(registry));
        assertThat(database.has("partyline_user")).isFalse();
    }

    /** Its places would not come back with a rollback, so nothing joins a transaction. */
    @Test
    void besideAPoolOfTheApplicationNoRegistryJoins() {
        application
                .withBean(PhonePool.class, () -> new PostgresPhonePool(database.another()))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(UserRegistry.class)
                        .doesNotHaveBean("partylineJoinedRegistry"));
    }

    @Test
    void tenantsOfTheApplicationTakeThePlaceOfTheProperties() {
        Tenant other = Account.of(new AccountId("other"));
        application
                .withBean("others", Tenants.class, () -> Tenants.of(other))
                .run(context -> assertThat(context.getBean(UserRegistry.class)
                                .create(Requests.subscriber(1))
                                .getLeft())
                        .isEqualTo(new Refusal.UnknownTenant()));
    }

    @Test
    void idsAndTheClockOfTheApplicationAreUsed() {
        UserId id = new UserId(new UUID(1, 2));
        Instant noon = Instant.parse("2026-11-25T12:00:00Z");
        application
                .withBean(UserIds.class, () -> () -> id)
                .withBean(Clock.class, () -> Clock.fixed(noon, ZoneOffset.UTC))
                .run(context -> assertThat(context.getBean(UserRegistry.class)
                                .create(Requests.subscriber(1))
                                .get()
                                .user())
                        .satisfies(
                                user -> assertThat(user.id()).isEqualTo(id),
                                user -> assertThat(user.createdAt()).isEqualTo(noon)));
    }

    @Test
    void optionsOfTheApplicationAreUsed() {
        Instant noon = Instant.parse("2026-11-25T12:00:00Z");
        application
                .withBean(
                        "others",
                        RegistryOptions.class,
                        () -> RegistryOptions.DEFAULT.withClock(InstantSource.fixed(noon)))
                .run(context -> assertThat(context.getBean(UserRegistry.class)
                                .create(Requests.subscriber(1))
                                .get()
                                .user()
                                .createdAt())
                        .isEqualTo(noon));
    }

    @Test
    void C6_thePasswordEncoderOfTheApplicationMakesTheHashes() {
        PasswordEncoder encoder = Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8();
        application.withBean(PasswordEncoder.class, () -> encoder).run(context -> {
            CustomerUser user = context.getBean(UserRegistry.class)
                    .create(Requests.customer(PASSWORD))
                    .get()
                    .user();
            assertThat(encoder.matches(PASSWORD, user.password().orElseThrow().encoded()))
                    .isTrue();
            PasswordHasher hasher = context.getBean(PasswordHasher.class);
            assertThat(hasher.verify(
                            Password.of(PASSWORD).get(), user.password().orElseThrow()))
                    .isTrue();
            assertThat(hasher.verify(
                            Password.of(PASSWORD + "!").get(), user.password().orElseThrow()))
                    .isFalse();
        });
    }

    @Test
    void C6_aHasherOfTheApplicationComesBeforeAnEncoder() {
        application
                .withBean(PasswordEncoder.class, BCryptPasswordEncoder::new)
                .withBean(PasswordHasher.class, PasswordHasher::none)
                .run(context -> assertThatThrownBy(
                                () -> context.getBean(UserRegistry.class).create(Requests.customer(PASSWORD)))
                        .hasMessage("this registry has no password hasher"));
    }

    @Test
    void C6_aPasswordThatTheEncoderCannotTakeIsRefusedWithoutEffect() {
        application.withBean(PasswordEncoder.class, BCryptPasswordEncoder::new).run(context -> {
            assertThatThrownBy(() -> context.getBean(UserRegistry.class)
                            .create(Requests.customer("é".repeat(Password.MAX_LENGTH))))
                    .isInstanceOfSatisfying(
                            UnavailableException.class,
                            refused -> assertThat(refused.effect()).isEqualTo(Effect.NONE))
                    .hasMessageContaining("bcrypt");
            assertThat(database.users()).isZero();
        });
    }

    @Test
    void C6_withoutAnEncoderAUserMayHaveNoPasswordAndTheMessageSaysWhatToDo() {
        application.run(context -> {
            UserRegistry registry = context.getBean(UserRegistry.class);
            assertThatThrownBy(() -> registry.create(Requests.customer(PASSWORD)))
                    .isInstanceOfSatisfying(
                            UnavailableException.class,
                            refused -> assertThat(refused.effect()).isEqualTo(Effect.NONE))
                    .hasMessageContaining("PasswordEncoder");
            assertThat(registry.create(Requests.customer(null)).isRight()).isTrue();
        });
    }
}
