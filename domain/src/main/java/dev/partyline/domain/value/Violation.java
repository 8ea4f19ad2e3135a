package dev.partyline.domain.value;

import io.vavr.control.Validation;

/** One fault of one field of a request (V12). Holds no value of the request, so that it may be logged and answered. */
public record Violation(Field field, Fault fault) {

    /** What was checked, with the field that a fault of it is in. */
    public static <T> Validation<Violation, T> in(Field field, Validation<Fault, T> checked) {
        return checked.mapError(fault -> new Violation(field, fault));
    }
}
