package dev.partyline.domain.tenant;

import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.ValueRules;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A Spectrum project and what it has chosen. Immutable. {@link #of} gives the published behaviour. Each {@code with…}
 * adds one choice.
 *
 * @param creatingUsers false if creating users is switched off (T3)
 * @param phoneIdentity which phones are the same user's (V15)
 * @param maxSharedUsers the most active shared users; 0 or less admits nobody, empty is no limit (S4)
 * @param lines which lines its shared users get (P7)
 * @param eraseAfter after how long a deactivated user is erased; empty for never (X3)
 * @param eventValues whether events carry the values of their users (O2)
 */
public record Project(
        ProjectId id,
        boolean creatingUsers,
        OptionalInt maxSharedUsers,
        SharedIdentity sharedIdentity,
        PhoneIdentity phoneIdentity,
        ValueRules values,
        Recreation recreation,
        LinePreference lines,
        Optional<Duration> eraseAfter,
        boolean eventValues)
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
                Recreation.FRESH,
                LinePreference.NONE,
                Optional.empty(),
                false);
    }

    /** The same, with creating users switched on or off (T3). */
    public Project withCreatingUsers(boolean on) {
        return new Project(
                id,
                on,
                maxSharedUsers,
                sharedIdentity,
                phoneIdentity,
                values,
                recreation,
                lines,
                eraseAfter,
                eventValues);
    }

    /** The same, with at most so many active shared users; 0 or less admits nobody (S4). */
    public Project withMaxSharedUsers(int limit) {
        return new Project(
                id,
                creatingUsers,
                OptionalInt.of(limit),
                sharedIdentity,
                phoneIdentity,
                values,
                recreation,
                lines,
                eraseAfter,
                eventValues);
    }

    /** The same, with this choice of what makes two shared users the same (S2). */
    public Project withSharedIdentity(SharedIdentity identity) {
        return new Project(
                id,
                creatingUsers,
                maxSharedUsers,
                identity,
                phoneIdentity,
                values,
                recreation,
                lines,
                eraseAfter,
                eventValues);
    }

    /** The same, with this choice of which phones are the same (V15). */
    public Project withPhoneIdentity(PhoneIdentity choice) {
        return new Project(
                id,
                creatingUsers,
                maxSharedUsers,
                sharedIdentity,
                choice,
                values,
                recreation,
                lines,
                eraseAfter,
                eventValues);
    }

    /** The same, with these rules of what values are accepted (V3, V5). */
    public Project withValues(ValueRules rules) {
        return new Project(
                id,
                creatingUsers,
                maxSharedUsers,
                sharedIdentity,
                phoneIdentity,
                rules,
                recreation,
                lines,
                eraseAfter,
                eventValues);
    }

    /** The same, with this choice of what a create after a deactivation does (L3). */
    public Project withRecreation(Recreation choice) {
        return new Project(
                id,
                creatingUsers,
                maxSharedUsers,
                sharedIdentity,
                phoneIdentity,
                values,
                choice,
                lines,
                eraseAfter,
                eventValues);
    }

    /** The same, with this choice of which lines its shared users get (P7). */
    public Project withLines(LinePreference preference) {
        return new Project(
                id,
                creatingUsers,
                maxSharedUsers,
                sharedIdentity,
                phoneIdentity,
                values,
                recreation,
                preference,
                eraseAfter,
                eventValues);
    }

    /** The same, with deactivated users erased after this time (X3). Negative is taken for zero. */
    public Project withEraseAfter(Duration time) {
        return new Project(
                id,
                creatingUsers,
                maxSharedUsers,
                sharedIdentity,
                phoneIdentity,
                values,
                recreation,
                lines,
                Optional.of(time),
                eventValues);
    }

    /** The same, with or without the values of users in events (O2). */
    public Project withEventValues(boolean on) {
        return new Project(
                id,
                creatingUsers,
                maxSharedUsers,
                sharedIdentity,
                phoneIdentity,
                values,
                recreation,
                lines,
                eraseAfter,
                on);
    }
}
