package dev.partyline.testkit.contract;

import static dev.partyline.testkit.contract.StoreUnderTest.again;
import static dev.partyline.testkit.contract.StoreUnderTest.another;
import static dev.partyline.testkit.contract.StoreUnderTest.revive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Field;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.Span;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Listings in the order of the last change. */
interface ListingByChangeChapter extends StoreUnderTest {

    @Demand("A span of change has users in the order of their last effect, from its start to before its end.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void L5_aSpanOfChangeIsListed(UserKind kind) {
        List<User> users = users(kind, 6);
        User changed = changed(users.get(0), 60);
        DeactivatedUser former = deactivated(users.get(1), 70);
        ErasedUser erased = erased(deactivated(users.get(2), 65), 80);
        User revived = revived(deactivated(users.get(3), 75), 90);
        List<AnyUser> byChange = List.of(users.get(4), users.get(5), changed, former, erased, revived);

        for (int size = 1; size <= 7; size++) {
            Listing all = Listing.of(users.get(0).tenant(), size).in(EnumSet.allOf(Listing.State.class));
            assertThat(State.rows(store(), all.within(Span.OF_CHANGE)))
                    .as("pages of %s", size)
                    .isEqualTo(byChange);
            for (int first = 0; first < 6; first++) {
                Span from = Span.OF_CHANGE.from(at(10 * first + 40));
                assertThat(State.rows(store(), all.within(from))).isEqualTo(byChange.subList(first, 6));
                for (int end = first; end < 6; end++) {
                    assertThat(State.rows(store(), all.within(from.before(at(10 * end + 40)))))
                            .isEqualTo(byChange.subList(first, end));
                }
            }
        }
    }

    @Demand("A listing by change has the states and kinds that it asks for and no others.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void L5_onlyWhatIsAskedForIsListedByChange(UserKind kind) {
        List<User> users = users(kind, 5);
        User changed = changed(users.get(1), 60);
        DeactivatedUser former = deactivated(users.get(2), 70);
        ErasedUser erased = erased(deactivated(users.get(3), 70), 80);
        Listing all = Listing.of(users.get(0).tenant(), 1).within(Span.OF_CHANGE);
        assertThat(State.rows(store(), all)).containsExactly(users.get(0), users.get(4), changed);
        assertThat(State.rows(store(), all.in(Set.of(Listing.State.DEACTIVATED))))
                .containsExactly(former);
        assertThat(State.rows(store(), all.in(Set.of(Listing.State.ERASED)))).containsExactly(erased);
        assertThat(State.rows(store(), all.only(EnumSet.complementOf(EnumSet.of(kind)))))
                .isEmpty();
    }

    @Demand("A user that is changed between two pages stands behind all others, or is outside of the span.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void L5_whoIsChangedBetweenPagesStandsBehindAllOthers(UserKind kind) {
        List<User> users = users(kind, 5);
        Listing open = Listing.of(users.get(0).tenant(), 2).within(Span.OF_CHANGE);
        Listing ended = open.within(Span.OF_CHANGE.before(at(100)));
        Page first = store().list(open);
        assertThat(first.rows()).isEqualTo(users.subList(0, 2));
        assertThat(store().list(ended)).isEqualTo(first);
        User read = changed(users.get(1), 100);
        User unread = changed(users.get(2), 110);
        assertThat(State.rows(store(), open.from(first.next().orElseThrow())))
                .containsExactly(users.get(3), users.get(4), read, unread);
        assertThat(State.rows(store(), ended.from(first.next().orElseThrow())))
                .containsExactly(users.get(3), users.get(4));
    }

    @Demand("An effect whose time is before that of an earlier one does not move its user back.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void L5_noEffectMovesAUserBack(UserKind kind) {
        List<User> users = users(kind, 4);
        User second = changed(changed(users.get(1), 50), 5);
        User last = changed(users.get(3), 15);
        DeactivatedUser former = deactivated(changed(users.get(0), 60), 55);
        assertThat(State.rows(
                        store(),
                        Listing.of(former.tenant(), 1).withDeactivated().within(Span.OF_CHANGE)))
                .containsExactly(users.get(2), last, second, former);
    }

    @Demand("A user that is not changed meanwhile stands on one page by change, whatever runs at the same time.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void L5_pagesByChangeMissAndRepeatNothingWhateverRunsAtTheSameTime(UserKind kind) {
        List<User> still = users(kind, 12);
        List<User> changing = new ArrayList<>(IntStream.range(20, 24)
                .mapToObj(number -> admitted(created(kind, number)))
                .toList());
        TenantId tenant = Person.tenant(kind, 0);
        Listing inPages = Listing.of(tenant, 3).within(Span.OF_CHANGE.before(at(1_000)));
        Listing onOnePage = Listing.of(tenant, 50).within(Span.OF_CHANGE);
        List<UserId> everybody = IntStream.range(0, 16)
                .mapToObj(i -> (i < 12 ? still.get(i) : changing.get(i - 12)).id())
                .toList();
        Race.against(
                turn -> changing.set(turn % 4, changed(changing.get(turn % 4), 1_000 + turn)),
                caller -> {
                    List<AnyUser> walked = State.rows(handle(caller), inPages);
                    assertThat(walked).as("one walk").doesNotHaveDuplicates();
                    assertThat(walked.stream().filter(still::contains).toList())
                            .as("those that are not changed")
                            .isEqualTo(still);
                    assertThat(handle(caller).list(onOnePage).rows())
                            .as("one page")
                            .extracting(AnyUser::id)
                            .containsExactlyInAnyOrderElementsOf(everybody);
                },
                rounds());
    }

    /** The first so many, each created ten microseconds after the one before. */
    private List<User> users(UserKind kind, int number) {
        return IntStream.range(0, number)
                .mapToObj(each -> admitted(created(kind, each)))
                .toList();
    }

    private static User created(UserKind kind, int number) {
        return Person.of(kind, number).created(10 * number).user();
    }

    private static Instant at(int micros) {
        return Person.NOW.plus(micros, ChronoUnit.MICROS);
    }

    private User changed(User user, int micros) {
        User next = Versions.at(user.version() + 1, user);
        isDone(new Change.Replace(another(), user, next, at(micros), Set.of(Field.EMAIL), Optional.empty()));
        return next;
    }

    private DeactivatedUser deactivated(User user, int micros) {
        DeactivatedUser former = new DeactivatedUser(user, at(micros));
        isDone(new Change.Deactivate(another(), user, former.deactivatedAt(), Optional.empty()));
        return former;
    }

    private ErasedUser erased(DeactivatedUser user, int micros) {
        isDone(new Change.Erase(another(), user, at(micros), Optional.empty()));
        return user.erased(at(micros));
    }

    private User revived(DeactivatedUser former, int micros) {
        User user = again(former.user(), 40);
        isDone(revive(user, former, at(micros)));
        return user;
    }
}
