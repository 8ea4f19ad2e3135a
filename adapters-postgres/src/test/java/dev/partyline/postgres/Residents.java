package dev.partyline.postgres;

import dev.partyline.domain.request.GivenSharedUserPatch;
import dev.partyline.domain.request.GivenSubscriberUser;
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.request.SharedUserPatch;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.EventId;
import dev.partyline.ports.driven.UserStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Users of each kind that have been there for so long that a sweep has something of each sort to do. Their tenants have
 * asked for other keys since.
 */
record Residents(
        UserId shared, UserId dedicated, UserId customer, UserId subscriber, UserId appUser, UserId deactivated) {
    /** That of the shared user. */
    static final Line LINE = SampleTenants.POOL.get(0);

    /** A phone on that line, of another project's user. */
    static final int NEIGHBOUR = 4;

    /** The phone of the deactivated user. */
    static final int DEACTIVATED = 3;

    /** The phone of the subscriber user, which has another key by what its tenant asks for now. */
    private static final String OF_TWO_FORMS = "+5215512345678";

    /** An answer, a former pair, an event and an erasure. */
    static final int DUE = 4;

    private static final Duration LONG = Duration.ofDays(60);

    /** What the project asks for now. */
    static Project choices(Project project) {
        return project.withMaxSharedUsers(10)
                .withRecreation(Recreation.REVIVE)
                .withEraseAfter(LONG.dividedBy(2))
                .withPhoneIdentity(PhoneIdentity.SUBSCRIBER);
    }

    static CustomerId customerId(String id) {
        return CustomerId.of(id).get();
    }

    static Residents in(UserStore store, SampleTenants presentTenants) {
        SampleTenants tenants = new SampleTenants(presentTenants.project.withPhoneIdentity(PhoneIdentity.CANONICAL));
        Instant then = Instant.now().minus(LONG);
        RegistryOptions options = RegistryOptions.DEFAULT.withClock(() -> then);
        UserRegistry registry = UserRegistry.of(store, tenants, options);
        SampleTenants others = new SampleTenants(project -> project);
        UserRegistry neighbours = UserRegistry.of(store, others, options);

        SharedUser shared = registry.create(
                        tenants.shared(1, "Ada", null).onLine(LINE).withIdempotencyKey(SampleTenants.key(1)))
                .get()
                .user();
        neighbours.create(others.shared(NEIGHBOUR, null, null).onLine(LINE));
        SharedUser moved = registry.create(tenants.shared(2, null, null)).get().user();
        registry.change(SharedUserPatch.of(
                        tenants.project,
                        moved.id(),
                        GivenSharedUserPatch.NONE.withPhoneNumber(Setting.to(SampleTenants.phone(5))))
                .get());
        UserId deactivated = registry.create(tenants.shared(DEACTIVATED, "Ada", null))
                .get()
                .user()
                .id();
        registry.deactivate(tenants.project.id(), deactivated);
        UserId subscriber = registry.create(NewSubscriberUser.of(
                                tenants.account,
                                GivenSubscriberUser.NONE
                                        .withName("Ada")
                                        .withEmail(SampleTenants.email(1))
                                        .withMsisdn(OF_TWO_FORMS))
                        .get())
                .get()
                .user()
                .id();
        registry.join(tenants.account.id(), subscriber, customerId("c1"));
        registry.eventsDone(List.of(new EventId(tenants.project.id(), shared.id(), 1)));
        return new Residents(
                shared.id(),
                registry.create(tenants.dedicated(1, 1)).get().user().id(),
                registry.create(tenants.customer(1)).get().user().id(),
                subscriber,
                registry.create(tenants.app(1, 2, "external")).get().user().id(),
                deactivated);
    }
}
