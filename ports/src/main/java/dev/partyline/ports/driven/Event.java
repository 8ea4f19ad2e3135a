package dev.partyline.ports.driven;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Field;
import dev.partyline.ports.driven.Change.Happened;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * One effect on a user (rules O1, O2). It holds no value of the user, so it may be logged and sent on. Who needs the
 * values asks for the user. Immutable.
 *
 * @param version the version of the user that the effect made (rule L6)
 * @param at the time of the call that had the effect
 * @param fields the fields that were updated, as a caller names them; empty if anything else happened
 */
public record Event(
        TenantId tenant, UserId user, UserKind kind, long version, Happened happened, Instant at, Set<Field> fields) {
    /** The number of this schema. It changes if a member does. */
    public static final int SCHEMA = 1;

    public Event {
        fields = Collections.unmodifiableSet(new TreeSet<>(fields));
    }

    /** The event that the change leaves. */
    public static Event of(Change.Effective change) {
        Version version = change.version();
        return new Event(
                version.tenant(),
                version.user(),
                change.kind(),
                version.number(),
                change.happened(),
                change.at(),
                change.fields());
    }

    /** What it is known by, however often it is handed out. */
    public EventId id() {
        return new EventId(tenant, user, version);
    }
}
