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
