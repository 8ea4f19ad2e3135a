package dev.partyline.inmemory.kinds;

import dev.partyline.domain.request.GivenAppUser;
import dev.partyline.domain.request.GivenAppUserPatch;
import dev.partyline.domain.request.GivenCustomerUser;
import dev.partyline.domain.request.GivenCustomerUserPatch;
import dev.partyline.domain.request.GivenDedicatedUserPatch;
import dev.partyline.domain.request.GivenIdentifier;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.GivenSharedUserPatch;
import dev.partyline.domain.request.GivenSubscriberUser;
import dev.partyline.domain.request.GivenSubscriberUserPatch;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.JsonValue;
import dev.partyline.domain.value.JsonValue.JsonArray;
import dev.partyline.domain.value.JsonValue.JsonNull;
import dev.partyline.domain.value.JsonValue.JsonNumber;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.JsonValue.JsonString;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.domain.value.PhoneRule;
import dev.partyline.domain.value.ValueRules;
import dev.partyline.ports.driven.LinePosition;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Span;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import dev.partyline.testkit.arbitrary.Specimens;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whatever an entry point takes, as nobody ought to give it: some of it right, most of it nearly, some of it huge. For
 * one thread.
 */
final class HostileValues {
    /** So many of each kind, put together anew in every call. */
    private static final List<Instant> INSTANTS = List.of(Instant.MIN, Instant.EPOCH, Surroundings.START, Instant.MAX);

    private static final int SPECIMENS = 1_000;

    /** Longer than anything that is accepted anywhere, in patterns that naive checks take long for. */
    private static final List<String> LONG_TEXTS = Stream.of(
                    "a",
                    "a.",
                    "a@",
                    ".",
                    "@",
                    "-",
                    "+1",
                    "1",
                    " ",
                    "\u0000",
                    "\ud800",
                    "\ud83d\ude00",
                    "\"",
                    "\\\"",
                    "xn--",
                    "é",
                    "[",
                    "%")
            .flatMap(piece -> Stream.of(
                    piece.repeat(1_000),
                    piece.repeat(60_000 / piece.length()),
                    "a@" + piece.repeat(30_000 / piece.length()) + ".com",
                    "+1415" + piece.repeat(20_000 / piece.length()),
                    piece.repeat(20_000 / piece.length()) + "@example.com"))
            .toList();

    private static final List<String> HOSTILE = Stream.of(
                    Specimens.of(DomainArbitraries.hostileTexts(), SPECIMENS),
                    Specimens.of(DomainArbitraries.nearlyPhoneTexts(), SPECIMENS),
                    Specimens.of(DomainArbitraries.nearlyFormatEmailTexts(), SPECIMENS))
            .flatMap(List::stream)
            .toList();

    private static final List<String> PHONES = Specimens.of(DomainArbitraries.phoneTexts(), SPECIMENS);
    private static final List<String> EMAILS = Specimens.of(DomainArbitraries.emailTexts(), SPECIMENS);
    private static final List<String> NAMES = Specimens.of(DomainArbitraries.sayingTexts(), SPECIMENS);
    private static final List<String> PASSWORDS = Specimens.of(DomainArbitraries.passwordTexts(), SPECIMENS);
    private static final List<String> HASHES =
            Specimens.of(DomainArbitraries.passwordHashes().map(PasswordHash::encoded), SPECIMENS);
    private static final List<JsonObject> OBJECTS = Specimens.of(DomainArbitraries.jsonObjects(), SPECIMENS);

    private static final List<BigDecimal> NUMBERS = Stream.of(
                    "0",
                    "-0.0",
                    "1e400",
                    "-1e-400",
                    "1e99999",
                    "1e-99999",
                    "1e999999999",
                    "1e-999999999",
                    "0e999999999",
                    "9".repeat(2_000),
                    "7" + "0".repeat(16_000),
                    "-0." + "3".repeat(40_000))
            .map(BigDecimal::new)
            .toList();

    private static final List<JsonValue> VALUES = Stream.concat(
                    Stream.of(
                            nested(JsonValue.MAX_DEPTH),
                            nested(20_000),
                            JsonArray.of(Collections.nCopies(60_000, new JsonNull())),
                            wide(60_000),
                            wide(50),
                            new JsonString("\ud800"),
                            new JsonString("\u0001".repeat(60_000))),
                    NUMBERS.stream().map(JsonNumber::of))
            .toList();

    private final Random random;

