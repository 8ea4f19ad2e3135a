package dev.partyline.domain.user;

import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import java.util.function.Function;

/**
 * A claim that at most one active user can hold. Which keys a user holds is said by {@link User#keys()}; that no two hold
 * the same is what a store enforces. Immutable values, equal when they claim the same.
 */
public sealed interface Key {

    /** S2: the phone of a shared user within its project. */
    record SharedPhone(ProjectId project, PhoneNumber phone) implements Key {}

    /** S7: the email of a shared user within a project of the earlier edition, by what two spellings share (V6). */
    record SharedEmail(ProjectId project, String identity) implements Key {
        public static SharedEmail of(ProjectId project, EmailAddress email) {
            return new SharedEmail(project, email.identity());
        }

        @Override
        public String toString() {
            return "SharedEmail[project=" + project + "]";
        }
    }

    /** D2: the phone and the assigned line of a dedicated user within its project. */
    record DedicatedPair(ProjectId project, PhoneNumber phone, Line line) implements Key {}

    /** P2: a phone on a line, across all tenants, so that a message from the one to the other has one owner (R1). */
    record PhoneOnLine(PhoneNumber phone, Line line) implements Key {}

    /** The answer of the function for this kind of key. */
    default <T> T fold(
            Function<? super SharedPhone, ? extends T> sharedPhone,
            Function<? super SharedEmail, ? extends T> sharedEmail,
            Function<? super DedicatedPair, ? extends T> dedicatedPair,
            Function<? super PhoneOnLine, ? extends T> phoneOnLine) {
        if (this instanceof SharedPhone key) {
            return sharedPhone.apply(key);
        }
        if (this instanceof SharedEmail key) {
            return sharedEmail.apply(key);
        }
        if (this instanceof DedicatedPair key) {
            return dedicatedPair.apply(key);
        }
        return phoneOnLine.apply((PhoneOnLine) this);
    }
}
