package dev.partyline.domain.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value (V11), without a JSON library. Immutable. Two are equal if they mean the same in JSON: neither the order
 * of an object's members nor the spelling of a number matters. {@code toString} shows only the kind and the size (E3).
 *
 * <p>If you build one from texts of others, look at {@link #depth()} first. Everything here refuses a value that is
 * deeper than {@value #MAX_DEPTH}, but comparing such a value may exhaust the stack.
 */
public sealed interface JsonValue {
    /** The deepest nesting that is accepted anywhere. */
    int MAX_DEPTH = 32;

    /** How deep it is nested: 0 for a value that holds no other. */
    int depth();

    /**
     * The value as JSON without white space, with the members of each object by name. Equal values have equal texts.
     */
    default String json() {
        return JsonText.of(this);
    }

    /** The answer of the function for this kind of value. */
    default <T> T fold(
            Function<? super JsonObject, ? extends T> object,
            Function<? super JsonArray, ? extends T> array,
            Function<? super JsonString, ? extends T> string,
            Function<? super JsonNumber, ? extends T> number,
            Function<? super JsonBoolean, ? extends T> truth,
            Supplier<? extends T> nothing) {
        if (this instanceof JsonObject value) {
            return object.apply(value);
        }
        if (this instanceof JsonArray value) {
            return array.apply(value);
        }
        if (this instanceof JsonString value) {
            return string.apply(value);
        }
        if (this instanceof JsonNumber value) {
            return number.apply(value);
        }
        return this instanceof JsonBoolean value ? truth.apply(value) : nothing.get();
    }

    /** Members by name, in the order given. */
    record JsonObject(Map<String, JsonValue> members, int depth) implements JsonValue {
        /** No members. */
        public static final JsonObject EMPTY = of(Map.of());

        /** The depth is that of the members, whatever is given for it. */
        public JsonObject {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
            depth = deepest(members.values());
        }

        public static JsonObject of(Map<String, JsonValue> members) {
            return new JsonObject(members, 0);
        }

        /** L4: the object that a JSON merge patch (RFC 7396) makes of this one: null removes a member. */
        public JsonObject patchedBy(JsonObject patch) {
            Map<String, JsonValue> patched = new LinkedHashMap<>(members);
            patch.members.forEach((name, value) -> {
                if (value instanceof JsonNull) {
                    patched.remove(name);
                } else {
                    patched.put(name, value instanceof JsonObject object ? patched(members.get(name), object) : value);
                }
            });
            return of(patched);
        }

        private static JsonObject patched(@Nullable JsonValue present, JsonObject patch) {
            return (present instanceof JsonObject object ? object : EMPTY).patchedBy(patch);
        }

        @Override
        public String toString() {
            return "JsonObject[" + members.size() + " members]";
        }
    }

    /** Values in their order. */
    record JsonArray(List<JsonValue> elements, int depth) implements JsonValue {
        /** The depth is that of the elements, whatever is given for it. */
        public JsonArray {
            elements = List.copyOf(elements);
            depth = deepest(elements);
        }

        public static JsonArray of(List<JsonValue> elements) {
            return new JsonArray(elements, 0);
        }

        @Override
        public String toString() {
            return "JsonArray[" + elements.size() + " elements]";
        }
    }

    /** A text. */
    record JsonString(String text) implements JsonValue {
        @Override
        public int depth() {
            return 0;
        }

        @Override
        public String toString() {
            return "JsonString[" + text.length() + " characters]";
        }
    }

    /**
     * A number. Equal numbers have one spelling: no trailing zeros after the point, and an exponent only if the number
     * is large. Two kinds stay as they were spelled: numbers that no metadata can hold, and exponents near the largest
     * possible one.
     */
    record JsonNumber(BigDecimal number) implements JsonValue {
        /** The most digits that a whole number is written in without an exponent, as in JavaScript. */
        private static final int PLAIN_DIGITS = 21;

        /**
         * More bits than {@link Metadata#MAX_BYTES} digits have. To remove the zeros of a longer number takes long
         * (V7).
         */
        private static final int MAX_BITS = 4 * Metadata.MAX_BYTES;

        /** So many zeros are removed at once: one by one, the time would be quadratic in their number (V7). */
        private static final int ZEROS = 256;

        private static final BigInteger TEN_TO_THE_ZEROS = BigInteger.TEN.pow(ZEROS);

        public JsonNumber {
            number = isStrippable(number) ? plain(stripped(number)) : number;
        }

        public static JsonNumber of(BigDecimal number) {
            return new JsonNumber(number);
        }

        /** Each zero that is removed adds one to the exponent. There must be room for it. */
        private static boolean isStrippable(BigDecimal number) {
            return number.unscaledValue().bitLength() <= MAX_BITS && number.scale() > Integer.MIN_VALUE + MAX_BITS;
        }

        private static BigDecimal stripped(BigDecimal number) {
            BigDecimal rest = number;
            while (rest.unscaledValue().bitLength() >= TEN_TO_THE_ZEROS.bitLength()) {
                BigInteger[] parts = rest.unscaledValue().divideAndRemainder(TEN_TO_THE_ZEROS);
                if (parts[1].signum() != 0) {
                    break;
                }
                rest = new BigDecimal(parts[0], rest.scale() - ZEROS);
            }
            return rest.stripTrailingZeros();
        }

        private static BigDecimal plain(BigDecimal stripped) {
            long digits = (long) stripped.precision() - stripped.scale();
            return stripped.scale() < 0 && digits <= PLAIN_DIGITS ? stripped.setScale(0) : stripped;
        }

        @Override
        public int depth() {
            return 0;
        }

        @Override
        public String toString() {
            return "JsonNumber";
        }
    }

    /** True or false. */
    record JsonBoolean(boolean value) implements JsonValue {
        @Override
        public int depth() {
            return 0;
        }

        @Override
        public String toString() {
            return "JsonBoolean";
        }
    }

    /** Null. */
    record JsonNull() implements JsonValue {
        @Override
        public int depth() {
            return 0;
        }
    }

    private static int deepest(Iterable<JsonValue> values) {
        int deepest = 0;
        for (JsonValue value : values) {
            deepest = Math.max(deepest, value.depth());
        }
        return deepest + 1;
    }
}
