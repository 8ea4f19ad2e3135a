package dev.partyline.domain.request;

import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.Identifier;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneNumber;
import io.vavr.control.Validation;
import org.jspecify.annotations.Nullable;

/** An identifier as a caller gave it, not checked yet (A1). */
public record GivenIdentifier(Type type, @Nullable String value) {
    /** What kind of identifier it is meant to be. */
    public enum Type {
        PHONE_NUMBER,
        EMAIL_ADDRESS
    }

    Validation<Fault, Identifier> checked() {
        return switch (type) {
            case PHONE_NUMBER -> PhoneNumber.of(value).map(number -> new Identifier.Phone(number, PhoneClaims.ALONE));
            case EMAIL_ADDRESS -> EmailAddress.of(value, EmailRule.FORMAT).map(Identifier.Email::new);
        };
    }

    /** Shows the type only (E3). */
    @Override
    public String toString() {
        return "GivenIdentifier[" + type + "]";
    }
}
