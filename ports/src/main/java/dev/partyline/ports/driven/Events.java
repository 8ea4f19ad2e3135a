package dev.partyline.ports.driven;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What happened to the users of a {@link UserStore} (rules O1 to O5). The store adds an event in the step that has the
 * effect. So there is one event for each effect that became true, and no other. A store that has committed an
 * event hands it out, however late the commit came. What it tells of an erased user carries no values, though it handed
 * them out before (rule X2).
 *
 * <p>Several readers share the work. Each leases some events, handles them, and says that they are done.
 */
public interface Events {

    /**
     * Leases events that nobody has leased: of each user the first one that is not done, and no other (rule O3). So the
     * events of one user are handed out in the order of its versions. No order is promised between users.
     *
     * @param most how many at the most; none if it is not positive
     * @param now the time of the call; a lease that ends by then has ended
     * @param until when the leases end; an event that is not done by then is handed out again (rule O4)
     */
    List<Event> lease(int most, Instant now, Instant until);

    /**
     * These events are done, and are not handed out again, even if their leases have ended. Nothing happens for an
     * event that is done already or is not there. The same holds if one before it is neither done nor among these.
     * The order in which they are named does not matter. May be repeated.
     */
    void done(Collection<EventId> events, Instant now);

    /** How many events are not done, leased or not; counted up to this number. */
    int notDone(int most);

    /** The events of a user that are kept, done or not, in the order of their versions (rule O5). */
    List<Event> of(TenantId tenant, UserId user);

    /**
     * Drops events that were done before then. Bounded: what is left is dropped by the next call.
     *
     * @return how many it dropped; 0 if there were none
     */
    int forgetDone(Instant before);
}
