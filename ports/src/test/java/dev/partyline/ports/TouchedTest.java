package dev.partyline.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.request.AppUserPatch;
import dev.partyline.domain.request.CustomerUserPatch;
import dev.partyline.domain.request.GivenAppUser;
import dev.partyline.domain.request.GivenAppUserPatch;
import dev.partyline.domain.request.GivenCustomerUserPatch;
import dev.partyline.domain.request.GivenIdentifier;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.GivenSharedUserPatch;
import dev.partyline.domain.request.GivenSubscriberUserPatch;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.request.SharedUserPatch;
import dev.partyline.domain.request.SubscriberUserPatch;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.driven.PasswordHasher;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which rows of a run depend on each other: those that touch the same. */
class TouchedTest {
    private static final Project NEIGHBOUR =
            Project.of(ProjectId.of("00000000-0000-4000-8000-000000000002").get());
    private static final ConsoleProject CONSOLE = ConsoleProject.of(new ConsoleProjectId("console"));
    private static final App APP = App.of(new AppId("app"));
    private static final UserId ONE = id(1);
    private static final UserId OTHER = id(2);

    private static UserId id(int number) {
        return new UserId(new UUID(7, number));
    }

    private static void depend(Set<Object> one, Set<Object> other) {
        assertThat(Collections.disjoint(one, other)).as("independent").isFalse();
    }

    private static void areIndependent(Set<Object> one, Set<Object> other) {
        assertThat(one).isNotEmpty().doesNotContainAnyElementsOf(other);
    }

    private static SharedUserPatch patch(Project project, UserId id, GivenSharedUserPatch given) {
        return SharedUserPatch.of(project, id, given).get();
    }

    private static SharedUserPatch named(UserId id) {
        return patch(Samples.PROJECT, id, GivenSharedUserPatch.NONE.withFirstName(Setting.to("Dougal")));
    }

    private static Set<Object> touched(Project project, SharedUserPatch patch) {
        return new Amendment.OfShared(patch, project).touched();
    }

    private static Set<Object> phoneOf(Project project, UserId id, String phone) {
        return touched(project, patch(project, id, GivenSharedUserPatch.NONE.withPhoneNumber(Setting.to(phone))));
    }

    private static Set<Object> touched(UserId id, GivenSubscriberUserPatch given) {
        return new Amendment.OfSubscriber(
                        SubscriberUserPatch.of(Samples.ACCOUNT, id, given).get(), Samples.ACCOUNT)
                .touched();
    }

    private static Set<Object> touched(UserId id, GivenAppUserPatch given) {
        return new Amendment.OfApp(AppUserPatch.of(APP, id, given).get(), APP).touched();
    }

    private static Set<Object> touched(UserId id, GivenCustomerUserPatch given) {
        CustomerUserPatch patch = CustomerUserPatch.of(CONSOLE, id, given).get();
        return new Amendment.OfCustomer(patch, CONSOLE, PasswordHasher.none()).touched();
    }

    private static Set<Object> touched(NewSharedUser request) {
        return new Creation.OfShared(request, Samples.PROJECT).touched();
    }

    private static NewSharedUser shared(String phone) {
        return NewSharedUser.of(Samples.PROJECT, phone, GivenProfile.NONE).get();
    }

    private static Set<Object> identified(UserId id, String email) {
        List<GivenIdentifier> identifiers = List.of(new GivenIdentifier(GivenIdentifier.Type.EMAIL_ADDRESS, email));
        NewAppUser request = NewAppUser.of(
                        APP, GivenAppUser.NONE.withId(id.toString()).withIdentifiers(identifiers))
                .get();
        return new Creation.OfApp(request, APP).touched();
    }

    @Test
    void B3_createsForTwoPhonesAreIndependentAndForOneTheyAreNot() {
        areIndependent(touched(shared("+14155550132")), touched(shared("+14155550133")));
        depend(touched(shared("+14155550132")), touched(shared("+14155550132")));
    }

    @Test
    void B3_createsWithOneIdDependOnEachOther() {
        depend(identified(ONE, "ada@example.com"), identified(ONE, "grace@example.com"));
        areIndependent(identified(ONE, "ada@example.com"), identified(OTHER, "grace@example.com"));
    }

    @Test
    void B3_requestsUnderOneIdempotencyKeyDependOnEachOther() {
        depend(
                touched(shared("+14155550132").withIdempotencyKey(Samples.KEY)),
                touched(shared("+14155550133").withIdempotencyKey(Samples.KEY)));
        depend(
                touched(Samples.PROJECT, named(ONE).withIdempotencyKey(Samples.KEY)),
                touched(Samples.PROJECT, named(OTHER).withIdempotencyKey(Samples.KEY)));
    }

    @Test
    void B3_changesOfOneUserDependOnEachOther() {
        depend(touched(Samples.PROJECT, named(ONE)), touched(Samples.PROJECT, named(ONE)));
        areIndependent(touched(Samples.PROJECT, named(ONE)), touched(Samples.PROJECT, named(OTHER)));
    }

    /** A phone on a line is nobody else's, and the pool is everybody's. */
    @Test
    void B3_changesOfPhonesDependOnEachOtherAlsoInTwoTenants() {
        depend(phoneOf(Samples.PROJECT, ONE, "+14155550132"), phoneOf(NEIGHBOUR, OTHER, "+14155550133"));
        areIndependent(phoneOf(Samples.PROJECT, ONE, "+14155550132"), touched(Samples.PROJECT, named(OTHER)));
    }

    /** The other may want the key that one gives up. */
    @Test
    void B3_changesThatSetOrClearAKeyDependOnEachOther() {
        Setting<String> set = Setting.to("19121212-1212");
        depend(
                touched(
                        Samples.PROJECT,
                        patch(Samples.PROJECT, ONE, GivenSharedUserPatch.NONE.withEmail(Setting.cleared()))),
                touched(
                        Samples.PROJECT,
                        patch(
                                Samples.PROJECT,
                                OTHER,
                                GivenSharedUserPatch.NONE.withEmail(Setting.to("ada@example.com")))));
        depend(
                touched(ONE, GivenCustomerUserPatch.NONE.withEmail(Setting.to("ada@example.com"))),
                touched(OTHER, GivenCustomerUserPatch.NONE.withEmail(Setting.to("grace@example.com"))));
        depend(
                touched(ONE, GivenSubscriberUserPatch.NONE.withEmail(Setting.to("ada@example.com"))),
                touched(OTHER, GivenSubscriberUserPatch.NONE.withIdentity(Setting.cleared())));
        depend(
                touched(ONE, GivenAppUserPatch.NONE.withExternalId(set)),
                touched(OTHER, GivenAppUserPatch.NONE.withExternalId(Setting.cleared())));
    }

    @Test
    void B3_changesThatMoveNoKeyAreIndependent() {
        areIndependent(
                touched(ONE, GivenCustomerUserPatch.NONE.withFirstName(Setting.to("Ada"))),
                touched(OTHER, GivenCustomerUserPatch.NONE.withEmail(Setting.to("ada@example.com"))));
        areIndependent(
                touched(ONE, GivenSubscriberUserPatch.NONE.withName(Setting.to("Ada"))),
                touched(OTHER, GivenSubscriberUserPatch.NONE.withIdentity(Setting.cleared())));
        areIndependent(
                touched(ONE, GivenAppUserPatch.NONE.withProfile(Setting.to(Map.of("city", Optional.of("London"))))),
                touched(OTHER, GivenAppUserPatch.NONE.withExternalId(Setting.cleared())));
    }
}
