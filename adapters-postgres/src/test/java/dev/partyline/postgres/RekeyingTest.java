package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.GivenAppUser;
import dev.partyline.domain.request.GivenIdentifier;
import dev.partyline.domain.request.GivenPair;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.GivenSubscriberUser;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.tenant.SubscriberKey;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.NumberingPlan;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.Rekeyed;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserStore;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Phones of several forms, and moves from plan to plan, through a registry over each store (V15 to V17). */
class RekeyingTest {
    @RegisterExtension
    static final SharedDatabase DATABASE = new SharedDatabase(tests -> Databases.fresh());

    private static final ProjectId PROJECT =
            ProjectId.of("4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b77").get();
    private static final Line OWNED = Line.of("+14155550100").get();
    private static final List<PoolLine> POOL = IntStream.range(0, 8)
            .mapToObj(i -> PoolLine.unlimited(Line.of("+1415555090" + i).get()))
            .toList();

    /** Where the users are. */
    enum Store {
        IN_MEMORY {
            @Override
            UserStore empty() {
                return InMemoryUserStore.withLines(InMemoryPhonePool.of(POOL));
            }
        },
        ON_POSTGRESQL {
            @Override
            UserStore empty() {
                HikariDataSource source = DATABASE.emptied();
                new PostgresLines(source).offer(POOL);
                return PostgresUserStore.own(source);
            }
        };

        abstract UserStore empty();
    }

    /** The tenants as they are now. */
    private PhoneIdentity asked = PhoneIdentity.CANONICAL;

    private Project project() {
        return Project.of(PROJECT).withPhoneIdentity(asked);
    }

    private Account account() {
        return Account.of(new AccountId("a"))
                .withKeys(Set.of(SubscriberKey.MSISDN))
                .withPhoneIdentity(asked);
    }

    private App app() {
        return App.of(new AppId("a")).withPhoneIdentity(asked);
    }

    private final Tenants tenants = new Tenants() {
        @Override
        public Optional<Project> project(ProjectId id) {
            return Optional.of(RekeyingTest.this.project())
                    .filter(known -> known.id().equals(id));
        }

        @Override
        public boolean owns(ProjectId project, Line line) {
            return line.equals(OWNED);
        }

        @Override
        public Optional<Account> account(AccountId id) {
            return Optional.of(RekeyingTest.this.account());
        }

        @Override
        public Optional<App> app(AppId id) {
            return Optional.of(RekeyingTest.this.app());
        }
    };

    private UserRegistry registry(UserStore store) {
        return UserRegistry.of(store, tenants);
    }

    private NewSharedUser shared(String phone) {
        return NewSharedUser.of(project(), phone, GivenProfile.NONE).get();
    }

    private static String mexican(boolean old, int number) {
        return (old ? "+521" : "+52") + "55%08d".formatted(number);
    }

    private static UserId id(Either<?, ? extends Outcome<? extends User>> answer) {
        return answer.get().user().id();
    }

    private static List<Rekeyed.Verdict> rekeyed(UserRegistry registry, TenantId tenant, int most) {
        List<Rekeyed.Verdict> verdicts = new ArrayList<>();
        Optional<ListPosition> next = Optional.empty();
        do {
            Rekeyed page = registry.rekey(tenant, next, most).get();
            verdicts.addAll(page.verdicts());
            next = page.next();
        } while (next.isPresent());
        return verdicts;
    }

    @ParameterizedTest
    @EnumSource
    void V15_createsOfTwoFormsOfANumberMakeOneUserThatKeepsTheFormGivenFirst(Store store) {
        asked = PhoneIdentity.SUBSCRIBER;
        UserRegistry registry = registry(store.empty());
        SharedUser first = registry.create(shared(mexican(true, 1))).get().user();

        assertThat(registry.create(shared(mexican(false, 1))).get()).isEqualTo(new Outcome.Returned<>(first));
        assertThat(first.phone().e164()).isEqualTo(mexican(true, 1));
        assertThat(registry.find(PhoneNumber.of(mexican(false, 1)).get(), first.line()))
                .contains(first);
    }

