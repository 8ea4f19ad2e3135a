package dev.partyline.spring;

import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.driven.UserStore;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Up if the store can answer, and if its database takes changes. It asks for a user that there is not, by its primary
 * key.
 */
final class RegistryHealthIndicator extends AbstractHealthIndicator {
    private static final AppId NO_APP = new AppId("");
    private static final UserId NOBODY = new UserId(new UUID(0, 0));

    private final UserStore store;
    private final BooleanSupplier takesChanges;

    RegistryHealthIndicator(UserStore store, BooleanSupplier takesChanges) {
        super("the store of users cannot answer");
        this.store = store;
        this.takesChanges = takesChanges;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var unused = store.find(NO_APP, NOBODY);
        if (takesChanges.getAsBoolean()) {
            health.up();
        } else {
            health.down().withDetail("reason", "the database takes no changes");
        }
    }
}
