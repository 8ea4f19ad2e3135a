package dev.partyline.ports.driven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.ports.Samples;
import dev.partyline.ports.driven.Listing.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ListingProperties {
    private static final Span SPAN = Span.OF_CHANGE.from(Samples.NOW).before(Samples.LATER);

    @Property
    void L5_aLimitIsTheNearestThatIsAllowed(@ForAll int limit) {
        int allowed = Listing.of(Samples.PROJECT.id(), limit).limit();
        assertThat(allowed).isBetween(1, Listing.MAX_LIMIT);
        assertThat(allowed == limit).isEqualTo(limit >= 1 && limit <= Listing.MAX_LIMIT);
        assertThat(limit < 1).isEqualTo(limit < allowed);
    }

    @Example
    void L5_aListingBeginsWithTheActiveUsersOfEveryKind() {
        assertThat(Listing.of(Samples.PROJECT.id(), 7))
                .isEqualTo(new Listing(
                        Samples.PROJECT.id(),
                        EnumSet.allOf(UserKind.class),
                        Set.of(State.ACTIVE),
                        new Span(Span.Time.CREATION, Optional.empty(), Optional.empty()),
                        Optional.empty(),
                        Optional.empty(),
                        7));
    }

    @Property
    void L5_aListingChangesOnlyInWhatIsAsked(@ForAll("positions") ListPosition position, @ForAll UserKind kind) {
        Listing listing = Listing.of(Samples.PROJECT.id(), 7);
        assertThat(listing.only(kind).withDeactivated().within(SPAN).from(position))
                .isEqualTo(new Listing(
                        Samples.PROJECT.id(),
                        Set.of(kind),
                        Set.of(State.ACTIVE, State.DEACTIVATED),
                        SPAN,
                        Optional.empty(),
                        Optional.of(position),
                        7));
        assertThat(listing.within(SPAN).from(position).on(Samples.LINE))
                .as("a line has active users only")
                .isEqualTo(new Listing(
                        Samples.PROJECT.id(),
                        EnumSet.allOf(UserKind.class),
                        Set.of(State.ACTIVE),
                        SPAN,
                        Optional.of(Samples.LINE),
                        Optional.of(position),
                        7));
    }

    @Example
    void L5_aSpanHasItsStartAndNotItsEnd() {
        assertThat(SPAN).isEqualTo(new Span(Span.Time.CHANGE, Optional.of(Samples.NOW), Optional.of(Samples.LATER)));
        assertThat(SPAN.has(Samples.NOW)).isTrue();
        assertThat(SPAN.has(Samples.NOW.minusNanos(1))).isFalse();
        assertThat(SPAN.has(Samples.LATER.minusNanos(1))).isTrue();
        assertThat(SPAN.has(Samples.LATER)).isFalse();
        assertThat(Span.OF_CREATION.has(Instant.MIN)).isTrue();
        assertThat(Span.OF_CHANGE.has(Instant.MAX)).isTrue();
    }

    /** By the time, then by the id, and by nothing else. */
    @Property
    void L5_positionsAreInTheOrderOfTheirTimes(
            @ForAll("positions") ListPosition one, @ForAll("positions") ListPosition other) {
        int byTime = one.at().compareTo(other.at());
        int byId = one.id().compareTo(other.id());
        assertThat(Integer.signum(one.compareTo(other))).isEqualTo(Integer.signum(byTime != 0 ? byTime : byId));
        assertThat(one.compareTo(other) == 0).isEqualTo(one.equals(other));
    }

    @Example
    void L5_aPositionIsThatOfTheUser() {
        assertThat(ListPosition.of(Samples.SHARED_USER)).isEqualTo(new ListPosition(Samples.NOW, Samples.ID));
    }

    @Example
    void aPageIsItsOwn() {
        List<AnyUser> rows = new ArrayList<>();
        rows.add(Samples.SHARED_USER);
        Page page = new Page(rows, Optional.empty());
        rows.clear();
        assertThat(page.rows()).hasSize(1);
    }

    @Provide
    Arbitrary<ListPosition> positions() {
        Arbitrary<Instant> times = Arbitraries.longs().between(0, 2).map(Instant::ofEpochSecond);
        Arbitrary<UserId> ids = Arbitraries.of(-1L, 0L, 1L, Long.MAX_VALUE, Long.MIN_VALUE)
                .map(bits -> new UserId(new UUID(bits, bits)));
        return Combinators.combine(times, ids).as(ListPosition::new);
    }
}
