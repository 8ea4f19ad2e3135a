package dev.partyline.postgres;

import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;

/** Phones and lines as the database has them: the digits of the canonical form, at most 18 of them. */
final class Digits {
    private Digits() {}

    static long of(PhoneNumber phone) {
        return Long.parseLong(phone.e164(), 1, phone.e164().length(), 10);
    }

    static long of(Line line) {
        return of(line.number());
    }

    static PhoneNumber phone(long digits) {
        return PhoneNumber.restored("+" + digits);
    }

    static Line line(long digits) {
        return new Line(phone(digits));
    }
}
