package dev.partyline.postgres;

import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import java.util.List;

/** Phones and lines as the database has them: the digits of the canonical form, at most 15 of them. */
final class Digits {
    private Digits() {}

    static long of(PhoneNumber phone) {
        return Long.parseLong(phone.e164(), 1, phone.e164().length(), 10);
    }

    static long of(Line line) {
        return of(line.number());
    }

    /** Every form of the user's phone, the phone first. */
    static List<Long> forms(LineUser user) {
        return user.claims().everywhere(user.phone()).stream().map(Digits::of).toList();
    }

    static PhoneNumber phone(long digits) {
        return PhoneNumber.restored("+" + digits);
    }

    static Line line(long digits) {
        return new Line(phone(digits));
    }
}
