package dev.partyline.domain.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.value.ExternalId;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What requests of every kind have in common, and what of them is asked nowhere else. */
@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class CreateRequestProperties {

    @Property(tries = 100)
    void I1_aRequestTellsItsTenantAndTheKeyItIsToBeCarriedOutUnder(
            @ForAll ConsoleProject consoleProject,
            @ForAll Account account,
            @ForAll App app,
            @ForAll GivenCustomerUser givenCustomer,
            @ForAll GivenSubscriberUser givenSubscriber,
            @ForAll GivenAppUser givenApp,
            @ForAll IdempotencyKey key) {
        Project project = Project.of(DomainArbitraries.projectIds().sample());
        GivenProfile profile = new GivenProfile("Ann", null, null);
        NewSharedUser shared =
                NewSharedUser.of(project, "+14155550132", profile).get();
        NewDedicatedUser dedicated = NewDedicatedUser.of(
                        project, new GivenPair("+14155550132", "+14155550199"), profile)
                .get();
        NewCustomerUser customer =
                NewCustomerUser.of(consoleProject, givenCustomer).get();
        NewSubscriberUser subscriber =
                NewSubscriberUser.of(account, givenSubscriber).get();
        NewAppUser appUser = NewAppUser.of(App.of(app.id()), givenApp).get();

        List<CreateRequest<?, ?>> requests = List.of(shared, dedicated, customer, subscriber, appUser);
        List<CreateRequest<?, ?>> keyed = List.of(
                shared.withIdempotencyKey(key),
                dedicated.withIdempotencyKey(key),
                customer.withIdempotencyKey(key),
                subscriber.withIdempotencyKey(key),
                appUser.withIdempotencyKey(key));

        assertThat(requests).allSatisfy(request -> {
            assertThat(request.idempotencyKey()).isEmpty();
            assertThat(request.onlyIfAbsent()).isFalse();
        });
        assertThat(keyed)
                .allSatisfy(request -> assertThat(request.idempotencyKey()).hasValue(key))
                .extracting(CreateRequest::tenant)
                .containsExactly(project.id(), project.id(), consoleProject.id(), account.id(), app.id());
        assertThat(customer.customer().value()).isEqualTo(givenCustomer.customerId());
        assertThat(customer.email().spelling()).isEqualTo(givenCustomer.email());
        assertThat(appUser.externalId().map(ExternalId::value)).isEqualTo(Optional.ofNullable(givenApp.externalId()));
    }

    /** A repeated request is answered as the first one was only if both asked for that. */
    @Property(tries = 20)
    void L8_aCreateThatAsksThatNobodyIsThereIsAnotherRequest(@ForAll Project project, @ForAll IdempotencyKey key) {
        NewSharedUser shared =
                NewSharedUser.of(project, "+14155550132", GivenProfile.NONE).get();
        NewDedicatedUser dedicated = NewDedicatedUser.of(
                        project, new GivenPair("+14155550132", "+14155550199"), GivenProfile.NONE)
                .get();

        assertThat(shared.ifAbsent().withIdempotencyKey(key).onlyIfAbsent()).isTrue();
        assertThat(dedicated.ifAbsent().withIdempotencyKey(key).onlyIfAbsent()).isTrue();
        assertThat(shared.withIdempotencyKey(key).ifAbsent().idempotencyKey()).hasValue(key);
        assertThat(dedicated.withIdempotencyKey(key).ifAbsent().idempotencyKey())
                .hasValue(key);
        assertThat(shared.ifAbsent().fingerprint()).isNotEqualTo(shared.fingerprint());
        assertThat(dedicated.ifAbsent().fingerprint()).isNotEqualTo(dedicated.fingerprint());
    }
}
