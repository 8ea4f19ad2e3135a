package dev.partyline.domain.value;

import dev.partyline.domain.internal.Renumberings;
import java.util.List;

/**
 * The data that the identity of phones rests on: the national prefixes of V2 and the renumberings of V14. It is part of
 * this library and has a number. Two libraries with the same plan give the same canonical form and the same forms to
 * each number, whichever libphonenumber they run with (V13).
 */
public final class NumberingPlan {
    /** The number of this library's plan. */
    public static final int NUMBER = 1;

    private NumberingPlan() {}

    /**
     * The other numbers that reach the same subscriber as the phone (V14), at most two; empty for nearly every phone.
     * If a number is in the answer for a phone, the phone is in the answer for the number. All of them have the phone's
     * calling code.
     */
    public static List<PhoneNumber> otherForms(PhoneNumber phone) {
        List<Long> others = Renumberings.otherForms(phone.digits());
        return others.isEmpty()
                ? List.of()
                : others.stream().map(PhoneNumber::new).toList();
    }
}
