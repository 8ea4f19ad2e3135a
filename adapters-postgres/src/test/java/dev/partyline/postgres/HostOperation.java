package dev.partyline.postgres;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.AppUserPatch;
import dev.partyline.domain.request.CustomerUserPatch;
import dev.partyline.domain.request.Deactivation;
import dev.partyline.domain.request.DedicatedUserPatch;
import dev.partyline.domain.request.Erasure;
import dev.partyline.domain.request.GivenAppUserPatch;
import dev.partyline.domain.request.GivenCustomerUserPatch;
import dev.partyline.domain.request.GivenDedicatedUserPatch;
import dev.partyline.domain.request.GivenSharedUserPatch;
import dev.partyline.domain.request.GivenSubscriberUserPatch;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.request.SharedUserPatch;
import dev.partyline.domain.request.SubscriberUserPatch;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.NumberingPlan;
import dev.partyline.domain.value.RunName;
import dev.partyline.ports.LineRegistry;
import dev.partyline.ports.Rekeyed;
import dev.partyline.ports.Retirement;
import dev.partyline.ports.Run;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.Verdict;
import dev.partyline.ports.driven.EventId;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.ports.driven.Version;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Predicate;

/** Everything that changes something, done among {@link Residents}. */
enum HostOperation {
    CREATE_SHARED(on -> on.users
            .create(on.tenants.shared(20, "Ada", SampleTenants.email(20)))
            .isRight()),
    CREATE_DEDICATED(on -> on.users.create(on.tenants.dedicated(20, 0)).isRight()),
    CREATE_CUSTOMER(on -> on.users.create(on.tenants.customer(20)).isRight()),
    CREATE_SUBSCRIBER(on -> on.users.create(on.tenants.subscriber(20, 20)).isRight()),
    CREATE_APP_USER(on -> on.users.create(on.tenants.app(20, 21, "external-20")).isRight()),
    CREATE_SHARED_UNDER_A_KEY(on -> on.users
            .create(on.tenants.shared(20, "Ada", null).withIdempotencyKey(key()))
            .isRight()),
    CREATE_SUBSCRIBER_UNDER_A_KEY(on -> on.users
            .create(on.tenants.subscriber(20, 20).withIdempotencyKey(key()))
            .isRight()),
    RETURN_UNDER_A_KEY(on -> on.users
            .create(on.tenants.shared(1, "Ada", null).withIdempotencyKey(key()))
            .isRight()),
    MERGE(on -> on.users
            .create(on.tenants.shared(1, "Grace", SampleTenants.email(9)))
            .isRight()),
    REVIVE(on -> on.users
            .create(on.tenants.shared(Residents.DEACTIVATED, "Ada", null))
            .get()
            .user()
            .id()
            .equals(on.residents.deactivated())),
    CREATE_ALL_OF_A_RUN(on -> areDone(on.users.<Refusal, User>createAll(
            run(),
            List.of(on.tenants.shared(20, "Ada", null), on.tenants.customer(20)).iterator()))),
    PATCH_SHARED(on -> on.users
            .change(shared(on, GivenSharedUserPatch.NONE.withFirstName(Setting.to("Grace"))))
            .isRight()),
    PATCH_PHONE(on -> on.users
            .change(shared(on, GivenSharedUserPatch.NONE.withPhoneNumber(Setting.to(SampleTenants.phone(20)))))
            .get()
            .user()
            .line()
            .equals(Residents.LINE)),
    PATCH_TO_ANOTHER_LINE(on -> !on.users
            .change(shared(
                    on,
                    GivenSharedUserPatch.NONE.withPhoneNumber(Setting.to(SampleTenants.phone(Residents.NEIGHBOUR)))))
            .get()
            .user()
            .line()
            .equals(Residents.LINE)),
    PATCH_UNDER_A_KEY(on -> on.users
            .change(shared(on, GivenSharedUserPatch.NONE.withFirstName(Setting.to("Grace")))
                    .withIdempotencyKey(key()))
            .isRight()),
    PATCH_DEDICATED(on -> on.users
            .change(DedicatedUserPatch.of(
                            on.tenants.project,
                            on.residents.dedicated(),
                            GivenDedicatedUserPatch.NONE.withFirstName(Setting.to("Grace")))
                    .get())
            .isRight()),
    PATCH_CUSTOMER(on -> on.users.change(customer(on)).isRight()),
    PATCH_SUBSCRIBER(on -> on.users
            .change(SubscriberUserPatch.of(
                            on.tenants.account,
                            on.residents.subscriber(),
                            GivenSubscriberUserPatch.NONE.withMsisdn(Setting.to(SampleTenants.phone(20))))
                    .get())
            .isRight()),
    PATCH_APP_USER(on -> on.users
            .change(AppUserPatch.of(
                            on.tenants.app,
                            on.residents.appUser(),
                            GivenAppUserPatch.NONE.withExternalId(Setting.to("external-20")))
                    .get())
            .isRight()),
    CHANGE_ALL_OF_A_RUN(on -> areDone(on.users.<User>changeAll(
            run(),
            List.of(shared(on, GivenSharedUserPatch.NONE.withFirstName(Setting.to("Grace"))), customer(on))
                    .iterator()))),
    JOIN(on -> on.users
            .join(on.tenants.account.id(), on.residents.subscriber(), Residents.customerId("c2"))
            .isRight()),
    LEAVE(on -> on.users
            .leave(on.tenants.account.id(), on.residents.subscriber(), Residents.customerId("c1"))
            .isRight()),
    DEACTIVATE_SHARED(on ->
            on.users.deactivate(on.tenants.project.id(), on.residents.shared()).isRight()),
    DEACTIVATE_SUBSCRIBER(on -> on.users
            .deactivate(on.tenants.account.id(), on.residents.subscriber())
            .isRight()),
    DEACTIVATE_UNDER_A_KEY(on -> on.users
            .deactivate(
                    Deactivation.of(on.tenants.app.id(), on.residents.appUser()).withIdempotencyKey(key()))
            .isRight()),
    ERASE(on -> on.users.erase(erasure(on)).isRight()),
    ERASE_UNDER_A_KEY(
            on -> on.users.erase(erasure(on).withIdempotencyKey(key())).isRight()),
    REKEY(on -> on.users.rekey(on.tenants.account.id(), Optional.empty(), 10).get().verdicts().stream()
            .anyMatch(Rekeyed.Changed.class::isInstance)),
    ADOPT_PLAN(on -> on.users.adoptPlan() == NumberingPlan.NUMBER - 1) {
        @Override
        void prepare(UserStore own) {
            own.adoptPlan(NumberingPlan.NUMBER - 1);
        }
    },
    LEASE_EVENTS(on -> !on.users.leaseEvents(100, Duration.ofHours(1)).isEmpty()),
    EVENTS_DONE(on -> {
        on.users.eventsDone(List.of(new EventId(on.tenants.app.id(), on.residents.appUser(), 1)));
        return true;
    }),
    SETTLE(on -> on.store
            .settle(new Version(
                    on.tenants.project.id(), on.residents.shared(), 2, ChangeId.of(new UserId(new UUID(2, 2)))))
            .isEmpty()),
    SWEEP(on -> on.users.sweep() == Residents.DUE),
    CHANGE_LINE(on -> on.lines
            .change(Residents.LINE, Optional.of(LineState.DRAINING), OptionalInt.of(50))
            .isPresent()),
    RETIRE_LINE(on -> on.lines.retire(Residents.LINE, Optional.empty(), 10).orElseThrow().verdicts().stream()
            .anyMatch(Retirement.Moved.class::isInstance));

