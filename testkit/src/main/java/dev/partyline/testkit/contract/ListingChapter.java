package dev.partyline.testkit.contract;

import static dev.partyline.testkit.contract.StoreUnderTest.admit;
import static dev.partyline.testkit.contract.StoreUnderTest.deactivate;
import static dev.partyline.testkit.contract.StoreUnderTest.laterThan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.Span;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Listings. */
interface ListingChapter extends StoreUnderTest {

    @Demand("Pages of every size list each user once and in order, and only the last one has no next page.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void L5_pagesOfEverySizeHaveEachUserOnceAndInOrder(UserKind kind) {
        List<User> users = IntStream.range(0, 7)
                .mapToObj(number -> Person.user(kind, number))
                .toList();
        List<User> shuffled = new ArrayList<>(users);
        Collections.shuffle(shuffled, new Random(1));
        shuffled.forEach(this::admitted);

        TenantId tenant = Person.tenant(kind, 0);
        for (int size = 1; size <= 8; size++) {
            assertThat(State.rows(store(), Listing.of(tenant, size)))
                    .as("pages of %s", size)
                    .containsExactlyElementsOf(users);
            Page first = store().list(Listing.of(tenant, size));
            assertThat(first.rows()).hasSize(Math.min(size, 7));
            assertThat(first.next().isPresent())
                    .as("whether there is another page")
                    .isEqualTo(size < 7);
        }
    }

    @Demand("Users of one instant stand in the order of their ids, as ListPosition and UserId compare them.")
    @Test
    default void L5_usersOfOneInstantStandInTheOrderOfTheirIds() {
        List<AppUser> users = new ArrayList<>();
        List<UUID> ids = List.of(
                new UUID(0, 1),
                new UUID(0, -1),
                new UUID(0, Long.MIN_VALUE),
                new UUID(-1, 1),
                new UUID(Long.MIN_VALUE, 1),
                new UUID(Long.MAX_VALUE, 1),
                new UUID(0x4000L, 0x8000_0000_0000_0000L));
        for (int i = 0; i < ids.size(); i++) {
            AppUser user = Person.of(UserKind.APP, i).asApp();
            users.add(admitted(new AppUser(
                    new UserId(ids.get(i)),
                    user.version(),
                    user.app(),
                    user.identifiers(),
                    user.externalId(),
                    user.profile(),
                    Person.NOW)));
        }
        users.sort(Comparator.comparing(ListPosition::of));
        for (int size = 1; size <= 8; size++) {
            assertThat(State.rows(store(), Listing.of(Person.tenant(UserKind.APP, 0), size)))
                    .containsExactlyElementsOf(users);
        }
    }

    @Demand("A listing has the kinds of user that it asks for and no others.")
    @Test
    default void L5_onlyTheKindsAskedForAreListed() {
        User shared = admitted(Person.user(UserKind.SHARED, 1));
        User dedicated = admitted(Person.user(UserKind.DEDICATED, 2));
        Listing all = Listing.of(shared.tenant(), 10);
        assertThat(State.rows(store(), all)).containsExactly(shared, dedicated);
        assertThat(State.rows(store(), all.only(UserKind.SHARED))).containsExactly(shared);
        assertThat(State.rows(store(), all.only(UserKind.DEDICATED))).containsExactly(dedicated);
        assertThat(State.rows(store(), all.only(UserKind.APP))).isEmpty();
    }

    @Demand("A listing has deactivated users only if it asks for them.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void L5_deactivatedUsersAreListedOnlyWhereAskedFor(UserKind kind) {
        List<User> users = IntStream.range(0, 6)
                .mapToObj(number -> admitted(Person.user(kind, number)))
                .toList();
        List<User> gone = List.of(users.get(0), users.get(3), users.get(5));
        gone.forEach(this::deactivated);

        TenantId tenant = Person.tenant(kind, 0);
        for (int size = 1; size <= 7; size++) {
            assertThat(State.rows(store(), Listing.of(tenant, size)))
                    .containsExactly(users.get(1), users.get(2), users.get(4));
            assertThat(State.rows(store(), Listing.of(tenant, size).withDeactivated()))
                    .containsExactlyElementsOf(users.stream()
                            .<AnyUser>map(
                                    user -> gone.contains(user) ? new DeactivatedUser(user, laterThan(user)) : user)
                            .toList());
        }
    }

    @Demand("A listing has the states that it asks for and no others.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void L5_onlyTheStatesAskedForAreListed(UserKind kind) {
        User active = admitted(Person.user(kind, 1));
        DeactivatedUser former = deactivated(admitted(Person.user(kind, 2)));
        DeactivatedUser erased = deactivated(admitted(Person.user(kind, 3)));
        isDone(StoreUnderTest.erase(erased));
        Listing all = Listing.of(active.tenant(), 1);
        assertThat(State.rows(store(), all.in(Set.of(Listing.State.ACTIVE)))).containsExactly(active);
        assertThat(State.rows(store(), all.in(Set.of(Listing.State.DEACTIVATED))))
                .containsExactly(former);
        assertThat(State.rows(store(), all.in(Set.of(Listing.State.ERASED))))
                .containsExactly(erased.erased(laterThan(erased.user()).plusSeconds(1)));
        assertThat(State.rows(store(), all.withDeactivated())).containsExactly(active, former);
        assertThat(State.rows(store(), all.in(Set.of()))).isEmpty();
    }

