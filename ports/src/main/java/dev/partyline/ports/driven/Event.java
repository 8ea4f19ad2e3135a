package dev.partyline.ports.driven;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Field;
import dev.partyline.ports.driven.Change.Happened;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One effect on a user (rules O1, O2). It carries no value of the user, unless the tenant asks for that. Its {@code
 * toString} may be logged in any case (rule E3). Immutable.
 *
 * @param version the version of the user that the effect made (rule L6)
 * @param at the time of the call that had the effect
 * @param fields the fields that were updated, as a caller names them; empty if anything else happened
 * @param values the user as the effect left it, without the hash of a password (rule C6). Empty if its tenant did not
 *     ask for values then, or if the user is erased (rule X2).
 */
public record Event(
        TenantId tenant,
        UserId user,
        UserKind kind,
        long version,
        Happened happened,
        Instant at,
        Set<Field> fields,
        Optional<AnyUser> values) {
    /** The number of this schema. It changes if a member does. */
    public static final int SCHEMA = 1;

    public Event {
        fields = Collections.unmodifiableSet(new TreeSet<>(fields));
        values = values.map(AnyUser::withoutPassword);
    }

    /**
     * The event that the change leaves.
     *
     * @param made the user as the change made it
     */
    public static Event of(Change.Effective change, AnyUser made) {
        Version version = change.version();
        return new Event(
                version.tenant(),
                version.user(),
                change.kind(),
                version.number(),
                change.happened(),
                change.at(),
                change.fields(),
                Optional.of(made).filter(user -> change.tellsValues()));
    }

    /** The same event, as it is once its user is erased. */
    public Event withoutValues() {
        return new Event(tenant, user, kind, version, happened, at, fields, Optional.empty());
    }

    /** What it is known by, however often it is handed out. */
    public EventId id() {
        return new EventId(tenant, user, version);
    }
}
