package dev.partyline.inmemory.kinds;

import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.request.AppUserPatch;
import dev.partyline.domain.request.ChangeRequest;
import dev.partyline.domain.request.CustomerUserPatch;
import dev.partyline.domain.request.DedicatedUserPatch;
import dev.partyline.domain.request.GivenAppUserPatch;
import dev.partyline.domain.request.GivenCustomerUserPatch;
import dev.partyline.domain.request.GivenDedicatedUserPatch;
import dev.partyline.domain.request.GivenIdentifier;
import dev.partyline.domain.request.GivenSharedUserPatch;
import dev.partyline.domain.request.GivenSubscriberUserPatch;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.request.SharedUserPatch;
import dev.partyline.domain.request.SubscriberUserPatch;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.JsonValue;
import dev.partyline.domain.value.JsonValue.JsonNull;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.JsonValue.JsonString;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A change of one of the users that there are. All numbers are indexes into small pools.
 *
 * @param value 0 may stand for none
 * @param key of idempotency, 0 for none; its parity is the spelling of values
 */
record Patch(int user, What what, int value, int key) {
    /** What is changed; it depends on the kind. */
    enum What {
        /** A value that is no key, or the external id. */
        NAME,
        /** A key, if the kind has one that changes. */
        KEY,
        /** A value that may be cleared, which may be a key. */
        OPTIONAL,
        /** Something else, or a member of what is merged. */
        OTHER,
        /** Several at once, a key among them. */
        SEVERAL
    }

    static Arbitrary<Patch> any() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.of(What.class),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, 3))
                .as(Patch::new);
    }

    ChangeRequest<? extends User> request(List<User> users) {
        User one = users.get(user % users.size());
        int tenant = one.tenant().equals(Surroundings.tenant(one.kind(), 0)) ? 0 : 1;
        return request(one.kind(), tenant, one.id());
    }

    ChangeRequest<? extends User> request(UserKind kind, int tenant, UserId id) {
        ChangeRequest<? extends User> request = of(kind, tenant, id).get();
        return key == 0 ? request : request.withIdempotencyKey(Requests.key(key));
    }

    private Either<ChangeRefusal, ? extends ChangeRequest<? extends User>> of(UserKind kind, int tenant, UserId id) {
        return switch (kind) {
            case SHARED -> SharedUserPatch.of(Surroundings.project(tenant), id, shared());
            case DEDICATED -> DedicatedUserPatch.of(Surroundings.project(tenant), id, dedicated());
            case CUSTOMER -> CustomerUserPatch.of(Surroundings.consoleProject(tenant), id, customer());
            case SUBSCRIBER -> SubscriberUserPatch.of(Surroundings.account(tenant), id, subscriber());
            case APP -> AppUserPatch.of(Surroundings.app(tenant), id, app());
        };
    }

    private GivenSharedUserPatch shared() {
        GivenSharedUserPatch none = GivenSharedUserPatch.NONE;
        return switch (what) {
            case NAME -> none.withFirstName(name());
            case KEY -> none.withPhoneNumber(phone());
            case OPTIONAL -> none.withEmail(Setting.cleared());
            case OTHER -> none.withEmail(email());
            case SEVERAL -> none.withFirstName(name()).withPhoneNumber(phone());
        };
    }

    private GivenDedicatedUserPatch dedicated() {
        GivenDedicatedUserPatch none = GivenDedicatedUserPatch.NONE;
        return switch (what) {
            case NAME -> none.withFirstName(name());
            case KEY, OTHER -> none.withEmail(email());
            case OPTIONAL -> none.withFirstName(Setting.cleared());
            case SEVERAL -> none.withFirstName(name()).withEmail(Setting.cleared());
        };
    }

    private GivenCustomerUserPatch customer() {
        GivenCustomerUserPatch none = GivenCustomerUserPatch.NONE;
        return switch (what) {
            case NAME -> none.withFirstName(name());
            case KEY -> none.withEmail(email());
            case OPTIONAL -> none.withPassword(this.<CharSequence>setting(Requests.password(value)));
            case OTHER -> none.withEnabled(Setting.to(value == 0));
            case SEVERAL -> none.withFirstName(name()).withEmail(email());
        };
    }

    private GivenSubscriberUserPatch subscriber() {
        GivenSubscriberUserPatch none = GivenSubscriberUserPatch.NONE;
        return switch (what) {
            case NAME -> none.withName(name());
            case KEY -> none.withEmail(email());
            case OPTIONAL -> none.withIdentity(setting(Requests.extra(value)));
            case OTHER ->
                none.withMetadata(Setting.to(JsonObject.of(Map.<String, JsonValue>of(
                        "given", value == 0 ? new JsonNull() : new JsonString("g" + value)))));
            case SEVERAL -> none.withName(name()).withEmail(email()).withMsisdn(phone());
        };
    }

    private GivenAppUserPatch app() {
        GivenAppUserPatch none = GivenAppUserPatch.NONE;
        return switch (what) {
            case NAME, OPTIONAL -> none.withExternalId(setting(Requests.extra(value)));
            case KEY -> none.withIdentifiers(identifiers(false));
            case OTHER ->
                none.withProfile(
                        Setting.to(Map.of("name", value == 0 ? Optional.empty() : Optional.of(Requests.name(value)))));
            case SEVERAL -> none.withIdentifiers(identifiers(true)).withExternalId(setting(Requests.extra(value)));
        };
    }

    private Setting<List<GivenIdentifier>> identifiers(boolean withPhone) {
        List<GivenIdentifier> given = new ArrayList<>();
        given.add(new GivenIdentifier(GivenIdentifier.Type.EMAIL_ADDRESS, Requests.email(value, spelling())));
        if (withPhone) {
            given.add(new GivenIdentifier(GivenIdentifier.Type.PHONE_NUMBER, Requests.phone(value, spelling())));
        }
        return Setting.to(given);
    }

    int spelling() {
        return key % 2;
    }

    private Setting<String> name() {
        return Setting.to(Requests.name(value));
    }

    private Setting<String> email() {
        return Setting.to(Requests.email(value, spelling()));
    }

    private Setting<String> phone() {
        return Setting.to(Requests.phone(value, spelling()));
    }

    private <T> Setting<T> setting(Optional<? extends T> given) {
        return given.<Setting<T>>map(Setting::to).orElseGet(Setting::cleared);
    }
}
