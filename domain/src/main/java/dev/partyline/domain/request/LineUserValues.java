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
import org.jspecify.annotations.Nullable;

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

    /** V3: the phone is judged as it was given. */
    static Seq<Violation> violationsOf(ValueRules rules, @Nullable String givenPhone, Profile profile) {
        if (rules.equals(ValueRules.PUBLISHED)) {
            return List.empty();
        }
        Validation<Violation, PhoneNumber> checkedPhone =
                Violation.in(Field.PHONE_NUMBER, PhoneNumber.of(givenPhone, rules.phones()));
        return profile.email()
                .map(email -> Violation.in(Field.EMAIL, email.checkedBy(rules.emails())))
                .map(checkedEmail -> Validation.combine(checkedPhone, checkedEmail)
                        .ap((p, e) -> p)
                        .fold(violations -> violations, valid -> List.<Violation>empty()))
                .orElseGet(() -> checkedPhone.fold(List::of, valid -> List.empty()));
    }
}
