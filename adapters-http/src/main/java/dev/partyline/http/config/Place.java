package dev.partyline.http.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A value of the file and where it stands. Reading what is not as it should be adds a fault and gives nothing, so that
 * reading goes on to the next fault.
 */
final class Place {
    /** The place of what concerns the file as a whole. */
    static final String FILE = "the file";

    private final String path;
    private final @Nullable JsonNode value;
    private final List<ConfigurationFault> faults;

    private Place(String path, @Nullable JsonNode value, List<ConfigurationFault> faults) {
        this.path = path;
        this.value = value;
        this.faults = faults;
    }

    static Place root(JsonNode file, List<ConfigurationFault> faults) {
        return new Place("", file, faults);
    }

    boolean isPresent() {
        return value != null;
    }

    boolean isObject() {
        return value != null && value.isObject();
    }

    void fault(String message) {
        faults.add(new ConfigurationFault(path.isEmpty() ? FILE : path, message));
    }

    /** An object with these members and no others; a fault where it is something else, or missing. */
    Place object(String... members) {
        if (value == null) {
            fault("is required");
        } else if (!value.isObject()) {
            fault("must be an object");
        } else {
            Set<String> known = Set.of(members);
            value.propertyNames().stream()
                    .filter(name -> !known.contains(name))
                    .forEach(name -> at(name).fault("is not a known member"));
        }
        return this;
    }

    /** The member of an object, which may be missing. */
    Place at(String member) {
        return new Place(
                path.isEmpty() ? member : path + "." + member, value == null ? null : value.get(member), faults);
    }

    /** The elements of a list; none where it is missing. */
    List<Place> elements() {
        List<Place> elements = new ArrayList<>();
        if (value != null && value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                elements.add(new Place(path + "[" + i + "]", value.get(i), faults));
            }
        } else if (value != null) {
            fault("must be a list");
        }
        return elements;
    }

    /** A required text that is not empty. */
    Optional<String> text() {
        if (value == null) {
            fault("is required");
        } else if (!value.isString() || value.stringValue().isEmpty()) {
            fault("must be a text that is not empty");
        } else {
            return Optional.of(value.stringValue());
        }
        return Optional.empty();
    }

    /** An optional whole number, from this one on. */
    OptionalInt integerFrom(int least) {
        return integerFrom(least, Integer.MAX_VALUE);
    }

    /** The same, to that one. */
    OptionalInt integerFrom(int least, int most) {
        if (value == null) {
            return OptionalInt.empty();
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            fault("must be a whole number from " + least + " to " + most);
            return OptionalInt.empty();
        }
        return OptionalInt.of(value.intValue());
    }

    /** An optional truth value. */
    Optional<Boolean> truth() {
        if (value != null && !value.isBoolean()) {
            fault("must be true or false");
            return Optional.empty();
        }
        return Optional.ofNullable(value).map(JsonNode::booleanValue);
    }

    /** An optional text that is one of these. */
    <T> Optional<T> choice(Map<String, T> choices) {
        if (value == null) {
            return Optional.empty();
        }
        T chosen = value.isString() ? choices.get(value.stringValue()) : null;
        if (chosen == null) {
            fault("must be one of " + String.join(", ", new TreeSet<>(choices.keySet())));
        }
        return Optional.ofNullable(chosen);
    }
}
