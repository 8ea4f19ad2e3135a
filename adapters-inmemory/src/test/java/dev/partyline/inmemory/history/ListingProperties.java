package dev.partyline.inmemory.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.user.UserId;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Listings that are read page by page while others are created, deactivated and revived between the pages. */
@PropertyDefaults(tries = 500, edgeCases = EdgeCasesMode.NONE)
class ListingProperties {

    @Property
    void L5_pagesMissAndRepeatNothing(
            @ForAll("scripts") Script before,
            @ForAll("scripts") Script meanwhile,
            @ForAll @IntRange(min = 1, max = 4) int limit,
            @ForAll boolean deactivatedToo) {
        for (Wiring wiring : Wiring.values()) {
            HistoryWorld world = wiring.world(before.capacities());
            Walk walk = new Walk(world);
            before.commands().forEach(walk::carryOut);
            Listing active = Listing.of(Cast.PROJECTS.get(0), limit);
            Listing listing = deactivatedToo ? active.withDeactivated() : active;
            Reading reading = new Reading(world, listing, meanwhile.commands().iterator(), walk);
            assertThat(reading.rows)
                    .extracting(ModelledUser::id)
                    .doesNotHaveDuplicates()
                    .containsAll(reading.listedThroughout);
            assertThat(reading.rows)
                    .isSortedAccordingTo(
                            Comparator.comparing(ModelledUser::createdAt).thenComparing(ModelledUser::id));
            assertThat(reading.longestPage).isLessThanOrEqualTo(limit);
        }
    }

    /** All pages, with a few commands between each and the next. */
    private static final class Reading {
        final List<ModelledUser> rows = new ArrayList<>();
        final Set<UserId> listedThroughout;
        int longestPage;

        Reading(HistoryWorld world, Listing listing, Iterator<Command> meanwhile, Walk walk) {
            listedThroughout = listedNow(world, listing);
            Optional<Page> page = Optional.of(world.registry().list(listing));
            while (page.isPresent()) {
                page.get().rows().forEach(row -> rows.add(ModelledUser.of(row)));
                longestPage = Math.max(longestPage, page.get().rows().size());
                for (int i = 0; i < 3 && meanwhile.hasNext(); i++) {
                    walk.carryOut(meanwhile.next());
                    listedThroughout.retainAll(listedNow(world, listing));
                }
                page = page.get().next().map(next -> world.registry().list(listing.from(next)));
            }
        }

        private static Set<UserId> listedNow(HistoryWorld world, Listing listing) {
            Listing whole = Listing.of(listing.tenant(), Listing.MAX_LIMIT).in(listing.states());
            Set<UserId> ids = new HashSet<>();
            world.registry().list(whole).rows().forEach(row -> ids.add(row.id()));
            return ids;
        }
    }

    @Property(tries = 50)
    void L5_theLastPageSaysThatItIs(
            @ForAll @IntRange(max = 12) int users, @ForAll @IntRange(min = 1, max = 6) int limit) {
        for (Wiring wiring : Wiring.values()) {
            HistoryWorld world = wiring.world(Contest.ROOMY);
            for (int i = 0; i < users; i++) {
                Contest.createShared(Contest.PROJECT, Cast.phone(i)).on(world.registry());
            }
            List<Integer> sizes = new ArrayList<>();
            Listing listing = Listing.of(Contest.PROJECT, limit);
            Page page = world.registry().list(listing);
            sizes.add(page.rows().size());
            while (page.next().isPresent()) {
                page = world.registry().list(listing.from(page.next().get()));
                sizes.add(page.rows().size());
            }
            assertThat(sizes).hasSize(Math.max(1, (users + limit - 1) / limit));
            assertThat(sizes.subList(0, sizes.size() - 1)).allMatch(size -> size == limit);
        }
    }

    @Provide
    Arbitrary<Script> scripts() {
        return Commands.scripts(Commands.mostlyOfOneTenant());
    }
}
