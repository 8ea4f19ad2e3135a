package dev.partyline.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partyline.domain.request.GivenCustomerUser;
import dev.partyline.domain.request.NewCustomerUser;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.ports.driven.PasswordHasher;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserIds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a host may bring, and what there is where it brings nothing. */
class KindsOptionsTest {
    private static final ConsoleProject CONSOLE_PROJECT = ConsoleProject.of(new ConsoleProjectId("console-project"));
    private static final Tenants NO_TENANTS = new Tenants() {};
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration LED = Duration.ofDays(3);

    @Test
    void C6_withoutAHasherAPasswordIsRefusedWithNoEffect() {
        Password password = Password.of("a password, number 1").get();
        PasswordHasher none = PasswordHasher.none();

        assertThatThrownBy(() -> none.hash(password))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        failure -> assertThat(failure.effect()).isEqualTo(Effect.NONE))
                .hasMessageNotContaining("number 1");
        assertThatThrownBy(() -> none.verify(password, new PasswordHash("hash")))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        failure -> assertThat(failure.effect()).isEqualTo(Effect.NONE));
    }

    @Test
    void C6_aPasswordIsWipedWhateverBecomesOfTheRequest() {
        NewCustomerUser request = NewCustomerUser.of(
                        CONSOLE_PROJECT,
                        new GivenCustomerUser(
                                "clinic", "ann@example.com", "Ann", "Lee", "a password, number 1", null, null, null))
                .get();
        UserRegistry registry = UserRegistry.of(new QuietStore(), NO_TENANTS);

        assertThat(registry.create(request).isLeft()).isTrue();
        assertThat(((Password) request.credential().orElseThrow()).characters()).containsOnly('\0');
    }

    @Test
    void C7_noHasherKnowsAHashUnlessItSaysSo() {
        PasswordHasher silent = new PasswordHasher() {
            @Override
            public PasswordHash hash(Password password) {
                return new PasswordHash("hash");
            }

            @Override
            public boolean verify(Password password, PasswordHash hash) {
                return true;
            }
        };

        for (PasswordHasher hasher : List.of(silent, PasswordHasher.none())) {
            assertThat(hasher.knows(new PasswordHash("hash"))).isFalse();
        }
    }

    @Test
    void D1_tenantsOwnNoLinesUnlessTheySaySo() {
        assertThat(NO_TENANTS.owns(Samples.PROJECT.id(), Samples.LINE)).isFalse();
    }

    @Test
    void C5_tenantsHaveNoCustomersUnlessTheySaySo() {
        assertThat(NO_TENANTS.hasCustomer(
                        CONSOLE_PROJECT.id(), CustomerId.of("clinic").get()))
                .isFalse();
    }

    @Test
    void eachOptionIsSetAloneAndTheOthersStay() {
        InstantSource clock = InstantSource.fixed(Instant.EPOCH);
        UserIds ids = () -> new UserId(new UUID(0, 0));
        PasswordHasher passwords = PasswordHasher.none();

        RegistryOptions options = RegistryOptions.DEFAULT
                .withClock(clock)
                .withIds(ids)
                .withPasswords(passwords)
                .keepingEvents(KEPT)
                .keepingFormerPairs(LED);

        assertThat(options).isEqualTo(new RegistryOptions(clock, ids, passwords, KEPT, LED));
        assertThat(options.withClock(RegistryOptions.DEFAULT.clock()))
                .isEqualTo(new RegistryOptions(RegistryOptions.DEFAULT.clock(), ids, passwords, KEPT, LED));
        assertThat(options.withIds(RegistryOptions.DEFAULT.ids()))
                .isEqualTo(new RegistryOptions(clock, RegistryOptions.DEFAULT.ids(), passwords, KEPT, LED));
        assertThat(options.withPasswords(RegistryOptions.DEFAULT.passwords()))
                .isEqualTo(new RegistryOptions(clock, ids, RegistryOptions.DEFAULT.passwords(), KEPT, LED));
        assertThat(options.keepingEvents(RegistryOptions.DEFAULT.keepEvents()))
                .isEqualTo(new RegistryOptions(clock, ids, passwords, RegistryOptions.DEFAULT.keepEvents(), LED));
        assertThat(options.keepingFormerPairs(RegistryOptions.DEFAULT.keepFormerPairs()))
                .isEqualTo(new RegistryOptions(clock, ids, passwords, KEPT, RegistryOptions.DEFAULT.keepFormerPairs()));
    }

    @Test
    void idsAreRandomByDefault() {
        assertThat(RegistryOptions.DEFAULT.ids().next())
                .isNotEqualTo(RegistryOptions.DEFAULT.ids().next());
    }
}
