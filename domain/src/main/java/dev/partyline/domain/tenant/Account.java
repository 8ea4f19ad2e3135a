package dev.partyline.domain.tenant;

import dev.partyline.domain.value.PhoneIdentity;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * An account, which has subscriber users (N1 to N4). Immutable.
 *
 * @param keys the members that no two of its active users may share; none by default (N4)
 * @param phoneIdentity which phones are the same, if the msisdn is a key (V15)
 * @param eraseAfter after how long a deactivated user is erased; empty for never (X3)
 * @param eventValues whether events carry the values of their users (O2)
 */
public record Account(
        AccountId id,
        boolean creatingUsers,
        Set<SubscriberKey> keys,
        PhoneIdentity phoneIdentity,
        Optional<Duration> eraseAfter,
        boolean eventValues)
        implements Tenant {
    public Account {
        keys = Set.copyOf(keys);
    }

    /** An account that creates users. No member of its users is a key. */
    public static Account of(AccountId id) {
        return new Account(id, true, Set.of(), PhoneIdentity.CANONICAL, Optional.empty(), false);
    }

    /** The same, with these members as keys (N4). */
    public Account withKeys(Set<SubscriberKey> chosen) {
        return new Account(id, creatingUsers, chosen, phoneIdentity, eraseAfter, eventValues);
    }

    /** The same, with this choice of which phones are the same (V15). */
    public Account withPhoneIdentity(PhoneIdentity choice) {
        return new Account(id, creatingUsers, keys, choice, eraseAfter, eventValues);
    }

    /** The same, with deactivated users erased after this time (X3). Negative is taken for zero. */
    public Account withEraseAfter(Duration time) {
        return new Account(id, creatingUsers, keys, phoneIdentity, Optional.of(time), eventValues);
    }

    /** The same, with or without the values of users in events (O2). */
    public Account withEventValues(boolean on) {
        return new Account(id, creatingUsers, keys, phoneIdentity, eraseAfter, on);
    }
}
