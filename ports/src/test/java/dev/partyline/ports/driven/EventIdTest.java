package dev.partyline.ports.driven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.UserId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {
    private static final UserId USER = new UserId(new UUID(1, 2));

    @Test
    void O2_anIdIsTheSameAsItsText() {
        for (TenantId tenant : List.of(new AccountId("acme"), new AppId("a/b/3"), new AppId("\ud83d\ude00\n"))) {
            EventId id = new EventId(tenant, USER, 7);
            assertThat(EventId.of(id.text())).contains(id);
        }
    }

    /** V8: of what no store could hold, there is no event. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "account:acme",
                "account:acme/00000000-0000-0001-0000-000000000002/0",
                "account:acme/00000000-0000-0001-0000-000000000002/01",
                "account:acme/00000000-0000-0001-0000-000000000002/9999999999999999999",
                "nobody:acme/00000000-0000-0001-0000-000000000002/1",
                "account:a\u0000/00000000-0000-0001-0000-000000000002/1",
                "account:a\ud83d/00000000-0000-0001-0000-000000000002/1"
            })
    void E4_whatIsNoIdIsNone(String text) {
        assertThat(EventId.of(text)).isEmpty();
    }
}
