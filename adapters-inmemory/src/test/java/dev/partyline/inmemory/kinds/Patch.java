package dev.partyline.inmemory.kinds;

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
import java.util.List;

/**
 * A change of one of the users that there are. All numbers are indexes into small pools.
 *
 * @param key of idempotency, 0 for none
 */
record Patch(int user, What what, int value, int key) {
    /** What is changed: a value that is no key, one that is a key, or a key that is given up. */
    enum What {
        NAME,
        KEY,
        NO_KEY
    }

    ChangeRequest<? extends User> request(List<User> users) {
        User one = users.get(user % users.size());
        int tenant = one.tenant().equals(Surroundings.tenant(one.kind(), 0)) ? 0 : 1;
        return switch (one.kind()) {
            case SHARED -> {
                SharedUserPatch patch = SharedUserPatch.of(
                                Surroundings.project(tenant),
                                one.id(),
                                switch (what) {
                                    case NAME -> GivenSharedUserPatch.NONE.withFirstName(name());
                                    case KEY ->
                                        GivenSharedUserPatch.NONE.withPhoneNumber(
                                                Setting.to(Requests.phone(value, key % 2)));
                                    case NO_KEY -> GivenSharedUserPatch.NONE.withEmail(Setting.cleared());
                                })
                        .get();
                yield key == 0 ? patch : patch.withIdempotencyKey(Requests.key(key));
            }
            case DEDICATED -> {
                DedicatedUserPatch patch = DedicatedUserPatch.of(
                                Surroundings.project(tenant),
                                one.id(),
                                GivenDedicatedUserPatch.NONE.withFirstName(
                                        what == What.NO_KEY ? Setting.cleared() : name()))
                        .get();
                yield key == 0 ? patch : patch.withIdempotencyKey(Requests.key(key));
            }
            case CUSTOMER -> {
                CustomerUserPatch patch = CustomerUserPatch.of(
                                Surroundings.consoleProject(tenant),
                                one.id(),
                                switch (what) {
                                    case NAME -> GivenCustomerUserPatch.NONE.withFirstName(name());
                                    case KEY -> GivenCustomerUserPatch.NONE.withEmail(email());
                                    case NO_KEY ->
                                        GivenCustomerUserPatch.NONE.withPassword(
                                                Setting.to("a password, number " + value));
                                })
                        .get();
                yield key == 0 ? patch : patch.withIdempotencyKey(Requests.key(key));
            }
            case SUBSCRIBER -> {
                SubscriberUserPatch patch = SubscriberUserPatch.of(
                                Surroundings.account(tenant),
                                one.id(),
                                switch (what) {
                                    case NAME -> GivenSubscriberUserPatch.NONE.withName(name());
                                    case KEY -> GivenSubscriberUserPatch.NONE.withEmail(email());
                                    case NO_KEY -> GivenSubscriberUserPatch.NONE.withIdentity(Setting.cleared());
                                })
                        .get();
                yield key == 0 ? patch : patch.withIdempotencyKey(Requests.key(key));
            }
            case APP -> {
                AppUserPatch patch = AppUserPatch.of(
                                Surroundings.app(tenant),
                                one.id(),
                                switch (what) {
                                    case NAME -> GivenAppUserPatch.NONE.withExternalId(name());
                                    case KEY ->
                                        GivenAppUserPatch.NONE.withIdentifiers(Setting.to(List.of(new GivenIdentifier(
                                                GivenIdentifier.Type.EMAIL_ADDRESS, Requests.email(value, key % 2)))));
                                    case NO_KEY -> GivenAppUserPatch.NONE.withExternalId(Setting.cleared());
                                })
                        .get();
                yield key == 0 ? patch : patch.withIdempotencyKey(Requests.key(key));
            }
        };
    }

    private Setting<String> name() {
        return Setting.to(Requests.name(value));
    }

    private Setting<String> email() {
        return Setting.to(Requests.email(value, key % 2));
    }
}
