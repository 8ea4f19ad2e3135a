package dev.partyline.domain.tenant;

import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.ValueRules;
import java.util.OptionalInt;

/**
 * A Spectrum project and what it has chosen. Immutable. {@link #of} gives the published behaviour. Each {@code with…}
 * adds one choice.
 *
 * @param creatingUsers false if creating users is switched off (T3)
 * @param phoneIdentity which phones are the same user's (V15)
 * @param maxSharedUsers the most active shared users; 0 or less admits nobody, empty is no limit (S4)
 */
public record Project(
        ProjectId id,
        boolean creatingUsers,
        OptionalInt maxSharedUsers,
        SharedIdentity sharedIdentity,
        PhoneIdentity phoneIdentity,
        ValueRules values,
        Recreation recreation)
        implements Tenant {

    /** A project that creates users, without a limit, as published. */
    public static Project of(ProjectId id) {
        return new Project(
                id,
                true,
                OptionalInt.empty(),
                SharedIdentity.PHONE,
                PhoneIdentity.CANONICAL,
                ValueRules.PUBLISHED,
                Recreation.FRESH);
    }

    public Project withCreatingUsers(boolean on) {
        return new Project(id, on, maxSharedUsers, sharedIdentity, phoneIdentity, values, recreation);
    }

    public Project withMaxSharedUsers(int limit) {
        return new Project(id, creatingUsers, OptionalInt.of(limit), sharedIdentity, phoneIdentity, values, recreation);
    }

    public Project withSharedIdentity(SharedIdentity identity) {
        return new Project(id, creatingUsers, maxSharedUsers, identity, phoneIdentity, values, recreation);
    }

    public Project withPhoneIdentity(PhoneIdentity choice) {
        return new Project(id, creatingUsers, maxSharedUsers, sharedIdentity, choice, values, recreation);
    }

    public Project withValues(ValueRules rules) {
        return new Project(id, creatingUsers, maxSharedUsers, sharedIdentity, phoneIdentity, rules, recreation);
    }

    public Project withRecreation(Recreation choice) {
        return new Project(id, creatingUsers, maxSharedUsers, sharedIdentity, phoneIdentity, values, choice);
    }
}
