package dev.partyline.domain.tenant;

import dev.partyline.domain.value.PhoneIdentity;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** A tenant and what it has chosen. Immutable. */
public sealed interface Tenant permits Project, ConsoleProject, Account, App {
    TenantId id();

    /** False if creating users is switched off (T3). */
    boolean creatingUsers();

    /** The most active shared users; empty for no limit, and for tenants that have none (S4). */
    default OptionalInt maxSharedUsers() {
        return OptionalInt.empty();
    }

    /** Which phones are the same (V15). */
    default PhoneIdentity phoneIdentity() {
        return PhoneIdentity.CANONICAL;
    }

    /** After how long a deactivated user is erased; empty for never (X3). */
    Optional<Duration> eraseAfter();

    /** Whether the events of its users carry their values; if not, no event does (O2). */
    boolean eventValues();
}
