package dev.partyline.domain.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.value.JsonValue.JsonArray;
import dev.partyline.domain.value.JsonValue.JsonBoolean;
import dev.partyline.domain.value.JsonValue.JsonNull;
import dev.partyline.domain.value.JsonValue.JsonNumber;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.JsonValue.JsonString;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import io.vavr.control.Validation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class MetadataProperties {
    private static final int MAX_BYTES = 16_384;
    private static final JsonValue NULL = new JsonNull();

    @Provide
    Arbitrary<JsonValue> jsonValues() {
        return DomainArbitraries.jsonValues();
    }

    @Example
    void anExponentIsWrittenOnlyWhereTheNumberIsLarge() {
        assertThat(JsonNumber.of(new BigDecimal("1E+20")).number()).hasToString("1" + "0".repeat(20));
        assertThat(JsonNumber.of(new BigDecimal("1E+21")).number()).hasToString("1E+21");
        assertThat(JsonNumber.of(new BigDecimal("12E+19")).number()).hasToString("12" + "0".repeat(19));
        assertThat(JsonNumber.of(new BigDecimal("12E+20")).number()).hasToString("1.2E+21");
    }

    @Example
    void V11_has50MembersAtMost() {
        assertThat(Metadata.of(withMembers(0)).isValid()).isTrue();
        assertThat(Metadata.of(withMembers(50)).isValid()).isTrue();
        assertThat(Metadata.of(withMembers(51))).isEqualTo(Validation.invalid(Fault.TOO_MANY));
        assertThat(Metadata.of(JsonObject.of(Map.of("a", withMembers(51)))).isValid())
                .isTrue();
    }

    /** Whatever the object holds, the last byte that fits in is the 16,384th of its JSON. */
    @Property(tries = 100)
    void V11_has16KibibytesAsJsonAtMost(@ForAll JsonObject object) {
        assertFullAt(MAX_BYTES, object, Metadata::of);
    }

    @Example
    void V11_charactersCountAsTheBytesThatTheyAreInJson() {
        for (String character : List.of("x", "é", "\uffff", "\ud83d\ude00", "\"", "\\", "\n", "\u001f", "\u007f")) {
            assertFullAt(MAX_BYTES, JsonObject.of(Map.of("a", new JsonString(character.repeat(1_000)))), Metadata::of);
        }
    }

    private static void assertFullAt(
            int limit, JsonObject object, Function<JsonObject, Validation<Fault, Metadata>> factory) {
        int room = limit - bytes(padded(object, 0));

        assertThat(bytes(padded(object, room))).isEqualTo(limit);
        assertThat(factory.apply(padded(object, room)).isValid()).isTrue();
        assertThat(factory.apply(padded(object, room + 1))).isEqualTo(Validation.invalid(Fault.TOO_LONG));
    }

    @Property(tries = 300)
    void V11_isWrittenAsJson(@ForAll JsonObject object) {
        assertThat(Metadata.of(object).get().json()).isEqualTo(json(object));
    }

    @Example
    void V11_isNested32DeepAtMost() {
        for (UnaryOperator<JsonValue> nesting : NESTINGS) {
            assertThat(Metadata.of(nested(31, nesting)).isValid()).isTrue();
            assertThat(nested(31, nesting).depth()).isEqualTo(32);
            assertThat(Metadata.of(nested(32, nesting))).isEqualTo(Validation.invalid(Fault.TOO_DEEP));
        }
    }

    @Example
    void V11_aDepthThatIsGivenCountsForNothing() {
        assertThat(new JsonObject(Map.of("a", nested(40, NESTINGS.get(0))), 0).depth())
                .isEqualTo(42);
        assertThat(new JsonArray(List.of(nested(40, NESTINGS.get(0))), 0).depth())
                .isEqualTo(42);
    }

    @Property(tries = 300)
    void V11_textThatNotEveryStoreCanHoldIsRefusedWhereverItIs(@ForAll JsonObject object) {
        for (String broken : List.of("\u0000", "\ud83d", "\ude00")) {
            JsonString text = new JsonString("a" + broken);
            assertThat(Stream.of(
                                    with(object, text.text(), NULL),
                                    with(object, "a", text),
                                    with(object, "a", JsonArray.of(List.of(NULL, text))),
                                    with(object, "a", JsonObject.of(Map.of(text.text(), NULL))))
                            .map(Metadata::of))
                    .containsOnly(Validation.invalid(Fault.MALFORMED_TEXT));
        }
    }

    @Property(tries = 300)
    void V11_twoAreEqualWhateverTheOrderOfTheirMembers(@ForAll JsonObject object) {
        List<String> names = new ArrayList<>(object.members().keySet());
        Collections.reverse(names);
        Map<String, JsonValue> members = new LinkedHashMap<>();
        names.forEach(name -> members.put(name, MetadataProperties.member(object, name)));
        Metadata one = Metadata.of(object).get();
        Metadata other = Metadata.of(JsonObject.of(members)).get();

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one.json()).isEqualTo(other.json());
    }

    @Property(tries = 300)
    void V11_twoAreEqualExactlyWhenTheirJsonIs(@ForAll JsonObject one, @ForAll JsonObject other) {
        assertThat(Metadata.of(one).equals(Metadata.of(other)))
                .isEqualTo(Metadata.of(one).get().json().equals(json(other)));
    }

    @Property(tries = 300)
    void V11_aNumberIsEqualInAnySpelling(@ForAll int unscaled) {
        BigDecimal number = BigDecimal.valueOf(unscaled, 3);

        assertThat(Stream.of(number, number.setScale(9), number.stripTrailingZeros(), new BigDecimal(number + "E0"))
                        .map(JsonNumber::new))
                .containsOnly(JsonNumber.of(number));
    }

    /** As one by one, which takes long. */
    @Property(tries = 300)
    void V7_manyZerosAreRemovedAtOnce(
            @ForAll long digits, @ForAll @IntRange(max = 3_000) int zeros, @ForAll short scale) {
        BigDecimal number = new BigDecimal(BigInteger.valueOf(digits).multiply(BigInteger.TEN.pow(zeros)), scale);

        assertThat(JsonNumber.of(number)).isEqualTo(JsonNumber.of(number.stripTrailingZeros()));
        assertThat(JsonNumber.of(number).number()).isEqualByComparingTo(number);
    }

    @Example
    void V11_aWholeNumberIsWrittenAsPeopleWriteIt() {
        assertThat(Stream.of("10", "1E1", "10.0", "100E-1")
                        .map(number -> Metadata.of(JsonObject.of(Map.of("n", JsonNumber.of(new BigDecimal(number)))))
                                .get()
                                .json()))
                .containsOnly("{\"n\":10}");
    }

    @Example
    void E4_noNumberIsTooLargeToBeOne() {
        String longest = "1" + "0".repeat(100_000);

        assertThat(Stream.of("100E2147483647", "1E2147483647", "1E-2147483647", "0E2147483647", longest)
                        .map(number -> JsonNumber.of(new BigDecimal(number)))
                        .map(number ->
                                Metadata.of(JsonObject.of(Map.of("n", number))).isValid()))
                .containsExactly(true, true, true, true, false);
    }

    @Property(tries = 300)
    void V11_whatWasGivenIsTheCallersToChange(@ForAll("jsonValues") JsonValue value) {
        Map<String, JsonValue> members = new LinkedHashMap<>(Map.of("a", value));
        List<JsonValue> elements = new ArrayList<>(List.of(value));
        JsonObject object = new JsonObject(members, 0);
        JsonArray array = new JsonArray(elements, 0);

        members.clear();
        elements.clear();

        assertThat(object).isEqualTo(JsonObject.of(Map.of("a", value)));
        assertThat(array).isEqualTo(JsonArray.of(List.of(value)));
    }

    @Example
    void V11_aProfileHasTheSameBounds() {
        assertThat(AppProfile.of(Map.of())).isEqualTo(Validation.valid(AppProfile.EMPTY));
        assertThat(AppProfile.of(texts(50)).isValid()).isTrue();
        assertThat(AppProfile.of(texts(51))).isEqualTo(Validation.invalid(Fault.TOO_MANY));
        assertThat(AppProfile.of(Map.of("a", "\ud83d"))).isEqualTo(Validation.invalid(Fault.MALFORMED_TEXT));
        assertThat(AppProfile.of(Map.of("a\u0000", "b"))).isEqualTo(Validation.invalid(Fault.MALFORMED_TEXT));
        int room = MAX_BYTES - "{\"a\":\"\"}".length();
        assertThat(AppProfile.of(Map.of("a", "x".repeat(room))).isValid()).isTrue();
        assertThat(AppProfile.of(Map.of("a", "x".repeat(room + 1)))).isEqualTo(Validation.invalid(Fault.TOO_LONG));
    }

    private static final List<UnaryOperator<JsonValue>> NESTINGS =
            List.of(value -> JsonArray.of(List.of(value)), value -> JsonObject.of(Map.of("a", value)));

    /** An object in which something is nested so deep. */
    private static JsonObject nested(int depth, UnaryOperator<JsonValue> nesting) {
        JsonValue value = NULL;
        for (int i = 0; i < depth; i++) {
            value = nesting.apply(value);
        }
        return JsonObject.of(Map.of("a", value));
    }

    private static JsonObject withMembers(int count) {
        return JsonObject.of(IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "k" + i, i -> NULL)));
    }

    private static Map<String, String> texts(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));
    }

    private static JsonObject with(JsonObject object, String name, JsonValue value) {
        Map<String, JsonValue> members = new LinkedHashMap<>(object.members());
        members.put(name, value);
        return JsonObject.of(members);
    }

    private static JsonObject padded(JsonObject object, int padding) {
        return with(object, "the padding", new JsonString("x".repeat(padding)));
    }

    private static JsonValue member(JsonObject object, String name) {
        JsonValue value = object.members().get(name);
        return value == null ? NULL : value;
    }

    private static int bytes(JsonObject object) {
        return json(object).getBytes(UTF_8).length;
    }

    /** JSON as RFC 8785 writes it, but for large and small numbers, which keep all of their digits. */
    private static String json(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object.members().keySet().stream()
                    .sorted()
                    .map(name -> quoted(name) + ":" + json(member(object, name)))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof JsonArray array) {
            return array.elements().stream().map(MetadataProperties::json).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof JsonString string) {
            return quoted(string.text());
        }
        if (value instanceof JsonNumber number) {
            return shortest(number.number());
        }
        return value instanceof JsonBoolean truth ? String.valueOf(truth.value()) : "null";
    }

    private static String shortest(BigDecimal number) {
        String plain = number.abs().toPlainString();
        String digits = plain.contains(".") ? plain.replaceAll("\\.?0+$", "") : plain;
        boolean isLarge = digits.length() > 21 && digits.endsWith("0");
        boolean isSmall = digits.startsWith("0.000000");
        return (number.signum() < 0 ? "-" : "") + (isLarge || isSmall ? withExponent(digits) : digits);
    }

    private static String withExponent(String digits) {
        String significant = digits.replaceAll("^[0.]+|0+$", "");
        int exponent = digits.startsWith("0.") ? 1 - digits.indexOf(significant) : digits.length() - 1;
        String fraction = significant.length() == 1 ? "" : "." + significant.substring(1);
        return significant.charAt(0) + fraction + "E" + (exponent < 0 ? "" : "+") + exponent;
    }

    private static String quoted(String text) {
        return text.chars()
                .mapToObj(c -> switch (c) {
                    case '"' -> "\\\"";
                    case '\\' -> "\\\\";
                    case '\b' -> "\\b";
                    case '\f' -> "\\f";
                    case '\n' -> "\\n";
                    case '\r' -> "\\r";
                    case '\t' -> "\\t";
                    default ->
                        c < 0x20 ? "\\u00" + (c < 16 ? "0" : "") + Integer.toHexString(c) : String.valueOf((char) c);
                })
                .collect(Collectors.joining("", "\"", "\""));
    }

    /** The examples of RFC 7396, appendix A, that patch objects. */
    @Example
    void L4_aPatchIsAMergePatch() {
        JsonString a = new JsonString("a");
        JsonString c = new JsonString("c");
        JsonObject emptied =
                JsonObject.of(Map.of("a", JsonObject.of(Map.of("bb", JsonObject.of(Map.of("ccc", NULL))))));

        assertPatched(object("a", a), object("a", c), object("a", c));
        assertPatched(object("a", a), object("b", c), JsonObject.of(Map.of("a", a, "b", c)));
        assertPatched(object("a", a), object("a", NULL), JsonObject.EMPTY);
        assertPatched(JsonObject.of(Map.of("a", a, "b", c)), object("a", NULL), object("b", c));
        assertPatched(object("a", JsonArray.of(List.of(a))), object("a", c), object("a", c));
        assertPatched(object("a", c), object("a", JsonArray.of(List.of(a))), object("a", JsonArray.of(List.of(a))));
        assertPatched(
                object("a", object("b", c)),
                object("a", JsonObject.of(Map.of("b", a, "c", NULL))),
                object("a", object("b", a)));
        assertPatched(object("e", NULL), object("a", c), JsonObject.of(Map.of("e", NULL, "a", c)));
        assertPatched(JsonObject.EMPTY, emptied, object("a", object("bb", JsonObject.EMPTY)));
    }

    private static void assertPatched(JsonObject present, JsonObject patch, JsonObject patched) {
        assertThat(present.patchedBy(patch)).isEqualTo(patched);
        assertThat(Metadata.of(present).get().patchedBy(patch))
                .isEqualTo(Validation.valid(Metadata.of(patched).get()));
    }

    private static JsonObject object(String name, JsonValue value) {
        return JsonObject.of(Map.of(name, value));
    }

    @Property(tries = 20)
    void L4_whatAPatchDoesNotNameStays(@ForAll JsonObject present, @ForAll JsonObject patch) {
        Map<String, JsonValue> patched =
                new LinkedHashMap<>(present.patchedBy(patch).members());
        Map<String, JsonValue> rest = new LinkedHashMap<>(present.members());
        patched.keySet().removeAll(patch.members().keySet());
        rest.keySet().removeAll(patch.members().keySet());

        assertThat(patched).isEqualTo(rest);
    }

    @Example
    void L4_aPatchOfAProfileSetsTextsAndRemovesThem() {
        AppProfile present = AppProfile.of(Map.of("a", "1", "b", "2", "c", "3")).get();
        JsonObject patch = AppProfile.patch(Map.of("a", Optional.of("4"), "b", Optional.empty()))
                .get();

        assertThat(present.patchedBy(patch)).isEqualTo(AppProfile.of(Map.of("a", "4", "c", "3")));
    }
}