    @SuppressWarnings("ImmutableEnumChecker") // A lambda that captures nothing.
    private final Predicate<On> step;

    HostOperation(Predicate<On> step) {
        this.step = step;
    }

    /** Registries over the store, and who is there. */
    record On(UserRegistry users, LineRegistry lines, UserStore store, SampleTenants tenants, Residents residents) {}

    /** What has to be so before, through a store with transactions of its own. */
    void prepare(UserStore own) {}

    /** Whether it did what it is called for. */
    boolean isDone(On on) {
        return step.test(on);
    }

    private static IdempotencyKey key() {
        return SampleTenants.key(20);
    }

    private static Run run() {
        return Run.named(RunName.of("run").get());
    }

    private static boolean areDone(Iterator<? extends Verdict<?, ?>> verdicts) {
        boolean areDone = verdicts.hasNext();
        while (verdicts.hasNext()) {
            areDone &= verdicts.next().answer().isRight();
        }
        return areDone;
    }

    private static SharedUserPatch shared(On on, GivenSharedUserPatch given) {
        return SharedUserPatch.of(on.tenants.project, on.residents.shared(), given)
                .get();
    }

    private static CustomerUserPatch customer(On on) {
        return CustomerUserPatch.of(
                        on.tenants.consoleProject,
                        on.residents.customer(),
                        GivenCustomerUserPatch.NONE.withEmail(Setting.to(SampleTenants.email(20))))
                .get();
    }

    private static Erasure erasure(On on) {
        return Erasure.of(on.tenants.project.id(), on.residents.deactivated());
    }
}
