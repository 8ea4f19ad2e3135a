package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.AppUserPatch;
import dev.partyline.domain.request.ChangeRequest;
import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.request.CustomerUserPatch;
import dev.partyline.domain.request.DedicatedUserPatch;
import dev.partyline.domain.request.Erasure;
import dev.partyline.domain.request.GivenAppUserPatch;
import dev.partyline.domain.request.GivenCustomerUserPatch;
import dev.partyline.domain.request.GivenDedicatedUserPatch;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.GivenSharedUserPatch;
import dev.partyline.domain.request.GivenSubscriberUserPatch;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.request.SharedUserPatch;
import dev.partyline.domain.request.SubscriberUserPatch;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.RunName;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.GroupCommit;
import dev.partyline.ports.LineRegistry;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.Run;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.Verdict;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UserStore;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What events tell of users whose tenants ask for values, through a registry over each store (O2, X2). */
class EventValuesTest {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.fresh());

    /** Where the users and the lines are. */
    enum Wiring {
        IN_MEMORY {
            @Override
            Registries over(Tenants tenants) {
                return registries(InMemoryUserStore.withLines(InMemoryPhonePool.of(SampleTenants.pool(10))), tenants);
            }
        },
        IN_MEMORY_WITH_A_POOL_BESIDE_IT {
            @Override
            Registries over(Tenants tenants) {
                UserStore store = InMemoryUserStore.withoutLines();
                InMemoryPhonePool pool = InMemoryPhonePool.of(SampleTenants.pool(10));
                return new Registries(
                        UserRegistry.of(store, pool, tenants),
                        LineRegistry.of(store, pool, tenants, RegistryOptions.DEFAULT));
            }
        },
        ON_POSTGRESQL {
            @Override
            Registries over(Tenants tenants) {
                return registries(PostgresUserStore.own(database()), tenants);
            }
        },
        GROUPED {
            @Override
            Registries over(Tenants tenants) {
                return registries(GroupCommit.over(PostgresUserStore.own(database())), tenants);
            }
        },
        JOINED {
            @Override
            Registries over(Tenants tenants) {
                HostTransactions transactions = new HostTransactions(database());
                return registries(
                        transactions.each(UserStore.class, PostgresUserStore.joined(transactions.joined())), tenants);
            }
        };

        abstract Registries over(Tenants tenants);

        private static HikariDataSource database() {
            HikariDataSource source = DATABASE.emptied();
            new PostgresLines(source).offer(SampleTenants.pool(10));
            return source;
        }

        private static Registries registries(UserStore store, Tenants tenants) {
            return new Registries(
                    UserRegistry.of(store, tenants), LineRegistry.of(store, tenants, RegistryOptions.DEFAULT));
        }
    }

    private record Registries(UserRegistry users, LineRegistry lines) {
        <R extends Refusal, U extends User> U created(CreateRequest<R, U> request) {
            return users.create(request).get().user();
        }

        <U extends User> U changed(Either<ChangeRefusal, ? extends ChangeRequest<U>> patch) {
            return users.change(patch.get()).get().user();
        }

        AnyUser deactivated(User user) {
            return users.deactivate(user.tenant(), user.id()).get();
        }

        List<Optional<AnyUser>> told(User user) {
            return users.history(user.tenant(), user.id()).stream()
                    .map(Event::values)
                    .toList();
        }
    }

    private static SampleTenants asking(UnaryOperator<Project> choices) {
        return new SampleTenants(project -> choices.apply(project).withEventValues(true));
    }

    private static List<Optional<AnyUser>> each(AnyUser... users) {
        return Stream.of(users).map(Optional::of).toList();
    }

    private static Either<ChangeRefusal, SharedUserPatch> phone(SampleTenants tenants, UserId user, int phone) {
        return SharedUserPatch.of(
                tenants.project,
                user,
                GivenSharedUserPatch.NONE.withPhoneNumber(Setting.to(SampleTenants.phone(phone))));
    }

    private static Either<ChangeRefusal, ? extends ChangeRequest<? extends User>> named(
            SampleTenants tenants, User user, String name) {
        return user.kind() == UserKind.CUSTOMER
                ? CustomerUserPatch.of(
                        tenants.consoleProject, user.id(), GivenCustomerUserPatch.NONE.withFirstName(Setting.to(name)))
                : SharedUserPatch.of(
                        tenants.project, user.id(), GivenSharedUserPatch.NONE.withFirstName(Setting.to(name)));
    }

    @ParameterizedTest
    @EnumSource
    void O2_everyEffectOnASharedUserIsToldWithWhatItLeft(Wiring wiring) {
        SampleTenants tenants = asking(project -> project.withRecreation(Recreation.REVIVE));
        Registries registries = wiring.over(tenants);
        SharedUser first = registries.created(tenants.shared(1, null, null));
        SharedUser merged = registries.created(tenants.shared(1, "Ada", null));
        SharedUser called = registries.changed(phone(tenants, first.id(), 2));
        registries.lines().retire(called.line(), Optional.empty(), 10);
        SharedUser moved = (SharedUser)
                registries.users().find(called.tenant(), called.id()).orElseThrow();
        AnyUser former = registries.deactivated(moved);
        SharedUser revived = registries.created(tenants.shared(2, "Grace", null));
        AnyUser last = registries.deactivated(revived);

        assertThat(moved.line()).isNotEqualTo(called.line());
        assertThat(registries.told(first)).isEqualTo(each(first, merged, called, moved, former, revived, last));
    }

    @ParameterizedTest
    @EnumSource
    void O2_everyEffectOnOtherUsersIsToldWithWhatItLeft(Wiring wiring) {
        SampleTenants tenants = asking(UnaryOperator.identity());
        Registries registries = wiring.over(tenants);
        List<User> created = List.of(
                registries.created(tenants.dedicated(1, 1)),
                registries.created(tenants.customer(1)),
                registries.created(tenants.subscriber(1, 1)),
                registries.created(tenants.app(1, 2, "ext-1")));
        List<User> changed = List.of(
                registries.changed(DedicatedUserPatch.of(
                        tenants.project,
                        created.get(0).id(),
                        GivenDedicatedUserPatch.NONE.withFirstName(Setting.to("Ada")))),
                registries.changed(CustomerUserPatch.of(
                        tenants.consoleProject,
                        created.get(1).id(),
                        GivenCustomerUserPatch.NONE.withEmail(Setting.to("ada@example.org")))),
                registries.changed(SubscriberUserPatch.of(
                        tenants.account,
                        created.get(2).id(),
                        GivenSubscriberUserPatch.NONE.withName(Setting.to("Ada")))),
                registries.changed(AppUserPatch.of(
                        tenants.app, created.get(3).id(), GivenAppUserPatch.NONE.withExternalId(Setting.cleared()))));
        for (int i = 0; i < created.size(); i++) {
            AnyUser former = registries.deactivated(changed.get(i));
            assertThat(registries.told(created.get(i))).isEqualTo(each(created.get(i), changed.get(i), former));
        }
        User subscriber = registries.created(tenants.subscriber(1, 1));
        User member = registries
                .users()
                .join(tenants.account.id(), subscriber.id(), CustomerId.of("c1").get())
                .get();
        assertThat(registries.told(subscriber)).isEqualTo(each(subscriber, member));
    }

    @ParameterizedTest
    @EnumSource
    void O2_everyRowOfARunIsToldWithWhatItLeft(Wiring wiring) {
        SampleTenants tenants = asking(project -> project.withMaxSharedUsers(9));
        Registries registries = wiring.over(tenants);
        Run run = Run.named(RunName.of("all").get());
        List<CreateRequest<?, ? extends User>> requests = new ArrayList<>();
        for (int who = 1; who <= 4; who++) {
            requests.add(tenants.shared(who, "Ada", null));
            requests.add(tenants.customer(who));
        }
        List<User> created = new ArrayList<>();
        registries.users().createAll(run, requests.iterator()).forEachRemaining(verdict -> created.add(user(verdict)));
        List<ChangeRequest<? extends User>> patches = new ArrayList<>();
        created.forEach(user -> patches.add(named(tenants, user, "Grace").get()));
        List<User> changed = new ArrayList<>();
        registries.users().changeAll(run, patches.iterator()).forEachRemaining(verdict -> changed.add(user(verdict)));

        assertThat(created).hasSize(8);
        for (int i = 0; i < created.size(); i++) {
            assertThat(registries.told(created.get(i))).isEqualTo(each(created.get(i), changed.get(i)));
        }
    }

    private static User user(Verdict<?, ? extends User> verdict) {
        return verdict.answer().map(Outcome::user).get();
    }

    @ParameterizedTest
    @EnumSource
    void O2_newUsersWhoAreCreatedTogetherAreToldToo(Wiring wiring) {
        SampleTenants tenants = asking(UnaryOperator.identity());
        Registries registries = wiring.over(tenants);
        List<SharedUser> users = new ArrayList<>();
        registries
                .users()
                .createAll(
                        Run.unnamed(),
                        Stream.of(1, 2, 3)
                                .map(who -> tenants.shared(who, "Ada", null))
                                .iterator())
                .forEachRemaining(verdict -> users.add(verdict.answer().get().user()));
        assertThat(users)
                .hasSize(3)
                .allSatisfy(user -> assertThat(registries.told(user)).isEqualTo(each(user)));
    }

    @ParameterizedTest
    @EnumSource
    void V17_aMoveToAnotherIdentityIsToldWithWhatItLeft(Wiring wiring) {
        SampleTenants before = asking(UnaryOperator.identity());
        SampleTenants after = new SampleTenants(before.project.withPhoneIdentity(PhoneIdentity.SUBSCRIBER));
        SampleTenants[] now = {before};
        Registries registries = wiring.over(new Tenants() {
            @Override
            public Optional<Project> project(ProjectId id) {
                return now[0].project(id);
            }
        });
        SharedUser user = registries.created(NewSharedUser.of(before.project, "+5215512345678", GivenProfile.NONE)
                .get());
        now[0] = after;
        registries.users().rekey(before.project.id(), Optional.empty(), 10).get();
        User rekeyed = registries.users().find(user.tenant(), user.id()).orElseThrow();

        assertThat(rekeyed).isNotEqualTo(user);
        assertThat(registries.told(user)).isEqualTo(each(user, rekeyed));
    }

    @ParameterizedTest
    @EnumSource
    void O2_aTenantThatDoesNotAskIsToldNoValues(Wiring wiring) {
        SampleTenants tenants = new SampleTenants(UnaryOperator.identity());
        Registries registries = wiring.over(tenants);
        SharedUser user = registries.created(tenants.shared(1, "Ada", null));
        registries.changed(phone(tenants, user.id(), 2));
        registries.users().deactivate(user.tenant(), user.id()).get();

        assertThat(registries.told(user)).hasSize(3).containsOnly(Optional.empty());
    }

    @ParameterizedTest
    @EnumSource
    void X2_whatIsHandedOutOnceTheUserIsErasedHasNoValues(Wiring wiring) {
        SampleTenants tenants = asking(UnaryOperator.identity());
        Registries registries = wiring.over(tenants);
        SharedUser user = registries.created(tenants.shared(1, "Ada", null));
        assertThat(registries.users().leaseEvents(10, Duration.ofMinutes(1)))
                .extracting(Event::values)
                .containsExactly(Optional.of(user));
        registries.deactivated(user);
        registries.users().erase(Erasure.of(user.tenant(), user.id())).get();

        List<Event> history = registries.users().history(user.tenant(), user.id());
        registries.users().eventsDone(List.of(history.get(0).id()));
        assertThat(history).hasSize(3).extracting(Event::values).containsOnly(Optional.empty());
        assertThat(registries.users().leaseEvents(10, Duration.ofMinutes(1))).containsExactly(history.get(1));
    }
}
