package dev.partyline.domain.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.Fingerprint;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.JsonValue.JsonNull;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.JsonValue.JsonString;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** I7: what requests to change, deactivate and erase have in common, and when two of them are the same. */
@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class ChangeRequestProperties {
    private static final String UK = "+447700900123";
    private static final String UK_OTHERWISE = "+4407700900123";
    private static final String US = "+14155550132";
    private static final String EMAIL = "ann@example.com";
    private static final String EMAIL_OTHERWISE = "ANN@example.com";
    private static final UserId ID = new UserId(new UUID(1, 1));
    private static final Project PROJECT =
            Project.of(DomainArbitraries.projectIds().sample());
    private static final ConsoleProject CONSOLE_PROJECT =
            DomainArbitraries.consoleProjects().sample();
    private static final Account ACCOUNT = DomainArbitraries.accounts().sample();
    private static final App APP = DomainArbitraries.apps().sample();

    @Property(tries = 20)
    void I7_theKeyIsNoPartOfWhatIsAskedForAndTheVersionIs(
            @ForAll UserId id, @ForAll IdempotencyKey key, @ForAll @LongRange(min = 1) long version) {
        List<ChangeRequest<?>> requests = List.of(
                shared(id, GivenSharedUserPatch.NONE),
                dedicated(id, GivenDedicatedUserPatch.NONE),
                customer(id, GivenCustomerUserPatch.NONE),
                subscriber(id, GivenSubscriberUserPatch.NONE),
                app(id, GivenAppUserPatch.NONE));

        assertThat(requests)
                .allSatisfy(request -> {
                    assertThat(request.idempotencyKey()).isEmpty();
                    assertThat(request.requestKey()).isEmpty();
                    assertThat(request.ifVersion()).isEmpty();
                    ChangeRequest<?> keyed = request.ifVersion(version).withIdempotencyKey(key);
                    assertThat(keyed.id()).isEqualTo(id);
                    assertThat(keyed.tenant()).isEqualTo(request.tenant());
                    assertThat(keyed.ifVersion()).hasValue(version);
                    assertThat(keyed.requestKey()).contains(new RequestKey(Operation.CHANGE, key));
                    assertThat(keyed.fingerprint())
                            .isEqualTo(request.ifVersion(version).fingerprint())
                            .isNotEqualTo(request.fingerprint());
                })
                .extracting(ChangeRequest::fingerprint)
                .doesNotHaveDuplicates();
    }

    @Property(tries = 20)
    void I7_aKeyOfADeactivationOrAnErasureIsNoPartOfWhatIsAskedFor(
            @ForAll Project project, @ForAll UserId id, @ForAll UserId other, @ForAll IdempotencyKey key) {
        Deactivation deactivation = Deactivation.of(project.id(), id);
        Erasure erasure = Erasure.of(project.id(), id);

        assertThat(deactivation.withIdempotencyKey(key).requestKey())
                .contains(new RequestKey(Operation.DEACTIVATE, key));
        assertThat(erasure.withIdempotencyKey(key).requestKey()).contains(new RequestKey(Operation.ERASE, key));
        assertThat(deactivation.withIdempotencyKey(key).fingerprint()).isEqualTo(deactivation.fingerprint());
        assertThat(erasure.withIdempotencyKey(key).fingerprint()).isEqualTo(erasure.fingerprint());
        assertThat(Stream.of(
                                deactivation,
                                deactivation.ifVersion(1),
                                deactivation.ifVersion(2),
                                Deactivation.of(project.id(), other),
                                erasure,
                                Erasure.of(project.id(), other))
                        .map(KeyedRequest::fingerprint))
                .doesNotHaveDuplicates();
    }

    /** A store keeps these texts, so that none of them may ever change. */
    @Property(tries = 20)
    void I4_aKeyIsOneOperationsAndAStoreKeepsBothAsOneText(@ForAll IdempotencyKey key) {
        assertThat(Stream.of(Operation.values()).map(operation -> new RequestKey(operation, key).text()))
                .containsExactly(
                        "create:" + key.value(),
                        "change:" + key.value(),
                        "deactivate:" + key.value(),
                        "erase:" + key.value());
    }

    @Example
    void I7_twoChangesAreTheSameAfterV2AndV6() {
        assertThat(shared(ID, sharedTo(UK_OTHERWISE, EMAIL_OTHERWISE)).fingerprint())
                .isEqualTo(shared(ID, sharedTo(UK, EMAIL)).fingerprint());
        assertThat(dedicated(ID, GivenDedicatedUserPatch.NONE.withEmail(Setting.to(EMAIL_OTHERWISE)))
                        .fingerprint())
                .isEqualTo(dedicated(ID, GivenDedicatedUserPatch.NONE.withEmail(Setting.to(EMAIL)))
                        .fingerprint());
        assertThat(customer(ID, GivenCustomerUserPatch.NONE.withEmail(Setting.to(EMAIL_OTHERWISE)))
                        .fingerprint())
                .isEqualTo(customer(ID, GivenCustomerUserPatch.NONE.withEmail(Setting.to(EMAIL)))
                        .fingerprint());
        assertThat(subscriber(ID, subscriberTo(UK_OTHERWISE, EMAIL_OTHERWISE)).fingerprint())
                .isEqualTo(subscriber(ID, subscriberTo(UK, EMAIL)).fingerprint());
        assertThat(app(ID, identifiedBy(phone(UK_OTHERWISE), email(EMAIL_OTHERWISE)))
                        .fingerprint())
                .isEqualTo(app(ID, identifiedBy(phone(UK), email(EMAIL))).fingerprint());
    }

    @Example
    void I7_twoChangesOfALineUserAreTheSameOnlyIfTheyLeaveClearAndSetTheSame() {
        GivenSharedUserPatch none = GivenSharedUserPatch.NONE;
        JsonObject meta = JsonObject.of(Map.of("a", new JsonNull()));

        assertAllDiffer(
                shared(ID, none),
                shared(new UserId(new UUID(2, 2)), none),
                shared(ID, none.withPhoneNumber(Setting.to(UK))),
                shared(ID, none.withPhoneNumber(Setting.to(US))),
                shared(ID, none.withFirstName(Setting.cleared())),
                shared(ID, none.withFirstName(Setting.to("Ann"))),
                shared(ID, none.withFirstName(Setting.to("Bob"))),
                shared(ID, none.withLastName(Setting.cleared())),
                shared(ID, none.withLastName(Setting.to("Ann"))),
                shared(ID, none.withLastName(Setting.to("Bob"))),
                shared(ID, none.withEmail(Setting.cleared())),
                shared(ID, none.withEmail(Setting.to(EMAIL))),
                shared(ID, none.withEmail(Setting.to("bob@example.com"))),
                shared(ID, none.withMeta(Setting.cleared())),
                shared(ID, none.withMeta(Setting.to(JsonObject.EMPTY))),
                shared(ID, none.withMeta(Setting.to(meta))));
        assertAllDiffer(
                dedicated(ID, GivenDedicatedUserPatch.NONE),
                dedicated(ID, GivenDedicatedUserPatch.NONE.withFirstName(Setting.to("Ann"))),
                dedicated(ID, GivenDedicatedUserPatch.NONE.withLastName(Setting.to("Ann"))),
                dedicated(ID, GivenDedicatedUserPatch.NONE.withEmail(Setting.to(EMAIL))),
                dedicated(ID, GivenDedicatedUserPatch.NONE.withMeta(Setting.to(meta))));
    }

    /** C6: the fingerprint does not tell which password is set. The hash does. */
    @Example
    void I7_twoChangesOfACustomerUserAreTheSameOnlyIfTheyLeaveClearAndSetTheSame() {
        GivenCustomerUserPatch none = GivenCustomerUserPatch.NONE;

        assertAllDiffer(
                customer(ID, none),
                customer(ID, none.withEmail(Setting.to(EMAIL))),
                customer(ID, none.withEmail(Setting.to("bob@example.com"))),
                customer(ID, none.withFirstName(Setting.to("Ann"))),
                customer(ID, none.withFirstName(Setting.to("Bob"))),
                customer(ID, none.withLastName(Setting.to("Ann"))),
                customer(ID, none.withLastName(Setting.to("Bob"))),
                customer(ID, none.withPassword(Setting.cleared())),
                customer(ID, none.withPassword(Setting.to("0123456789abcdef"))),
                customer(ID, none.withEmailVerified(Setting.to(true))),
                customer(ID, none.withEmailVerified(Setting.to(false))),
                customer(ID, none.withEnabled(Setting.to(true))),
                customer(ID, none.withEnabled(Setting.to(false))));
        assertThat(customer(ID, none.withPassword(Setting.to("0123456789abcdef")))
                        .fingerprint())
                .isEqualTo(customer(ID, none.withPassword(Setting.to("fedcba9876543210")))
                        .fingerprint());
    }

    @Example
    void I7_twoChangesOfASubscriberUserAreTheSameOnlyIfTheyLeaveClearAndSetTheSame() {
        GivenSubscriberUserPatch none = GivenSubscriberUserPatch.NONE;
        CustomerId clinic = CustomerId.of("clinic").get();
        CustomerId ward = CustomerId.of("ward").get();

        assertAllDiffer(
                subscriber(ID, none),
                subscriber(ID, none.withName(Setting.to("Ann"))),
                subscriber(ID, none.withName(Setting.to("Bob"))),
                subscriber(ID, none.withEmail(Setting.to(EMAIL))),
                subscriber(ID, none.withEmail(Setting.to("bob@example.com"))),
                subscriber(ID, none.withMsisdn(Setting.to(UK))),
                subscriber(ID, none.withMsisdn(Setting.to(US))),
                subscriber(ID, none.withIdentity(Setting.cleared())),
                subscriber(ID, none.withIdentity(Setting.to("1912"))),
                subscriber(ID, none.withIdentity(Setting.to("1913"))),
                subscriber(ID, none.withMetadata(Setting.cleared())),
                subscriber(ID, none.withMetadata(Setting.to(JsonObject.EMPTY))),
                subscriber(ID, none.withMetadata(Setting.to(JsonObject.of(Map.of("a", new JsonString("b")))))),
                SubscriberUserPatch.joining(ACCOUNT.id(), ID, clinic),
                SubscriberUserPatch.joining(ACCOUNT.id(), ID, ward),
                SubscriberUserPatch.leaving(ACCOUNT.id(), ID, clinic),
                SubscriberUserPatch.leaving(ACCOUNT.id(), ID, ward));
    }

    /** The order of the identifiers is kept, and so it is part of what is asked for. */
    @Example
    void I7_twoChangesOfAnAppUserAreTheSameOnlyIfTheyLeaveClearAndSetTheSame() {
        GivenAppUserPatch none = GivenAppUserPatch.NONE;

        assertAllDiffer(
                app(ID, none),
                app(ID, identifiedBy(phone(UK))),
                app(ID, identifiedBy(email(EMAIL))),
                app(ID, identifiedBy(phone(UK), email(EMAIL))),
                app(ID, identifiedBy(email(EMAIL), phone(UK))),
                app(ID, none.withProfile(Setting.cleared())),
                app(ID, none.withProfile(Setting.to(Map.of("a", Optional.of("b"))))),
                app(ID, none.withProfile(Setting.to(Map.of("a", Optional.empty())))),
                app(ID, none.withExternalId(Setting.cleared())),
                app(ID, none.withExternalId(Setting.to("aaaaaaaa-aaaa-4aaa-aaaa-aaaaaaaaaaaa"))),
                app(ID, none.withExternalId(Setting.to("bbbbbbbb-bbbb-4bbb-bbbb-bbbbbbbbbbbb"))));
    }

    @Example
    void C6_thePasswordOfAChangeIsWipedWithTheRequest() {
        CustomerUserPatch patch =
                customer(ID, GivenCustomerUserPatch.NONE.withPassword(Setting.to("0123456789abcdef")));

        patch.wipe();

        assertThat(patch.password().given().orElseThrow().characters()).containsOnly('\0');
    }

    private static void assertAllDiffer(ChangeRequest<?>... requests) {
        assertThat(Stream.of(requests).<Fingerprint>map(ChangeRequest::fingerprint))
                .doesNotHaveDuplicates();
    }

    private static GivenSharedUserPatch sharedTo(String phone, String email) {
        return GivenSharedUserPatch.NONE.withPhoneNumber(Setting.to(phone)).withEmail(Setting.to(email));
    }

    private static GivenSubscriberUserPatch subscriberTo(String msisdn, String email) {
        return GivenSubscriberUserPatch.NONE.withMsisdn(Setting.to(msisdn)).withEmail(Setting.to(email));
    }

    private static GivenAppUserPatch identifiedBy(GivenIdentifier... identifiers) {
        return GivenAppUserPatch.NONE.withIdentifiers(Setting.to(List.of(identifiers)));
    }

    private static GivenIdentifier phone(String text) {
        return new GivenIdentifier(GivenIdentifier.Type.PHONE_NUMBER, text);
    }

    private static GivenIdentifier email(String text) {
        return new GivenIdentifier(GivenIdentifier.Type.EMAIL_ADDRESS, text);
    }

    private static SharedUserPatch shared(UserId id, GivenSharedUserPatch given) {
        return SharedUserPatch.of(PROJECT, id, given).get();
    }

    private static DedicatedUserPatch dedicated(UserId id, GivenDedicatedUserPatch given) {
        return DedicatedUserPatch.of(PROJECT, id, given).get();
    }

    private static CustomerUserPatch customer(UserId id, GivenCustomerUserPatch given) {
        return CustomerUserPatch.of(CONSOLE_PROJECT, id, given).get();
    }

    private static SubscriberUserPatch subscriber(UserId id, GivenSubscriberUserPatch given) {
        return SubscriberUserPatch.of(ACCOUNT, id, given).get();
    }

    private static AppUserPatch app(UserId id, GivenAppUserPatch given) {
        return AppUserPatch.of(APP, id, given).get();
    }
}
