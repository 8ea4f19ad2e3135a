package dev.partyline.domain.value;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which numbers a user claims for its phone (V15): the phone itself, and its other forms by the plan. That is the plan
 * that the user was created with, or last moved to. They are kept with the user, so that a store tells what it claims
 * whichever plan the library has. Immutable.
 *
 * @param identity whether the tenant knows the user by the other forms too
 * @param otherForms the other numbers that reach the same subscriber, at most two (V14)
 */
public record PhoneClaims(PhoneIdentity identity, List<PhoneNumber> otherForms) {
    /** Of a phone that has no other form, as nearly every phone. */
    public static final PhoneClaims ALONE = new PhoneClaims(PhoneIdentity.CANONICAL, List.of());

    public PhoneClaims {
        otherForms = List.copyOf(otherForms);
    }

    /** What a user of a tenant with this setting claims for the phone, by the plan of this library. */
    public static PhoneClaims of(PhoneNumber phone, PhoneIdentity identity) {
        List<PhoneNumber> others = NumberingPlan.otherForms(phone);
        return others.isEmpty() ? ALONE : new PhoneClaims(identity, others);
    }

    /** The numbers that are the phone within its tenant, the phone first. */
    public List<PhoneNumber> inTenant(PhoneNumber phone) {
        return identity == PhoneIdentity.SUBSCRIBER ? everywhere(phone) : List.of(phone);
    }

    /** The numbers that are the phone for a line, the phone first: all of them, whatever the tenant asks (P2, R1). */
    public List<PhoneNumber> everywhere(PhoneNumber phone) {
        return otherForms.isEmpty()
                ? List.of(phone)
                : Stream.concat(Stream.of(phone), otherForms.stream()).toList();
    }
}
