package dev.partyline.http;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.ports.Rekeyed;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Listing;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Moves a store to the plan of this library, and its tenants to the identity of phones that they ask for (V17). It
 * prints ids and no values. May be stopped and run again.
 */
record Rekey(UserRegistry registry, PrintStream out) {

    void run(List<TenantId> tenants) {
        int before = registry.adoptPlan();
        out.println("the store had plan " + before);
        tenants.forEach(this::move);
    }

    private void move(TenantId tenant) {
        int changed = 0;
        int unchanged = 0;
        int collisions = 0;
        Optional<ListPosition> next = Optional.empty();
        do {
            Rekeyed page = registry.rekey(tenant, next, Listing.MAX_LIMIT).get();
            for (Rekeyed.Verdict verdict : page.verdicts()) {
                if (verdict instanceof Rekeyed.Changed) {
                    changed++;
                } else if (verdict instanceof Rekeyed.Unchanged) {
                    unchanged++;
                } else if (verdict instanceof Rekeyed.Collision collision) {
                    collisions++;
                    out.println(tenant.text() + ": " + collision.user() + " is in collision with " + text(collision));
                }
            }
            next = page.next();
        } while (next.isPresent());
        out.println(tenant.text() + ": " + changed + " changed, " + unchanged + " unchanged, " + collisions
                + " in collision");
    }

    private static String text(Rekeyed.Collision collision) {
        return collision.holders().stream()
                .map(holder -> holder.user() + " of " + holder.tenant().text())
                .collect(Collectors.joining(", "));
    }
}
