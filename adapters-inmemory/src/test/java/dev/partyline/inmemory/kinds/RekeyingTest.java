package dev.partyline.inmemory.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.GivenSharedUserPatch;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.request.SharedUserPatch;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.inmemory.history.ForwardingStore;
import dev.partyline.ports.Rekeyed;
import dev.partyline.ports.Route;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UserStore;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of users whose keys are moved while others are at work. */
class RekeyingTest {
    private static final Project PROJECT =
            Project.of(ProjectId.of("4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b77").get());
    private static final Project NEIGHBOUR =
            Project.of(ProjectId.of("5f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b77").get());
    private static final String OLD_FORM = "+5215512345678";
    private static final String NEW_FORM = "+525512345678";
    private static final String OTHER_PHONE = "+14155550132";

    private final Deque<Runnable> beforeCommits = new ArrayDeque<>();
    private final Deque<Runnable> afterListings = new ArrayDeque<>();
    private final UserStore store = InMemoryUserStore.withLines(InMemoryPhonePool.of(IntStream.range(0, 2)
            .mapToObj(i -> PoolLine.unlimited(Line.of("+1415555090" + i).get()))
            .toList()));
    private final UserRegistry before = UserRegistry.of(store, Tenants.of(PROJECT, NEIGHBOUR));

    /** The tenant asks by now that all forms of a number be one phone. */
    private final UserRegistry registry = UserRegistry.of(
            new ForwardingStore(store) {
                @Override
                public Page list(Listing listing) {
                    Page page = super.list(listing);
                    runNext(afterListings);
                    return page;
                }

                @Override
                public Commit commit(Change change) {
                    runNext(beforeCommits);
                    return super.commit(change);
                }
            },
            Tenants.of(PROJECT.withPhoneIdentity(PhoneIdentity.SUBSCRIBER), NEIGHBOUR));

    private static void runNext(Deque<Runnable> interludes) {
        Optional.ofNullable(interludes.poll()).ifPresent(Runnable::run);
    }

    private SharedUser shared(Project project, String phone) {
        return NewSharedUser.of(project, phone, GivenProfile.NONE)
                .flatMap(before::create)
                .get()
                .user();
    }

    private List<Rekeyed.Verdict> rekeyed() {
        return registry.rekey(PROJECT.id(), Optional.empty(), 10).get().verdicts();
    }

    private User now(User user) {
        return registry.find(user.tenant(), user.id()).orElseThrow();
    }

    @Test
    void V17_eachUserIsMovedOnceAndOnlyIfItHasTo() {
        SharedUser moved = shared(PROJECT, OLD_FORM);
        SharedUser other = shared(PROJECT, OTHER_PHONE);
        assertThat(rekeyed())
                .containsExactlyInAnyOrder(new Rekeyed.Changed(moved.id()), new Rekeyed.Unchanged(other.id()));
        assertThat(now(moved).version()).isEqualTo(2);
        assertThat(now(other)).isEqualTo(other);
        assertThat(rekeyed())
                .containsExactlyInAnyOrder(new Rekeyed.Unchanged(moved.id()), new Rekeyed.Unchanged(other.id()));
    }

    @Test
    void V17_whoHoldsAKeyAlreadyIsTold() {
        SharedUser one = shared(PROJECT, OLD_FORM);
        SharedUser other = shared(PROJECT, NEW_FORM);
        assertThat(rekeyed())
                .containsExactlyInAnyOrder(
                        new Rekeyed.Collision(one.id(), List.of(new Rekeyed.Holder(PROJECT.id(), other.id()))),
                        new Rekeyed.Collision(other.id(), List.of(new Rekeyed.Holder(PROJECT.id(), one.id()))));
        assertThat(now(one)).isEqualTo(one);
        assertThat(now(other)).isEqualTo(other);
    }

    @Test
    void V17_whoIsDeactivatedMeanwhileClaimsNothing() {
        SharedUser leaving = shared(PROJECT, OLD_FORM);
        afterListings.add(() -> before.deactivate(PROJECT.id(), leaving.id()));
        assertThat(rekeyed()).containsExactly(new Rekeyed.Gone(leaving.id()));
    }

    @Test
    void V17_whoIsChangedMeanwhileIsMovedAsItIsThen() {
        SharedUser user = shared(PROJECT, OLD_FORM);
        beforeCommits.add(() -> SharedUserPatch.of(
                        PROJECT, user.id(), GivenSharedUserPatch.NONE.withFirstName(Setting.to("Grace")))
                .flatMap(before::change)
                .get());
        assertThat(rekeyed()).containsExactly(new Rekeyed.Changed(user.id()));
        assertThat(now(user).version()).isEqualTo(3);
        assertThat(((SharedUser) now(user)).profile().firstName()).isPresent();
    }

    /** It was made by a plan that knew of no other form. */
    @Test
    void V17_whoIsNotMovedYetIsRoutedByEveryForm() {
        SharedUser made = shared(PROJECT, OTHER_PHONE);
        SharedUser user = made.withPhone(PhoneNumber.of(OLD_FORM).get(), PhoneClaims.ALONE);
        assertThat(store.commit(new Change.Replace(
                        ChangeId.of(new UserId(UUID.randomUUID())),
                        made,
                        user,
                        Instant.EPOCH,
                        Set.of(Field.PHONE_NUMBER),
                        Optional.empty())))
                .isInstanceOf(Commit.Done.class);
        for (String form : List.of(OLD_FORM, NEW_FORM)) {
            assertThat(registry.route(PhoneNumber.of(form).get(), user.line())).contains(new Route(user, false));
        }
        assertThat(registry.route(PhoneNumber.of(OTHER_PHONE).get(), user.line()))
                .isEmpty();
    }
}
