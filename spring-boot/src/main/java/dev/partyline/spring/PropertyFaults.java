package dev.partyline.spring;

import dev.partyline.domain.value.Fault;
import io.vavr.control.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is wrong with the properties, each fault by the name of its property. Shows no value. */
final class PropertyFaults {
    private final List<String> faults = new ArrayList<>();

    void add(String property, String fault) {
        faults.add(property + ": " + fault);
    }

    <T> Optional<T> accepted(String property, Validation<Fault, T> checked) {
        return checked.fold(
                fault -> {
                    add(property, fault.message());
                    return Optional.empty();
                },
                Optional::of);
    }

    Optional<String> required(String property, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            add(property, Fault.REQUIRED.message());
            return Optional.empty();
        }
        return Optional.of(text);
    }

    int atLeast(int least, String property, int number) {
        if (number < least) {
            add(property, "must be " + least + " or more");
        }
        return number;
    }

    void once(String property, boolean isFirst) {
        if (!isFirst) {
            add(property, "stands there already");
        }
    }

    void throwIfAny() {
        if (!faults.isEmpty()) {
            throw new InvalidPropertiesException(faults);
        }
    }
}
