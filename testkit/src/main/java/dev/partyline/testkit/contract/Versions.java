package dev.partyline.testkit.contract;

import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.User;

/** Users at other versions than the rules would make, so that a contract, or a planted fault, needs no rule. */
public final class Versions {
    private Versions() {}

    /** The same user at this version, which may be any that its kind accepts. Everything else stays as it is. */
    public static User at(long version, User user) {
        return user.fold(
                shared -> at(version, shared),
                dedicated -> at(version, dedicated),
                customer -> at(version, customer),
                subscriber -> at(version, subscriber),
                app -> at(version, app));
    }

    static SharedUser at(long version, SharedUser user) {
        return placed(version, user.placedBy(), user);
    }

    /** The user on its line by another change. */
    static SharedUser placed(long version, ChangeId by, SharedUser user) {
        return new SharedUser(
                user.id(),
                version,
                user.project(),
                user.phone(),
                user.line(),
                by,
                user.profile(),
                user.createdAt(),
                user.identifiedBy(),
                user.claims());
    }

    static DedicatedUser at(long version, DedicatedUser user) {
        return user.at(version, user.claims());
    }

    /** The same member at this version. */
    public static CustomerUser at(long version, CustomerUser user) {
        return new CustomerUser(
                user.id(),
                version,
                user.project(),
                user.customer(),
                user.email(),
                user.firstName(),
                user.lastName(),
                user.emailVerified(),
                user.enabled(),
                user.password(),
                user.createdAt());
    }

    static SubscriberUser at(long version, SubscriberUser user) {
        return new SubscriberUser(
                user.id(),
                version,
                user.account(),
                user.name(),
                user.email(),
                user.msisdn(),
                user.identity(),
                user.metadata(),
                user.customers(),
                user.createdAt(),
                user.updatedAt(),
                user.keyed(),
                user.claims());
    }

    static AppUser at(long version, AppUser user) {
        return new AppUser(
                user.id(),
                version,
                user.app(),
                user.identifiers(),
                user.externalId(),
                user.profile(),
                user.createdAt());
    }
}
