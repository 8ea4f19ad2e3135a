package dev.partyline.ports;

import dev.partyline.domain.rule.PhoneRules;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.Tenant;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.UserStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Moves the keys of one user (rule V17), by the same change as any other. */
record Rekeying(UserStore store, Tenant tenant, Supplier<ChangeId> changes, Instant now) {

    /** The verdict; null if somebody else changed the user meanwhile. */
    Rekeyed.@Nullable Verdict attempt(UserId id) {
        return store.find(tenant.id(), id).orElse(null) instanceof User user ? attempt(user) : new Rekeyed.Gone(id);
    }

    private Rekeyed.@Nullable Verdict attempt(User before) {
        User after = PhoneRules.rekeyed(before, tenant.phoneIdentity(), now);
        if (after.equals(before)) {
            return new Rekeyed.Unchanged(before.id());
        }
        List<Rekeyed.Holder> others = otherHolders(after);
        if (!others.isEmpty()) {
            return new Rekeyed.Collision(before.id(), others);
        }
        Change change = new Change.Replace(
                changes.get(),
                before,
                after,
                now,
                now,
                Set.of(PhoneRules.field(before)),
                tenant.eventValues(),
                Optional.empty());
        return Settlement.commit(store, change) instanceof Commit.Done ? new Rekeyed.Changed(before.id()) : null;
    }

    private List<Rekeyed.Holder> otherHolders(User after) {
        return store.look(Question.of(tenant.id(), after.keys())).holders().values().stream()
                .map(Rekeyed.Holder::of)
                .filter(holder -> !holder.equals(Rekeyed.Holder.of(after)))
                .distinct()
                .toList();
    }
}
