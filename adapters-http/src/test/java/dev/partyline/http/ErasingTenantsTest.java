package dev.partyline.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.request.GivenSubscriberUser;
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.http.config.Configuration;
import dev.partyline.http.config.ConfigurationReader;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.UserRegistry;
import dev.partyline.testkit.contract.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That the host's sweep erases the users of the tenants that ask for it, and of no others. */
class ErasingTenantsTest {
    private static final String CONFIGURATION = """
            {"connect": {"accounts": [
              {"id": "erasing", "apiKey": "a", "eraseAfterDays": 30},
              {"id": "keeping", "apiKey": "b"}
            ]}}
            """;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T08:00:00Z"));

    private static UserId deactivated(UserRegistry registry, Account account) {
        UserId id = NewSubscriberUser.of(
                        account, new GivenSubscriberUser("Ada", "ada@example.com", "+14155550132", null, null))
                .flatMap(registry::create)
                .get()
                .user()
                .id();
        assertThat(registry.deactivate(account.id(), id)).isNotNull();
        return id;
    }

    @Test
    void aSweepErasesWhomTheConfigurationSays() throws Exception {
        Configuration configuration = ConfigurationReader.read(CONFIGURATION);
        UserRegistry registry = UserRegistry.of(
                InMemoryUserStore.withLines(InMemoryPhonePool.of(List.of())),
                new ConfiguredTenants(configuration),
                RegistryOptions.DEFAULT.withClock(clock));
        Account erasing = configuration.accounts().get(0).account();
        Account keeping = configuration.accounts().get(1).account();
        UserId erased = deactivated(registry, erasing);
        UserId kept = deactivated(registry, keeping);

        clock.advance(Duration.ofDays(30).minusSeconds(1));
        registry.sweep();
        assertThat(registry.findInAnyState(erasing.id(), erased)).get().isNotInstanceOf(ErasedUser.class);

        clock.advance(Duration.ofSeconds(2));
        registry.sweep();

        assertThat(registry.findInAnyState(erasing.id(), erased)).get().isInstanceOf(ErasedUser.class);
        assertThat(registry.findInAnyState(keeping.id(), kept)).get().isNotInstanceOf(ErasedUser.class);
    }
}
