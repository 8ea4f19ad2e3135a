package dev.partyline.domain.tenant;

import dev.partyline.domain.value.PhoneIdentity;
import java.time.Duration;
import java.util.Optional;

/**
 * An app, which has users with identifiers (A1 to A6). Immutable.
 *
 * @param creatingUsers false if its session management is off (A6)
 * @param maxIdentifiers the most identifiers that a user of it may have; less than 1 admits nobody (A1)
 * @param phoneIdentity which phone numbers are the same identifier (V15)
 * @param eraseAfter after how long a deactivated user is erased; empty for never (X3)
 * @param eventValues whether events carry the values of their users (O2)
 */
public record App(
        AppId id,
        boolean creatingUsers,
        int maxIdentifiers,
        PhoneIdentity phoneIdentity,
        Optional<Duration> eraseAfter,
        boolean eventValues)
        implements Tenant {
    /** The most identifiers of a user, unless the app says otherwise. */
    public static final int DEFAULT_MAX_IDENTIFIERS = 10;

    /** An app that creates users. */
    public static App of(AppId id) {
        return new App(id, true, DEFAULT_MAX_IDENTIFIERS, PhoneIdentity.CANONICAL, Optional.empty(), false);
    }

    /** The same, with creating users switched on or off (A6). */
    public App withCreatingUsers(boolean on) {
        return new App(id, on, maxIdentifiers, phoneIdentity, eraseAfter, eventValues);
    }

    /** The same, with at most so many identifiers of a user; less than 1 admits nobody (A1). */
    public App withMaxIdentifiers(int most) {
        return new App(id, creatingUsers, most, phoneIdentity, eraseAfter, eventValues);
    }

    /** The same, with this choice of which phones are the same (V15). */
    public App withPhoneIdentity(PhoneIdentity choice) {
        return new App(id, creatingUsers, maxIdentifiers, choice, eraseAfter, eventValues);
    }

    /** The same, with deactivated users erased after this time (X3). Negative is taken for zero. */
    public App withEraseAfter(Duration time) {
        return new App(id, creatingUsers, maxIdentifiers, phoneIdentity, Optional.of(time), eventValues);
    }

    /** The same, with or without the values of users in events (O2). */
    public App withEventValues(boolean on) {
        return new App(id, creatingUsers, maxIdentifiers, phoneIdentity, eraseAfter, on);
    }
}
