package dev.partyline.ports;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.driven.ListPosition;
import java.util.List;
import java.util.Optional;

/**
 * What became of some users of a tenant whose keys were moved (rule V17). Immutable.
 *
 * @param verdicts one for each user, in the order of a listing
 * @param next from where to go on; empty if all users had their turn
 */
public record Rekeyed(List<Verdict> verdicts, Optional<ListPosition> next) {
    public Rekeyed {
        verdicts = List.copyOf(verdicts);
    }

    /** What became of one user. */
    public sealed interface Verdict {
        /** The user, of the tenant that is moved. */
        UserId user();
    }

    /** It claims already what it should. */
    public record Unchanged(UserId user) implements Verdict {}

    /** It claims what it should now, in its next version. */
    public record Changed(UserId user) implements Verdict {}

    /**
     * Others hold keys that it should claim. It stays as it is, and so do they.
     *
     * @param holders who holds them; one on the same line may be of another tenant
     */
    public record Collision(UserId user, List<Holder> holders) implements Verdict {
        public Collision {
            holders = List.copyOf(holders);
        }
    }

    /** It was deactivated meanwhile, and so claims nothing. */
    public record Gone(UserId user) implements Verdict {}

    /** An active user, by its id. */
    public record Holder(TenantId tenant, UserId user) {
        static Holder of(User user) {
            return new Holder(user.tenant(), user.id());
        }
    }
}
