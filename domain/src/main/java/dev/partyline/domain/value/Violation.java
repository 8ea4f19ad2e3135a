package dev.partyline.domain.value;

import io.vavr.control.Validation;
import java.util.OptionalInt;

/**
 * One fault of one field of a request (V12). It holds no value of the request, so it may be logged and sent to the
 * caller.
 *
 * @param index which entry of the field, from 0, if the field is a list and the fault is in one of its entries
 */
public record Violation(Field field, OptionalInt index, Fault fault) {

    public Violation(Field field, Fault fault) {
        this(field, OptionalInt.empty(), fault);
    }

    /** The checked value; a fault becomes a violation of this field. */
    public static <T> Validation<Violation, T> in(Field field, Validation<Fault, T> checked) {
        return checked.mapError(fault -> new Violation(field, fault));
    }

    /** Where it is, as in {@code email} or {@code identifiers[2]}. */
    public String path() {
        return index.isPresent() ? field.published() + "[" + index.getAsInt() + "]" : field.published();
    }
}
