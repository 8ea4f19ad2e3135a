package dev.partyline.domain.request;

import dev.partyline.domain.user.Profile;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.Name;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.domain.value.ValueRules;
import dev.partyline.domain.value.Violation;
import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Validation;
import java.util.Optional;

/** What the requests of line users have in common. */
final class LineUserValues {
    private LineUserValues() {}

    /** What makes two requests the same (I2). */
    static java.util.List<Optional<String>> canonical(PhoneNumber phone, Optional<Line> line, Profile profile) {
        return java.util.List.of(
                Optional.of(phone.e164()),
                line.map(Line::e164),
                profile.firstName().map(Name::value),
                profile.lastName().map(Name::value),
                profile.email().map(EmailAddress::identity));
    }

    /** V3: the phone is judged as it was given. Empty for a value that the request does not give. */
    static Seq<Violation> violationsOf(ValueRules rules, Optional<String> givenPhone, Optional<EmailAddress> email) {
        if (rules.equals(ValueRules.PUBLISHED)) {
            return List.empty();
        }
        return violations(givenPhone.map(
                        given -> Violation.in(Field.PHONE_NUMBER, PhoneNumber.of(given, rules.phones()))))
                .appendAll(violations(email.map(given -> Violation.in(Field.EMAIL, given.checkedBy(rules.emails())))));
    }

    private static <T> Seq<Violation> violations(Optional<Validation<Violation, T>> checked) {
        return checked.map(value -> value.fold(List::of, valid -> List.<Violation>empty()))
                .orElseGet(List::empty);
    }
}
