package dev.partyline.domain.value;

/**
 * The data that the identity of phones rests on: the national prefixes of V2 and the renumberings of V14. It is part of
 * this library and has a number. Two libraries with the same plan give the same canonical form and the same forms to
 * each number, whichever libphonenumber they run with (V13).
 */
public final class NumberingPlan {
    /** The number of this library's plan. */
    public static final int NUMBER = 1;

    private NumberingPlan() {}
}
