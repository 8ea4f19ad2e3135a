package dev.partyline.domain.request;

import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Violation;
import io.vavr.control.Validation;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a patch does with one field (L4): leaves it, clears it, or sets it. Immutable. Shows no value (E3).
 *
 * @param <T> what the field can be set to
 */
public sealed interface Setting<T> {

    /** The field stays as it is. */
    record Left<T>() implements Setting<T> {}

    /** The field has no value from then on. */
    record Cleared<T>() implements Setting<T> {}

    /** The field has this value from then on. */
    record Given<T>(T value) implements Setting<T> {
        @Override
        public String toString() {
            return "Given";
        }
    }

    /** The field stays as it is. */
    static <T> Setting<T> left() {
        return new Left<>();
    }

    /** The field has no value from then on. */
    static <T> Setting<T> cleared() {
        return new Cleared<>();
    }

    /** The field has this value from then on. */
    static <T> Setting<T> to(T value) {
        return new Given<>(value);
    }

    /** The answer of the function for what is done. */
    default <R> R fold(
            Supplier<? extends R> left, Supplier<? extends R> cleared, Function<? super T, ? extends R> set) {
        if (this instanceof Left<T>) {
            return left.get();
        }
        return this instanceof Given<T> setting ? set.apply(setting.value()) : cleared.get();
    }

    /** The value that is set; empty if none is. */
    default Optional<T> given() {
        return fold(Optional::empty, Optional::empty, Optional::of);
    }

    /** What becomes of a field that must have a value. */
    default T over(T present) {
        return given().orElse(present);
    }

    /** What becomes of a field that may have none. */
    default Optional<T> overOptional(Optional<T> present) {
        return fold(() -> present, Optional::empty, Optional::of);
    }

    /** The same for the value that the function makes of this one's. */
    default <R> Setting<R> map(Function<? super T, ? extends R> function) {
        return fold(Setting::left, Setting::cleared, value -> to(function.apply(value)));
    }

    /** What makes two settings the same (I2), if this is what makes their values the same. */
    default Optional<String> text(Function<? super T, String> canonical) {
        return fold(
                Optional::empty, () -> Optional.of("cleared"), value -> Optional.of("set:" + canonical.apply(value)));
    }

    /** The setting with its value checked, for a field that may be cleared. */
    static <S, T> Validation<Violation, Setting<T>> checked(
            Field field, Setting<S> given, Function<S, Validation<Fault, T>> check) {
        return given.fold(
                () -> Validation.valid(left()),
                () -> Validation.valid(cleared()),
                value -> Violation.in(field, check.apply(value)).map(Setting::to));
    }

    /** The setting with its value checked, for a field that must have a value. */
    static <S, T> Validation<Violation, Setting<T>> required(
            Field field, Setting<S> given, Function<S, Validation<Fault, T>> check) {
        return given instanceof Cleared<S>
                ? Validation.invalid(new Violation(field, Fault.REQUIRED))
                : checked(field, given, check);
    }
}