    @ParameterizedTest
    @EnumSource
    void V15_everyKindOfUserWithAPhoneIsKnownByItsOtherForm(Store store) {
        asked = PhoneIdentity.SUBSCRIBER;
        UserRegistry registry = registry(store.empty());
        for (boolean old : List.of(true, false)) {
            boolean isFirst = old;
            assertThat(registry.create(dedicated(mexican(old, 1))).get())
                    .isInstanceOf(isFirst ? Outcome.Created.class : Outcome.Returned.class);
            assertThat(registry.create(subscriber(mexican(old, 1))).isRight()).isEqualTo(isFirst);
            assertThat(registry.create(identified(mexican(old, 1))).isRight()).isEqualTo(isFirst);
        }
        assertThat(registry.create(subscriber(mexican(false, 1))).getLeft())
                .isEqualTo(new Refusal.AlreadyInUse(Field.MSISDN));
        assertThat(registry.create(identified(mexican(false, 1))).getLeft())
                .isEqualTo(new Refusal.AlreadyInUse(Field.IDENTIFIERS));
    }

    private NewDedicatedUser dedicated(String phone) {
        return NewDedicatedUser.of(project(), GivenPair.phone(phone).onLine(OWNED.e164()), GivenProfile.NONE)
                .get();
    }

    private NewSubscriberUser subscriber(String phone) {
        return NewSubscriberUser.of(
                        account(),
                        GivenSubscriberUser.NONE
                                .withName("Ada")
                                .withEmail("ada@example.org")
                                .withMsisdn(phone))
                .get();
    }

    private NewAppUser identified(String phone) {
        return NewAppUser.of(
                        app(),
                        GivenAppUser.NONE.withIdentifiers(
                                List.of(new GivenIdentifier(GivenIdentifier.Type.PHONE_NUMBER, phone))))
                .get();
    }

    /** P2: tenants that take them for two give them two lines. */
    @ParameterizedTest
    @EnumSource
    void P2_twoFormsOfANumberAreNeverOnOneLine(Store store) {
        UserRegistry registry = registry(store.empty());
        List<SharedUser> users = Together.run(
                8,
                i -> registry.create(shared(mexican(i % 2 == 0, i / 2))).get().user());

        assertThat(users.stream().map(SharedUser::id)).doesNotHaveDuplicates();
        for (int i = 0; i < users.size(); i += 2) {
            assertThat(users.get(i).line()).isNotEqualTo(users.get(i + 1).line());
        }
    }

    @ParameterizedTest
    @EnumSource
    void V15_ifCreatesWithTwoFormsOfANumberRaceThereIsOneUser(Store store) {
        asked = PhoneIdentity.SUBSCRIBER;
        UserRegistry registry = registry(store.empty());
        for (int round = 0; round < 20; round++) {
            int number = round;
            List<UserId> ids = Together.run(8, i -> id(registry.create(shared(mexican(i % 2 == 0, number)))));

            assertThat(new HashSet<>(ids)).hasSize(1);
        }
    }

    /** A number that is on every line in its other form has no line. */
    @ParameterizedTest
    @EnumSource
    void E5_aDryRunAsksForALineThatNoFormIsOn(Store store) {
        UserStore users = store.empty();
        UserRegistry registry = registry(users);
        for (PoolLine line : POOL) {
            SharedUser there = onLine(line.line(), mexican(true, 1));
            assertThat(users.commit(admit(there))).isEqualTo(new Commit.Done(there));
        }

        assertThat(registry.foresee(shared(mexican(false, 1)))).isEqualTo(Either.left(new Refusal.PoolExhausted()));
        assertThat(registry.create(shared(mexican(false, 1)))).isEqualTo(Either.left(new Refusal.PoolExhausted()));
    }

    private static SharedUser onLine(Line line, String phone) {
        UserId id = new UserId(UUID.randomUUID());
        PhoneNumber number = PhoneNumber.of(phone).get();
        return new SharedUser(
                id,
                1,
                ProjectId.of(UUID.randomUUID().toString()).get(),
                number,
                line,
                ChangeId.of(id),
                shared(Project.of(PROJECT)).profile(),
                Instant.EPOCH,
                SharedIdentity.PHONE,
                PhoneClaims.of(number, PhoneIdentity.CANONICAL));
    }

