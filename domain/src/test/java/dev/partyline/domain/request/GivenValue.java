package dev.partyline.domain.request;

import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.JsonValue;
import dev.partyline.domain.value.JsonValue.JsonArray;
import dev.partyline.domain.value.JsonValue.JsonNull;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.JsonValue.JsonString;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.domain.value.Violation;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may give for one member of a customer, subscriber or app user's request, with the fault that there is
 * in it.
 */
record GivenValue<T>(@Nullable T value, Optional<Fault> fault) {

    private static final String KNOWN = "$known$";

    Optional<Violation> in(Field field) {
        return fault.map(found -> new Violation(field, found));
    }

    static Arbitrary<GivenValue<String>> phones() {
        return Given.phones().map(given -> new GivenValue<>(given.text(), given.fault()));
    }

    static Arbitrary<GivenValue<String>> requiredNames() {
        return Arbitraries.oneOf(
                good(DomainArbitraries.sayingTexts()),
                bad(Fault.REQUIRED),
                bad(Fault.BLANK, "", " ", "\t\n", "\u2003 "),
                bad(Fault.MALFORMED_TEXT, "\u0000", "\ud83d", "Ann\ude00"),
                bad(Fault.TOO_LONG, "a".repeat(257), " ".repeat(300)));
    }

    static Arbitrary<GivenValue<String>> requiredEmails() {
        return Arbitraries.oneOf(
                good(DomainArbitraries.formatEmailTexts()),
                bad(Fault.REQUIRED),
                bad(Fault.NOT_AN_EMAIL, "", "@", ".a@b.co", "a@b", "a@b.zz", "a b@c.de", "a@b.co\ud83d"),
                bad(Fault.TOO_LONG, "a".repeat(250) + "@b.co"));
    }

    static Arbitrary<GivenValue<String>> required(int most) {
        return Arbitraries.oneOf(texts(most), bad(Fault.REQUIRED));
    }

    static Arbitrary<GivenValue<String>> optional(int most) {
        return Arbitraries.oneOf(texts(most), omitted());
    }

    private static Arbitrary<GivenValue<String>> texts(int most) {
        return Arbitraries.oneOf(
                good(DomainArbitraries.texts(1, 8)),
                bad(Fault.TOO_SHORT, ""),
                bad(Fault.TOO_LONG, "a".repeat(most + 1)),
                bad(Fault.MALFORMED_TEXT, "\u0000", "a\ud83d"));
    }

    static Arbitrary<GivenValue<String>> passwords() {
        return Arbitraries.oneOf(
                good(DomainArbitraries.passwordTexts()),
                omitted(),
                bad(Fault.TOO_SHORT, "", "a".repeat(15)),
                bad(Fault.TOO_LONG, "a".repeat(65)),
                bad(Fault.MALFORMED_TEXT, "a".repeat(20) + "\ud83d"));
    }

    /** The hashes that are good are those that {@link #isKnown} knows. */
    static Arbitrary<GivenValue<String>> passwordHashes() {
        return Arbitraries.oneOf(
                good(DomainArbitraries.passwordHashes().map(hash -> KNOWN + hash.encoded())),
                omitted(),
                bad(Fault.UNKNOWN_HASH, "", " ", "another" + KNOWN),
                bad(Fault.TOO_LONG, KNOWN.repeat(PasswordHash.MAX_LENGTH)),
                bad(Fault.MALFORMED_TEXT, KNOWN + "\u0000", KNOWN + "\ud83d"));
    }

    static boolean isKnown(PasswordHash hash) {
        return hash.encoded().startsWith(KNOWN);
    }

    static Arbitrary<GivenValue<String>> ids() {
        return Arbitraries.oneOf(
                good(DomainArbitraries.userIds().map(id -> id.toString())),
                omitted(),
                bad(Fault.NOT_A_UUID, "", "1-1-1-1-1", "usr_01jqebhswje1ka1z7ahr9rfsgt", "0".repeat(32)));
    }

    static Arbitrary<GivenValue<JsonObject>> metadata() {
        return Arbitraries.oneOf(
                good(DomainArbitraries.jsonObjects()),
                omitted(),
                bad(Fault.TOO_MANY, JsonObject.of(members(51, new JsonNull()))),
                bad(Fault.TOO_DEEP, tooDeep()),
                bad(Fault.MALFORMED_TEXT, JsonObject.of(Map.of("a", new JsonString("\ud83d")))),
                bad(Fault.TOO_LONG, JsonObject.of(Map.of("a", new JsonString("a".repeat(16_384))))));
    }

    static Arbitrary<GivenValue<Map<String, String>>> profiles() {
        return Arbitraries.oneOf(
                good(Arbitraries.maps(DomainArbitraries.texts(0, 4), DomainArbitraries.texts(0, 8))
                        .ofMaxSize(4)),
                omitted(),
                bad(Fault.TOO_MANY, members(51, "v")),
                bad(Fault.MALFORMED_TEXT, Map.of("a", "\ud83d")),
                bad(Fault.TOO_LONG, Map.of("a", "a".repeat(16_384))));
    }

    private static <T> Map<String, T> members(int count, T value) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "k" + i, i -> value));
    }

    private static JsonObject tooDeep() {
        JsonValue value = new JsonNull();
        for (int i = 0; i < JsonValue.MAX_DEPTH; i++) {
            value = JsonArray.of(List.of(value));
        }
        return JsonObject.of(Map.of("a", value));
    }

    private static <T> Arbitrary<GivenValue<T>> good(Arbitrary<T> values) {
        Function<T, GivenValue<T>> good = value -> new GivenValue<>(value, Optional.empty());
        return values.map(good);
    }

    private static <T> Arbitrary<GivenValue<T>> omitted() {
        return Arbitraries.just(new GivenValue<>(null, Optional.empty()));
    }

    private static <T> Arbitrary<GivenValue<T>> bad(Fault fault) {
        return Arbitraries.just(new GivenValue<>(null, Optional.of(fault)));
    }

    @SafeVarargs
    private static <T> Arbitrary<GivenValue<T>> bad(Fault fault, T first, T... others) {
        Function<T, GivenValue<T>> bad = value -> new GivenValue<>(value, Optional.of(fault));
        return Arbitraries.integers()
                .between(0, others.length)
                .map(i -> i == 0 ? first : others[i - 1])
                .map(bad);
    }
}
