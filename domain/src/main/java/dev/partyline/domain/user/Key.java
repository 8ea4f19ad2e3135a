package dev.partyline.domain.user;

import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.ExternalId;
import dev.partyline.domain.value.Identifier;
import dev.partyline.domain.value.LegalIdentity;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import java.util.Optional;

/**
 * A claim that at most one active user can hold. Which keys a user holds is said by {@link User#keys()}; that no two hold
 * the same is what a store enforces. Immutable values, equal when they claim the same.
 */
public sealed interface Key {

    /** The phone of a line user that the claim is about; empty for keys of other users, and for those without a phone. */
    default Optional<PhoneNumber> linePhone() {
        return Optional.empty();
    }

    /** S2: the phone of a shared user within its project. */
    record SharedPhone(ProjectId project, PhoneNumber phone) implements Key {
        @Override
        public Optional<PhoneNumber> linePhone() {
            return Optional.of(phone);
        }
    }

    /** S7: the email of a shared user within a project of the earlier edition. */
    record SharedEmail(ProjectId project, Personal email) implements Key {
        public static SharedEmail of(ProjectId project, EmailAddress email) {
            return new SharedEmail(project, new Personal(email.identity()));
        }
    }

    /** D2: the phone and the assigned line of a dedicated user within its project. */
    record DedicatedPair(ProjectId project, PhoneNumber phone, Line line) implements Key {
        @Override
        public Optional<PhoneNumber> linePhone() {
            return Optional.of(phone);
        }
    }

    /** P2: a phone on a line, across all tenants, so that a message from the one to the other has one owner (R1). */
    record PhoneOnLine(PhoneNumber phone, Line line) implements Key {
        @Override
        public Optional<PhoneNumber> linePhone() {
            return Optional.of(phone);
        }
    }

    /** C4: the email of a customer user within its console project, in whichever customer. */
    record CustomerEmail(ConsoleProjectId project, Personal email) implements Key {
        public static CustomerEmail of(ConsoleProjectId project, EmailAddress email) {
            return new CustomerEmail(project, new Personal(email.identity()));
        }
    }

    /** N4: the email of a subscriber user, where its account asks for it. */
    record SubscriberEmail(AccountId account, Personal email) implements Key {
        public static SubscriberEmail of(AccountId account, EmailAddress email) {
            return new SubscriberEmail(account, new Personal(email.identity()));
        }
    }

    /** N4: the phone of a subscriber user, where its account asks for it. */
    record SubscriberMsisdn(AccountId account, PhoneNumber msisdn) implements Key {}

    /** N4: the identity of a subscriber user, where its account asks for it. */
    record SubscriberIdentity(AccountId account, LegalIdentity identity) implements Key {}

    /** A2: an identifier of an app user. */
    record AppIdentifier(AppId app, Personal identifier) implements Key {
        public static AppIdentifier of(AppId app, Identifier identifier) {
            return new AppIdentifier(app, new Personal(identifier.identity()));
        }
    }

    /** A3: the external id of an app user. */
    record AppExternalId(AppId app, ExternalId externalId) implements Key {}

    /** What two spellings share (V2, V6), not to be shown (E3). */
    record Personal(String identity) {
        @Override
        public String toString() {
            return "Personal";
        }
    }
}