    @Demand("A listing of a span of creation begins with its start and ends before its end.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void L5_aSpanOfCreationIsListed(UserKind kind) {
        List<User> users = IntStream.range(0, 6)
                .mapToObj(number -> admitted(Person.user(kind, number)))
                .toList();
        for (int size = 1; size <= 4; size++) {
            Listing all = Listing.of(Person.tenant(kind, 0), size);
            Instant second = users.get(1).createdAt();
            Instant fifth = users.get(4).createdAt();
            Span ever = Span.OF_CREATION;
            assertThat(State.rows(store(), all.within(ever.from(second)))).isEqualTo(users.subList(1, 6));
            assertThat(State.rows(store(), all.within(ever.before(fifth)))).isEqualTo(users.subList(0, 4));
            assertThat(State.rows(store(), all.within(ever.from(second).before(fifth))))
                    .isEqualTo(users.subList(1, 4));
            assertThat(State.rows(store(), all.within(ever.from(fifth).before(second))))
                    .isEmpty();
            assertThat(State.rows(store(), all.within(ever.from(Instant.MIN).before(Instant.MAX))))
                    .isEqualTo(users);
        }
    }

    @Demand("The next page goes on behind the last user of the page before, even if that user is gone.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void L5_aPageGoesOnBehindAUserThatIsGone(UserKind kind) {
        List<User> users = IntStream.range(0, 4)
                .mapToObj(number -> admitted(Person.user(kind, number)))
                .toList();
        Listing listing = Listing.of(Person.tenant(kind, 0), 2);
        Page first = store().list(listing);
        assertThat(first.next()).as("where the next page begins").isPresent();
        deactivated(users.get(1));
        assertThat(State.rows(store(), listing.from(first.next().orElseThrow())))
                .containsExactly(users.get(2), users.get(3));
    }

    @Demand("A user that is listed all the time stands on exactly one page while others come and go between pages.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void L5_pagesMissAndRepeatNothingWhileOthersComeAndGo(UserKind kind) {
        List<User> there = thereAllTheTime(kind);
        Random random = new Random(1);
        Deque<User> passing = new ArrayDeque<>();
        int number = 0;
        for (int size = 1; size <= 7; size++) {
            Listing listing = Listing.of(Person.tenant(kind, 0), size);
            List<User> walked = new ArrayList<>();
            Optional<Listing> next = Optional.of(listing);
            while (next.isPresent()) {
                Page page = store().list(next.get());
                page.rows().forEach(row -> walked.add((User) row));
                next = page.next().map(listing::from);
                for (int i = 0; i < 2; i++) {
                    passing.add(admitted(passing(kind, ++number, random.nextInt(22))));
                    if (passing.size() > 4) {
                        deactivated(passing.remove());
                    }
                }
            }
            hasEachOnce(walked, there);
        }
    }

    @Demand("A user that is listed all the time stands on exactly one page, whatever runs at the same time.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void L5_pagesMissAndRepeatNothingWhateverRunsAtTheSameTime(UserKind kind) {
        List<User> there = thereAllTheTime(kind);
        Listing listing = Listing.of(Person.tenant(kind, 0), 3);
        Deque<User> passing = new ArrayDeque<>();
        Race.against(
                turn -> {
                    User user = passing(kind, turn, turn % 22);
                    assertThat(commit(handle(0), admit(user))).as(IS_MADE).isInstanceOf(Commit.Done.class);
                    passing.add(user);
                    if (passing.size() > 4) {
                        commit(handle(0), deactivate(passing.remove()));
                    }
                },
                caller -> hasEachOnce(
                        State.rows(handle(caller), listing).stream()
                                .map(User.class::cast)
                                .toList(),
                        there),
                rounds());
    }

    private List<User> thereAllTheTime(UserKind kind) {
        return IntStream.range(0, 20)
                .mapToObj(number ->
                        admitted(Person.of(kind, number).created(10 * number).user()))
                .toList();
    }

    /** One between two of those, or in front of the first of them, or behind the last. */
    private static User passing(UserKind kind, int number, int place) {
        return Person.of(kind, 1_000 + number).created(10 * place - 5).user();
    }

    private static void hasEachOnce(List<User> walked, List<User> there) {
        assertThat(walked).as("one walk").doesNotHaveDuplicates();
        assertThat(walked.stream().filter(there::contains).toList())
                .as("those that were there all the time")
                .containsExactlyElementsOf(there);
    }
}
