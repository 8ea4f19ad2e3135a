package dev.partyline.domain.user;

import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.ExternalId;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Identifier;
import dev.partyline.domain.value.LegalIdentity;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneNumber;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A claim that at most one active user can hold. {@link User#keys()} says which keys a user holds. A store enforces
 * that no two users hold the same key. A key describes itself, so that a store needs to know no kind of key: it claims
 * whatever keys a user has. Immutable values, equal if they claim the same.
 */
public sealed interface Key {

    /** The tenant in which the key is unique; empty if it is unique across all tenants. */
    Optional<TenantId> tenant();

    /**
     * What is claimed and its value, in canonical form, as one text. Two keys of a tenant are equal exactly if their
     * claims are. Personal: not for a log (E3).
     */
    String claim();

    /** The member of a request that the value comes from. */
    Field field();

    /** The phone of a line user that the claim is about; null for all other keys. */
    default @Nullable PhoneNumber linePhone() {
        return null;
    }

    /** S2: the phone of a shared user within its project. */
    record SharedPhone(ProjectId project, PhoneNumber phone) implements Key {
        /** One for each number that is the phone within the project (V15). */
        public static List<Key> of(ProjectId project, PhoneNumber phone, PhoneClaims claims) {
            return claims.otherForms().isEmpty()
                    ? List.of(new SharedPhone(project, phone))
                    : claims.inTenant(phone).stream()
                            .<Key>map(number -> new SharedPhone(project, number))
                            .toList();
        }

        @Override
        public Optional<TenantId> tenant() {
            return Optional.of(project);
        }

        @Override
        public String claim() {
            return "phone:" + phone.e164();
        }

        @Override
        public Field field() {
            return Field.PHONE_NUMBER;
        }

        @Override
        public PhoneNumber linePhone() {
            return phone;
        }
    }

    /** S7: the email of a shared user within a project of the earlier edition. */
    record SharedEmail(ProjectId project, Personal email) implements Key {
        public static SharedEmail of(ProjectId project, EmailAddress email) {
            return new SharedEmail(project, Personal.of(email));
        }

        @Override
        public Optional<TenantId> tenant() {
            return Optional.of(project);
        }

        @Override
        public String claim() {
            return "email:" + email.identity();
        }

        @Override
        public Field field() {
            return Field.EMAIL;
        }
    }

    /** D2: the phone and the assigned line of a dedicated user within its project. */
    record DedicatedPair(ProjectId project, PhoneNumber phone, Line line) implements Key {
        /** One for each number that is the phone within the project (V15). */
        public static List<Key> of(ProjectId project, PhoneNumber phone, PhoneClaims claims, Line line) {
            return claims.inTenant(phone).stream()
                    .<Key>map(number -> new DedicatedPair(project, number, line))
                    .toList();
        }

        @Override
        public Optional<TenantId> tenant() {
            return Optional.of(project);
        }

        @Override
        public String claim() {
            return "pair:" + phone.e164() + line.e164();
        }

        @Override
        public Field field() {
            return Field.PHONE_NUMBER;
        }

        @Override
        public PhoneNumber linePhone() {
            return phone;
        }
    }

    /** P2: a phone on a line, across all tenants, so that a message from the phone to the line has one owner (R1). */
    record PhoneOnLine(PhoneNumber phone, Line line) implements Key {
        /** One for each number that reaches the phone's subscriber (V15). */
        public static List<Key> of(PhoneNumber phone, PhoneClaims claims, Line line) {
            return claims.everywhere(phone).stream()
                    .<Key>map(number -> new PhoneOnLine(number, line))
                    .toList();
        }

        @Override
        public Optional<TenantId> tenant() {
            return Optional.empty();
        }

        @Override
        public String claim() {
            return "on-line:" + phone.e164() + line.e164();
        }

        @Override
        public Field field() {
            return Field.ASSIGNED_PHONE_NUMBER;
        }

        @Override
        public PhoneNumber linePhone() {
            return phone;
        }
    }

    /** C4: the email of a customer user within its console project, in whichever customer. */
    record CustomerEmail(ConsoleProjectId project, Personal email) implements Key {
        public static CustomerEmail of(ConsoleProjectId project, EmailAddress email) {
            return new CustomerEmail(project, Personal.of(email));
        }

        @Override
        public Optional<TenantId> tenant() {
            return Optional.of(project);
        }

        @Override
        public String claim() {
            return "email:" + email.identity();
        }

        @Override
        public Field field() {
            return Field.EMAIL;
        }
    }

    /** N4: the email of a subscriber user, if its account asks for it. */
    record SubscriberEmail(AccountId account, Personal email) implements Key {
        public static SubscriberEmail of(AccountId account, EmailAddress email) {
            return new SubscriberEmail(account, Personal.of(email));
        }

        @Override
        public Optional<TenantId> tenant() {
            return Optional.of(account);
        }

        @Override
        public String claim() {
            return "email:" + email.identity();
        }

        @Override
        public Field field() {
            return Field.EMAIL;
        }
    }

    /** N4: the phone of a subscriber user, if its account asks for it. */
    record SubscriberMsisdn(AccountId account, PhoneNumber msisdn) implements Key {
        @Override
        public Optional<TenantId> tenant() {
            return Optional.of(account);
        }

        @Override
        public String claim() {
            return "msisdn:" + msisdn.e164();
        }

        @Override
        public Field field() {
            return Field.MSISDN;
        }
    }

    /** N4: the identity of a subscriber user, if its account asks for it. */
    record SubscriberIdentity(AccountId account, LegalIdentity identity) implements Key {
        @Override
        public Optional<TenantId> tenant() {
            return Optional.of(account);
        }

        @Override
        public String claim() {
            return "identity:" + identity.value();
        }

        @Override
        public Field field() {
            return Field.IDENTITY;
        }
    }

    /** A2: an identifier of an app user. */
    record AppIdentifier(AppId app, Personal identifier) implements Key {
        /** One for each text that is the identifier. */
        public static List<Key> of(AppId app, Identifier identifier) {
            return identifier.identities().stream()
                    .<Key>map(text -> new AppIdentifier(app, new Personal(text)))
                    .toList();
        }

        @Override
        public Optional<TenantId> tenant() {
            return Optional.of(app);
        }

        @Override
        public String claim() {
            return "identifier:" + identifier.identity();
        }

        @Override
        public Field field() {
            return Field.IDENTIFIERS;
        }
    }

    /** A3: the external id of an app user. */
    record AppExternalId(AppId app, ExternalId externalId) implements Key {
        @Override
        public Optional<TenantId> tenant() {
            return Optional.of(app);
        }

        @Override
        public String claim() {
            return "external:" + externalId.value();
        }

        @Override
        public Field field() {
            return Field.EXTERNAL_ID;
        }
    }

    /** What two spellings share (V2, V6), not to be shown (E3). */
    record Personal(String identity) {
        static Personal of(EmailAddress email) {
            return new Personal(email.identity());
        }

        @Override
        public String toString() {
            return "Personal";
        }
    }
}