    private static NewSharedUser shared(Project project) {
        return NewSharedUser.of(project, "+14155550132", GivenProfile.NONE).get();
    }

    private static Change.Admit admit(User user) {
        return new Change.Admit(
                ChangeId.of(user.id()),
                user,
                user.createdAt(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty());
    }

    @ParameterizedTest
    @EnumSource
    void V17_aTenantMovesToAnotherIdentityUserByUser(Store store) {
        UserRegistry registry = registry(store.empty());
        UserId moved = id(registry.create(shared(mexican(true, 1))));
        UserId alone = id(registry.create(shared("+14155550132")));
        asked = PhoneIdentity.SUBSCRIBER;

        assertThat(rekeyed(registry, PROJECT, 1))
                .containsExactlyInAnyOrder(new Rekeyed.Changed(moved), new Rekeyed.Unchanged(alone));
        assertThat(registry.find(PROJECT, moved).orElseThrow().version()).isEqualTo(2);
        assertThat(id(registry.create(shared(mexican(false, 1))))).isEqualTo(moved);
        assertThat(rekeyed(registry, PROJECT, 500))
                .containsExactlyInAnyOrder(new Rekeyed.Unchanged(moved), new Rekeyed.Unchanged(alone));
        asked = PhoneIdentity.CANONICAL;
        assertThat(rekeyed(registry, PROJECT, 500)).contains(new Rekeyed.Changed(moved));
        assertThat(id(registry.create(shared(mexican(false, 1))))).isNotEqualTo(moved);
    }

    /** Before the move, a create finds whoever claims one form only. */
    @ParameterizedTest
    @EnumSource
    void V17_aCreateBeforeTheMoveFindsWhoeverWasThere(Store store) {
        UserRegistry registry = registry(store.empty());
        UserId there = id(registry.create(shared(mexican(true, 1))));
        asked = PhoneIdentity.SUBSCRIBER;

        assertThat(id(registry.create(shared(mexican(false, 1))))).isEqualTo(there);
    }

    @ParameterizedTest
    @EnumSource
    void V17_usersInCollisionAreToldAndStayAsTheyAre(Store store) {
        UserRegistry registry = registry(store.empty());
        UserId one = id(registry.create(shared(mexican(true, 1))));
        UserId other = id(registry.create(shared(mexican(false, 1))));
        asked = PhoneIdentity.SUBSCRIBER;

        assertThat(rekeyed(registry, PROJECT, 500))
                .containsExactlyInAnyOrder(
                        new Rekeyed.Collision(one, List.of(new Rekeyed.Holder(PROJECT, other))),
                        new Rekeyed.Collision(other, List.of(new Rekeyed.Holder(PROJECT, one))));
        assertThat(id(registry.create(shared(mexican(true, 1))))).isEqualTo(one);
        assertThat(id(registry.create(shared(mexican(false, 1))))).isEqualTo(other);
    }

    @ParameterizedTest
    @EnumSource
    void V16_aLibraryOfAnotherPlanWritesNothingAndSaysSo(Store store) {
        UserStore users = store.empty();
        UserRegistry registry = registry(users);
        UserId there = id(registry.create(shared("+14155550132")));
        // More than it takes until the server keeps the plan of each statement.
        for (int i = 0; i < 400; i++) {
            registry.create(shared("+1415555%04d".formatted(1000 + i)));
        }
        users.adoptPlan(NumberingPlan.NUMBER + 1);

        for (String phone : List.of("+14155550133", mexican(true, 1))) {
            UnavailableException refused =
                    catchThrowableOfType(UnavailableException.class, () -> registry.create(shared(phone)));
            assertThat(refused.effect()).isEqualTo(Effect.NONE);
            assertThat(refused)
                    .hasMessageContaining("plan " + (NumberingPlan.NUMBER + 1))
                    .hasMessageContaining("plan " + NumberingPlan.NUMBER);
        }
        assertThat(catchThrowableOfType(UnavailableException.class, () -> registry.deactivate(PROJECT, there)))
                .isNotNull();
        assertThat(registry.find(PROJECT, there)).isPresent();
        assertThat(registry.adoptPlan()).isEqualTo(NumberingPlan.NUMBER + 1);
        assertThat(registry.create(shared("+14155550133")).isRight()).isTrue();
    }

    /** A plan that joins no numbers, and one whose canonical form was another one. */
    @ParameterizedTest
    @EnumSource
    void V17_whatAnotherPlanClaimedIsClaimedByThisOne(Store store) {
        asked = PhoneIdentity.SUBSCRIBER;
        UserStore users = store.empty();
        UserRegistry registry = registry(users);
        SharedUser withoutForms = registry.create(shared("+14155550132")).get().user();
        SharedUser otherwise = registry.create(shared("+14155550133")).get().user();
        replace(users, withoutForms, withoutForms.withPhone(phone(mexican(true, 1)), PhoneClaims.ALONE));
        replace(users, otherwise, otherwise.withPhone(PhoneNumber.restored("+4407700900123"), PhoneClaims.ALONE));
        users.adoptPlan(NumberingPlan.NUMBER - 1);

        registry.adoptPlan();
        assertThat(rekeyed(registry, PROJECT, 500))
                .containsExactlyInAnyOrder(new Rekeyed.Changed(withoutForms.id()), new Rekeyed.Changed(otherwise.id()));
        assertThat(id(registry.create(shared(mexican(false, 1))))).isEqualTo(withoutForms.id());
        assertThat(id(registry.create(shared("+447700900123")))).isEqualTo(otherwise.id());
    }

    private static PhoneNumber phone(String text) {
        return PhoneNumber.of(text).get();
    }

    private static void replace(UserStore users, SharedUser before, SharedUser after) {
        Change change = new Change.Replace(
                ChangeId.of(new UserId(UUID.randomUUID())),
                before,
                after,
                Instant.EPOCH,
                Set.of(Field.PHONE_NUMBER),
                Optional.empty());
        assertThat(users.commit(change)).isInstanceOf(Commit.Done.class);
    }

    /** Whoever moves them dies, before or after a commit, while others create the same people by their other form. */
    @ParameterizedTest
    @EnumSource
    void V17_aMoveThatDiesHalfWayIsRunAgainBesideCreates(Store store) {
        UserStore users = store.empty();
        UserRegistry registry = registry(users);
        List<UserId> people = IntStream.range(0, 24)
                .mapToObj(i -> id(registry.create(shared(mexican(true, i)))))
                .toList();
        asked = PhoneIdentity.SUBSCRIBER;
        for (boolean isMade : List.of(true, false, true, false)) {
            UserRegistry dying = registry(dyingAtItsFifthCommit(isMade, users));
            List<Boolean> done = Together.run(3, thread -> {
                if (thread == 0) {
                    return catchThrowableOfType(UnavailableException.class, () -> rekeyed(dying, PROJECT, 4)) != null;
                }
                return IntStream.range(0, people.size())
                        .allMatch(i -> id(registry.create(shared(mexican(thread == 1, i))))
                                .equals(people.get(i)));
            });
            assertThat(done).doesNotContain(false);
        }

        rekeyed(registry, PROJECT, 4);
        assertThat(rekeyed(registry, PROJECT, 500))
                .containsExactlyInAnyOrderElementsOf(people.stream()
                        .<Rekeyed.Verdict>map(Rekeyed.Unchanged::new)
                        .toList());
        assertThat(IntStream.range(0, people.size())
                        .mapToObj(i -> users.find(PROJECT, people.get(i)).orElseThrow())
                        .map(user -> ((SharedUser) user).claims().identity()))
                .containsOnly(PhoneIdentity.SUBSCRIBER);
    }

    /** The store as a process has it that dies: from then on it gets no answer. */
    private static UserStore dyingAtItsFifthCommit(boolean isMade, UserStore users) {
        AtomicInteger left = new AtomicInteger(5);
        return Recorder.proxy(UserStore.class, (proxy, method, arguments) -> {
            boolean dies = left.get() == 0 || (method.getName().equals("commit") && left.decrementAndGet() == 0);
            if (!dies) {
                return Recorder.invoke(users, method, arguments);
            }
            if (isMade && method.getName().equals("commit")) {
                Recorder.invoke(users, method, arguments);
            }
            throw new UnavailableException("the process is dead", Effect.UNKNOWN, null);
        });
    }
}
