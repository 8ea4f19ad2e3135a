package dev.partyline.inmemory.kinds;

import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.request.AppUserPatch;
import dev.partyline.domain.request.ChangeRequest;
import dev.partyline.domain.request.CustomerUserPatch;
import dev.partyline.domain.request.DedicatedUserPatch;
import dev.partyline.domain.request.GivenAppUser;
import dev.partyline.domain.request.GivenAppUserPatch;
import dev.partyline.domain.request.GivenCustomerUser;
import dev.partyline.domain.request.GivenCustomerUserPatch;
import dev.partyline.domain.request.GivenDedicatedUserPatch;
import dev.partyline.domain.request.GivenIdentifier;
import dev.partyline.domain.request.GivenPair;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.GivenSharedUserPatch;
import dev.partyline.domain.request.GivenSubscriberUser;
import dev.partyline.domain.request.GivenSubscriberUserPatch;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.request.NewCustomerUser;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.request.SharedUserPatch;
import dev.partyline.domain.request.SubscriberUserPatch;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.tenant.SubscriberKey;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Tenants;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** A registry with one tenant of each kind, and one user of each kind to be made and changed. */
record People(UserRegistry registry) {
    static final String OWNED_LINE = "+14155550100";
    static final Project PROJECT = Project.of(
                    ProjectId.of("4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b77").get())
            .withSharedIdentity(SharedIdentity.PHONE_OR_EMAIL)
            .withEraseAfter(Duration.ofDays(30));
    static final Project NEIGHBOUR =
            Project.of(ProjectId.of("5f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b77").get());
    static final ConsoleProject CONSOLE = ConsoleProject.of(new ConsoleProjectId("console"));
    static final Account ACCOUNT = Account.of(new AccountId("acme")).withKeys(EnumSet.allOf(SubscriberKey.class));
    static final App APP = App.of(new AppId("54e9ujn"));
    static final Tenants TENANTS = new OwnsEverything(Tenants.of(PROJECT, NEIGHBOUR, CONSOLE, ACCOUNT, APP));

    /** The same, which ask for values in events (O2). */
    static final Tenants ASKING_FOR_VALUES = new OwnsEverything(Tenants.of(
            PROJECT.withEventValues(true),
            CONSOLE.withEventValues(true),
            ACCOUNT.withEventValues(true),
            APP.withEventValues(true)));

    SharedUser shared(String phone) {
        return NewSharedUser.of(PROJECT, phone, new GivenProfile("Ada", "Byron", "ada@example.com"))
                .flatMap(registry::create)
                .get()
                .user();
    }

    DedicatedUser dedicated(String phone) {
        return NewDedicatedUser.of(
                        PROJECT, GivenPair.phone(phone).onLine(OWNED_LINE), GivenProfile.NONE.withFirstName("Ada"))
                .flatMap(registry::create)
                .get()
                .user();
    }

    CustomerUser customer(String email) {
        GivenCustomerUser given = GivenCustomerUser.NONE
                .withCustomerId("contoso")
                .withEmail(email)
                .withFirstName("Ada")
                .withLastName("Byron");
        return NewCustomerUser.of(CONSOLE, given)
                .flatMap(registry::create)
                .get()
                .user();
    }

    SubscriberUser subscriber(String email) {
        GivenSubscriberUser given = GivenSubscriberUser.NONE
                .withName("Ada")
                .withEmail(email)
                .withMsisdn("+46700000001")
                .withIdentity("19121212-1212");
        return NewSubscriberUser.of(ACCOUNT, given)
                .flatMap(registry::create)
                .get()
                .user();
    }

    AppUser app(String... emails) {
        GivenAppUser given = GivenAppUser.NONE
                .withIdentifiers(identifiers(emails))
                .withExternalId("ext of " + emails[0])
                .withProfile(Map.of("city", "London"));
        return NewAppUser.of(APP, given).flatMap(registry::create).get().user();
    }

    static List<GivenIdentifier> identifiers(String... emails) {
        return List.of(emails).stream()
                .map(text -> new GivenIdentifier(GivenIdentifier.Type.EMAIL_ADDRESS, text))
                .toList();
    }

    User oneOf(UserKind kind) {
        return switch (kind) {
            case SHARED -> shared("+14155550132");
            case DEDICATED -> dedicated("+14155550132");
            case CUSTOMER -> customer("ada@example.com");
            case SUBSCRIBER -> subscriber("ada@example.com");
            case APP -> app("ada@example.com", "countess@example.com");
        };
    }

    /** A patch that gives the user this name, or what comes closest to one. */
    static ChangeRequest<? extends User> named(UserKind kind, UserId id, String name) {
        Setting<String> setting = Setting.to(name);
        return switch (kind) {
            case SHARED ->
                patch(id, GivenSharedUserPatch.NONE.withFirstName(setting)).get();
            case DEDICATED ->
                DedicatedUserPatch.of(PROJECT, id, GivenDedicatedUserPatch.NONE.withFirstName(setting))
                        .get();
            case CUSTOMER ->
                patch(id, GivenCustomerUserPatch.NONE.withFirstName(setting)).get();
            case SUBSCRIBER ->
                patch(id, GivenSubscriberUserPatch.NONE.withName(setting)).get();
            case APP ->
                patch(id, GivenAppUserPatch.NONE.withExternalId(setting)).get();
        };
    }

    static Either<ChangeRefusal, SharedUserPatch> patch(UserId id, GivenSharedUserPatch given) {
        return SharedUserPatch.of(PROJECT, id, given);
    }

    static Either<ChangeRefusal, CustomerUserPatch> patch(UserId id, GivenCustomerUserPatch given) {
        return CustomerUserPatch.of(CONSOLE, id, given);
    }

    static Either<ChangeRefusal, SubscriberUserPatch> patch(UserId id, GivenSubscriberUserPatch given) {
        return SubscriberUserPatch.of(ACCOUNT, id, given);
    }

    static Either<ChangeRefusal, AppUserPatch> patch(UserId id, GivenAppUserPatch given) {
        return AppUserPatch.of(APP, id, given);
    }

    <U extends User> Either<ChangeRefusal, Outcome<U>> change(Either<ChangeRefusal, ? extends ChangeRequest<U>> patch) {
        return patch.flatMap(registry::change);
    }
}