    HostileValues(Random random) {
        this.random = random;
    }

    private static JsonValue nested(int depth) {
        JsonValue value = new JsonNull();
        for (int i = 0; i < depth; i++) {
            value = i % 2 == 0 ? JsonArray.of(List.of(value)) : JsonObject.of(Map.of("a", value));
        }
        return value;
    }

    private static JsonObject wide(int members) {
        Map<String, JsonValue> wide = new HashMap<>();
        IntStream.range(0, members).forEach(i -> wide.put("member " + i, new JsonNull()));
        return JsonObject.of(wide);
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    boolean percent(int share) {
        return random.nextInt(100) < share;
    }

    // ------------------------------------------------------------------------------------------------------- texts

    /** Anything. */
    @Nullable
    String text() {
        return percent(2) ? null : percent(3) ? one(LONG_TEXTS) : percent(20) ? one(NAMES) : one(HOSTILE);
    }

    String someText() {
        String text = text();
        return text == null ? "" : text;
    }

    private @Nullable String mostly(List<String> right) {
        return percent(75) ? one(right) : text();
    }

    @Nullable
    String phone() {
        return percent(30) ? PHONES.get(random.nextInt(3)) : mostly(PHONES);
    }

    String somePhone() {
        String phone = phone();
        return phone == null ? "" : phone;
    }

    @Nullable
    String email() {
        return percent(30) ? EMAILS.get(random.nextInt(3)) : mostly(EMAILS);
    }

    private @Nullable String name() {
        return mostly(NAMES);
    }

    /** Out of a few, so that one is used again. */
    Optional<IdempotencyKey> idempotencyKey() {
        return percent(70)
                ? Optional.empty()
                : IdempotencyKey.of(percent(50) ? "key " + random.nextInt(20) : text())
                        .toJavaOptional();
    }

    // -------------------------------------------------------------------------------------------- numbers and JSON

    BigDecimal number() {
        return one(NUMBERS);
    }

    Map<String, String> texts() {
        Map<String, String> texts = new HashMap<>();
        for (int i = random.nextInt(percent(99) ? 5 : 3_000); i > 0; i--) {
            texts.put(someText(), someText());
        }
        return texts;
    }

    Map<String, Optional<String>> textsOrNone() {
        Map<String, Optional<String>> texts = new HashMap<>();
        texts().forEach((name, text) -> texts.put(name, percent(30) ? Optional.empty() : Optional.of(text)));
        return texts;
    }

    long version() {
        return one(List.of(Long.MIN_VALUE, -1L, 0L, 1L, 2L, Long.MAX_VALUE));
    }

    Map<String, JsonValue> members() {
        Map<String, JsonValue> members = new HashMap<>(one(OBJECTS).members());
        if (percent(30)) {
            members.put(someText(), percent(20) ? one(VALUES) : new JsonString(someText()));
        }
        return members;
    }

    // ---------------------------------------------------------------------------------------------------- requests

    /** The tenants are those of the {@link Surroundings}, and one that nobody knows. */
    private int tenant() {
        return random.nextInt(Surroundings.UNKNOWN + 1);
    }

    Project project() {
        return Surroundings.project(tenant())
                .withValues(new ValueRules(one(List.of(PhoneRule.values())), one(List.of(EmailRule.values()))));
    }

    ConsoleProject consoleProject() {
        return Surroundings.consoleProject(tenant());
    }

    Account account() {
        return Surroundings.account(tenant());
    }

    App app() {
        return Surroundings.app(tenant()).withMaxIdentifiers(1 + random.nextInt(20));
    }

    @Nullable
    String line() {
        return percent(70) ? one(Surroundings.LINES).e164() : phone();
    }

    GivenProfile profile() {
        return new GivenProfile(name(), name(), email());
    }

    GivenCustomerUser customer() {
        return new GivenCustomerUser(
                percent(70) ? "c" + random.nextInt(2) : text(),
                email(),
                name(),
                name(),
                percent(50) ? null : mostly(PASSWORDS),
                percent(80) ? null : mostly(HASHES),
                percent(50) ? null : random.nextBoolean(),
                percent(50) ? null : random.nextBoolean());
    }

    GivenSubscriberUser subscriber() {
        return new GivenSubscriberUser(
                name(), email(), phone(), percent(50) ? null : text(), percent(50) ? null : JsonObject.of(members()));
    }

    GivenAppUser appUser() {
        return new GivenAppUser(
                percent(3) ? null : identifiers(),
                percent(50) ? null : texts(),
                percent(60) ? null : percent(50) ? "11111111-2222-4333-8444-00000000000" + random.nextInt(3) : text(),
                percent(60) ? null : mostly(NAMES));
    }

    private <T> Setting<T> setting(Supplier<@Nullable T> value) {
        @Nullable T given = percent(50) ? null : value.get();
        return given != null ? Setting.to(given) : percent(20) ? Setting.cleared() : Setting.left();
    }

    GivenSharedUserPatch sharedPatch() {
        return new GivenSharedUserPatch(
                setting(this::phone),
                setting(this::name),
                setting(this::name),
                setting(this::email),
                setting(() -> JsonObject.of(members())));
    }

    GivenDedicatedUserPatch dedicatedPatch() {
        return new GivenDedicatedUserPatch(
                setting(this::name),
                setting(this::name),
                setting(this::email),
                setting(() -> JsonObject.of(members())));
    }

    GivenCustomerUserPatch customerPatch() {
        return new GivenCustomerUserPatch(
                setting(this::email),
                setting(this::name),
                setting(this::name),
                setting(() -> mostly(PASSWORDS)),
                setting(random::nextBoolean),
                setting(random::nextBoolean));
    }

    GivenSubscriberUserPatch subscriberPatch() {
        return new GivenSubscriberUserPatch(
                setting(this::name),
                setting(this::email),
                setting(this::phone),
                setting(this::text),
                setting(() -> JsonObject.of(members())));
    }

    GivenAppUserPatch appPatch() {
        return new GivenAppUserPatch(setting(this::identifiers), setting(this::textsOrNone), setting(this::text));
    }

    private List<GivenIdentifier> identifiers() {
        int count = percent(99) ? random.nextInt(4) : 2_000;
        return Stream.generate(() -> random.nextBoolean()
                        ? new GivenIdentifier(GivenIdentifier.Type.PHONE_NUMBER, phone())
                        : new GivenIdentifier(GivenIdentifier.Type.EMAIL_ADDRESS, email()))
                .limit(count)
                .toList();
    }

    // --------------------------------------------------------------------------------------------------- questions

    /** The text of a tenant, or nearly. */
    String tenantText() {
        String text = tenantId().text();
        return percent(40) ? text : percent(50) ? text.substring(0, text.indexOf(':') + 1) + someText() : someText();
    }

    TenantId tenantId() {
        return Surroundings.tenant(one(List.of(UserKind.values())), tenant());
    }

    UserId userId(Supplier<Optional<UserId>> known) {
        Optional<UserId> one = percent(70) ? known.get() : Optional.empty();
        return one.orElseGet(() -> new UserId(new UUID(random.nextLong(), random.nextLong())));
    }

    CustomerId customerId() {
        return CustomerId.of(text()).getOrElse(() -> CustomerId.of("c0").get());
    }

    PhoneNumber phoneNumber() {
        return PhoneNumber.of(phone())
                .getOrElse(() -> PhoneNumber.of(PHONES.get(0)).get());
    }

    private Span span() {
        return new Span(one(List.of(Span.Time.values())), instant(), instant());
    }

    private Optional<Instant> instant() {
        return percent(50) ? Optional.empty() : Optional.of(one(INSTANTS));
    }

    int most() {
        return one(List.of(Integer.MIN_VALUE, -1, 0, 1, 2, 500, Integer.MAX_VALUE));
    }

    Optional<Line> lineOrNone() {
        return percent(50) ? Optional.empty() : Optional.of(one(Surroundings.LINES));
    }

    Optional<LinePosition> linePosition(Supplier<Optional<UserId>> known) {
        return percent(50)
                ? Optional.empty()
                : Optional.of(new LinePosition(project().id(), one(INSTANTS), userId(known)));
    }

    Listing listing(Supplier<Optional<UserId>> known) {
        Set<UserKind> kinds = EnumSet.noneOf(UserKind.class);
        Stream.of(UserKind.values()).filter(kind -> random.nextBoolean()).forEach(kinds::add);
        Set<Listing.State> states = EnumSet.noneOf(Listing.State.class);
        Stream.of(Listing.State.values()).filter(state -> random.nextBoolean()).forEach(states::add);
        Optional<ListPosition> after =
                percent(50) ? Optional.empty() : Optional.of(new ListPosition(one(INSTANTS), userId(known)));
        return new Listing(tenantId(), kinds, states, span(), lineOrNone(), after, most());
    }
}
