package dev.partyline.domain.rule;

import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Identifier;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.PhoneNumber;
import java.time.Instant;
import java.util.List;

/** What a user claims for its phone by the plan of this library (V2, V14, V15). Pure. */
public final class PhoneRules {
    private PhoneRules() {}

    /**
     * V17: the user as its tenant would have it created now. Its phone is in the canonical form of this library's plan,
     * with the claims that the tenant asks for. The same user if nothing differs, else its next version. Nothing else
     * changes.
     *
     * @param now the time of the change, for kinds that keep it (N3)
     */
    public static User rekeyed(User user, PhoneIdentity identity, Instant now) {
        return user.fold(
                shared -> rekeyed(shared, identity),
                dedicated -> rekeyed(dedicated, identity),
                customer -> customer,
                subscriber -> rekeyed(subscriber, identity, now),
                app -> rekeyed(app, identity));
    }

    /** The member that {@link #rekeyed} may change; a customer user has none, and is told by its email. */
    public static Field field(User user) {
        return user.fold(
                shared -> Field.PHONE_NUMBER,
                dedicated -> Field.PHONE_NUMBER,
                customer -> Field.EMAIL,
                subscriber -> Field.MSISDN,
                app -> Field.IDENTIFIERS);
    }

    private static SharedUser rekeyed(SharedUser user, PhoneIdentity identity) {
        PhoneNumber phone = canonical(user.phone());
        PhoneClaims claims = PhoneClaims.of(phone, identity);
        return isUnchanged(user.phone(), user.claims(), phone, claims) ? user : user.withPhone(phone, claims);
    }

    private static DedicatedUser rekeyed(DedicatedUser user, PhoneIdentity identity) {
        PhoneNumber phone = canonical(user.phone());
        PhoneClaims claims = PhoneClaims.of(phone, identity);
        return isUnchanged(user.phone(), user.claims(), phone, claims) ? user : user.withPhone(phone, claims);
    }

    private static SubscriberUser rekeyed(SubscriberUser user, PhoneIdentity identity, Instant now) {
        PhoneNumber msisdn = canonical(user.msisdn());
        PhoneClaims claims = PhoneClaims.of(msisdn, identity);
        return isUnchanged(user.msisdn(), user.claims(), msisdn, claims)
                ? user
                : user.withMsisdn(msisdn, claims, SubscriberUserRules.later(user, now));
    }

    private static AppUser rekeyed(AppUser user, PhoneIdentity identity) {
        List<Identifier> identifiers = user.identifiers().stream()
                .map(identifier -> rekeyed(identifier, identity))
                .toList();
        return identifiers.equals(user.identifiers()) ? user : user.withIdentifiers(identifiers);
    }

    private static Identifier rekeyed(Identifier identifier, PhoneIdentity identity) {
        return identifier.fold(
                phone -> {
                    PhoneNumber number = canonical(phone.number());
                    return new Identifier.Phone(number, PhoneClaims.of(number, identity));
                },
                email -> email);
    }

    private static boolean isUnchanged(PhoneNumber phone, PhoneClaims claims, PhoneNumber now, PhoneClaims claimsNow) {
        return phone.equals(now) && claims.equals(claimsNow);
    }

    /** V2, by this plan. A number that V1 accepted once is one that it accepts. */
    private static PhoneNumber canonical(PhoneNumber kept) {
        return PhoneNumber.of(kept.e164()).getOrElse(kept);
    }
}
