package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.Forecast;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.NewGadgetUser;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.user.GadgetUser;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UserStore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The registry, which nothing of the new kind was added to. */
class GadgetUserTest {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.fresh());

    private static final Account ACCOUNT = Account.of(new AccountId("farm"));

    static Stream<Named<UserStore>> stores() {
        return Stream.of(
                Named.of("GADGET in memory", InMemoryUserStore.withoutLines()),
                Named.of("GADGET on PostgreSQL", PostgresUserStore.own(DATABASE.emptied())));
    }

    private static NewGadgetUser gadget(String serial, String card) {
        return NewGadgetUser.of(ACCOUNT.id(), serial, card, "Pump").get();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void everythingThatTheKindsShareHoldsForTheNewOne(UserStore store) {
        UserRegistry registry = UserRegistry.of(store, Tenants.of(ACCOUNT));
        NewGadgetUser request = gadget("SN-1", "+4915112345678")
                .withIdempotencyKey(IdempotencyKey.of("once").get());

        assertThat(registry.foresee(request).get()).isInstanceOf(Forecast.class);
        Outcome<GadgetUser> outcome = registry.create(request).get();
        assertThat(outcome).isInstanceOf(Outcome.Created.class);
        assertThat(registry.create(request).get()).isEqualTo(outcome);
        assertThat(registry.create(gadget("SN-1", "+4915112345679")).getLeft())
                .isEqualTo(new Refusal.AlreadyInUse(Field.SERIAL_NUMBER));
        assertThat(registry.create(gadget("SN-2", "+4915112345678")).getLeft())
                .isEqualTo(new Refusal.AlreadyInUse(Field.MSISDN));

        GadgetUser user = outcome.user();
        assertThat(registry.find(ACCOUNT.id(), user.id())).contains(user);
        assertThat(registry.list(Listing.of(ACCOUNT.id(), 10).only(UserKind.GADGET))
                        .rows())
                .containsExactly(user);
        assertThat(registry.deactivate(ACCOUNT.id(), user.id()).isRight()).isTrue();
        assertThat(registry.create(gadget("SN-1", "+4915112345678")).isRight()).isTrue();
    }
}
