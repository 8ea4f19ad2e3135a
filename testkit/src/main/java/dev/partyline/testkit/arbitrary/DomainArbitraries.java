package dev.partyline.testkit.arbitrary;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.request.GivenAppUser;
import dev.partyline.domain.request.GivenCustomerUser;
import dev.partyline.domain.request.GivenIdentifier;
import dev.partyline.domain.request.GivenPair;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.GivenSubscriberUser;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.request.NewCustomerUser;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.request.RequestKey;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.tenant.SubscriberKey;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.Profile;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.AppProfile;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.ExternalId;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.Identifier;
import dev.partyline.domain.value.JsonValue;
import dev.partyline.domain.value.JsonValue.JsonArray;
import dev.partyline.domain.value.JsonValue.JsonBoolean;
import dev.partyline.domain.value.JsonValue.JsonNull;
import dev.partyline.domain.value.JsonValue.JsonNumber;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.JsonValue.JsonString;
import dev.partyline.domain.value.LegalIdentity;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.Metadata;
import dev.partyline.domain.value.Name;
import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.PhoneNumber;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/**
 * What the properties are tried with. A test class that says {@code @Domain(DomainArbitraries.class)} gets the domain's
 * own types by type; texts, which have many uses, are asked for by method. Everything shrinks to something short and
 * plain. Safe for use by many threads.
 */
public final class DomainArbitraries extends DomainContextBase {
    /** For jqwik. */
    public DomainArbitraries() {}

    private static final PhoneNumberUtil LIBPHONENUMBER = PhoneNumberUtil.getInstance();

    private static final int MIN_PHONE_DIGITS = 7;
    private static final int MAX_PHONE_DIGITS = 15;
    private static final long MAX_VERSION = 1L << 40;

    private static final List<String> CALLING_CODES = LIBPHONENUMBER.getSupportedCallingCodes().stream()
            .sorted()
            .map(String::valueOf)
            .toList();

    /** Where trunk prefixes, leading zeros or the absence of a country make E.164 less plain than elsewhere. */
    private static final List<String> PECULIAR_CALLING_CODES = List.of(
            "1", "7", "36", "39", "44", "52", "54", "55", "225", "229", "378", "379", "598", "800", "808", "870", "878",
            "881", "882", "883", "888", "979");

    /** What people leave in front of a national number, and libphonenumber takes away if it knows it. */
    private static final List<String> TRUNK_PREFIXES = List.of(
            "",
            "0",
            "1",
            "8",
            "06",
            "01",
            "02",
            "00",
            "9",
            "15",
            "010",
            "031",
            "044",
            "045",
            "80",
            "99",
            "000",
            "00000000000");

    /**
     * A number of each type that each country has, as libphonenumber itself gives it: calling code and national number.
     */
    private static final List<Tuple.Tuple2<String, String>> EXAMPLES = Stream.concat(
                    LIBPHONENUMBER.getSupportedRegions().stream()
                            .sorted()
                            .flatMap(region -> Stream.of(PhoneNumberType.values())
                                    .map(type -> LIBPHONENUMBER.getExampleNumberForType(region, type))),
                    LIBPHONENUMBER.getSupportedGlobalNetworkCallingCodes().stream()
                            .sorted()
                            .map(LIBPHONENUMBER::getExampleNumberForNonGeoEntity))
            .flatMap(Stream::ofNullable)
            .map(number -> Tuple.of(
                    String.valueOf(number.getCountryCode()), LIBPHONENUMBER.getNationalSignificantNumber(number)))
            .distinct()
            .toList();

    /** Numbers that reach their canonical form in more than one step, or whose next form V1 refuses (V2). */
    private static final List<String> SEVERAL_STEPS =
            List.of("200001373940", "2700078034375", "3580009827", "490000623173", "55000014521264", "820095564166");

    /** Numbers that a floating-point number can't hold. */
    private static final List<BigDecimal> BIG_NUMBERS = List.of(
            new BigDecimal("123456789012345678901234567890.123456789"),
            new BigDecimal("1E+30"),
            new BigDecimal("9007199254740993"),
            new BigDecimal("-0.000000000000000000000000000001"));

    private static final String EMAIL_LOCAL = "abZ0_'+-";
    private static final List<String> TOP_LEVEL_DOMAINS = List.of("com", "CO", "museum", "zz", "aab", "invalid");

    /** Pieces of text that stores, terminals and parsers have been known to stumble over. */
    private static final List<String> HOSTILE_PIECES = List.of(
            "a",
            "Z",
            "0",
            " ",
            "+1",
            "@",
            ".",
            "'",
            "%",
            "\\",
            "\n",
            "\r",
            "\t",
            "\u0000",
            "\u0085",
            "\u2028",
            "\ufeff",
            "\u202e",
            "\uffff",
            "é",
            "e\u0301",
            "ß",
            "İ",
            "ı",
            "\u212a",
            "٣",
            "７",
            "＋",
            "Ⅷ",
            "\ud83d\ude00",
            "\ud83d",
            "\ude00",
            "--",
            "xn--",
            "00000000-0000-0000-0000-000000000000",
            ";ext=1",
            "' OR 1=1",
            "{}",
            "${x}");

    /** The first digits of old and new forms, and how many follow. */
    private static final List<Tuple.Tuple2<String, Integer>> RENUMBERED = List.of(
            Tuple.of("521", 10),
            Tuple.of("52", 10),
            Tuple.of("54", 10),
            Tuple.of("549", 10),
            Tuple.of("5411", 8),
            Tuple.of("54911", 8),
            Tuple.of("5511", 8),
            Tuple.of("55119", 8),
            Tuple.of("229", 8),
            Tuple.of("22901", 8),
            Tuple.of("225", 8),
            Tuple.of("22501", 8),
            Tuple.of("22505", 8),
            Tuple.of("22507", 8),
            Tuple.of("241", 7),
            Tuple.of("2410", 7),
            Tuple.of("24111", 6),
            Tuple.of("24162", 6),
            Tuple.of("24177", 6),
            Tuple.of("84120", 7),
            Tuple.of("8416", 8),
            Tuple.of("8470", 7),
            Tuple.of("843", 8),
            Tuple.of("220", 7),
            Tuple.of("22083", 7),
            Tuple.of("22087", 7));

    // texts

    /** Texts that V1 accepts, weighted towards those of which libphonenumber makes something else (V2). */
    public static Arbitrary<String> phoneTexts() {
        Arbitrary<String> trunkPrefixes =
                Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just("")), Tuple.of(2, Arbitraries.of(TRUNK_PREFIXES)));
        Arbitrary<Integer> lengths = Arbitraries.integers().between(MIN_PHONE_DIGITS, MAX_PHONE_DIGITS);
        Arbitrary<String> anyNumbers = Combinators.combine(
                        callingCodes(), trunkPrefixes, digits(MAX_PHONE_DIGITS), lengths)
                .as((code, trunkPrefix, rest, length) -> (code + trunkPrefix + rest).substring(0, length));
        Arbitrary<String> nearExamples = Combinators.combine(Arbitraries.of(EXAMPLES), trunkPrefixes, shorterOrLonger())
                .as((example, trunkPrefix, change) -> example.get1() + trunkPrefix + change.apply(example.get2()));
        return Arbitraries.frequencyOf(
                        Tuple.of(9, anyNumbers),
                        Tuple.of(9, nearExamples.map(DomainArbitraries::ofAcceptedLength)),
                        Tuple.of(2, renumbered()),
                        Tuple.of(2, Arbitraries.of(SEVERAL_STEPS)))
                .map("+"::concat)
                .withoutEdgeCases();
    }

    /** Texts of numbers of countries that changed their numbers, in old and new forms, and others near them (V14). */
    public static Arbitrary<String> renumberedPhoneTexts() {
        return renumbered().map("+"::concat).withoutEdgeCases();
    }

    private static Arbitrary<String> renumbered() {
        return Combinators.combine(
                        Arbitraries.of(RENUMBERED), digits(MAX_PHONE_DIGITS), Arbitraries.of(0, 0, 0, 0, 0, 0, -1, 1))
                .as((form, rest, more) -> form.get1() + rest.substring(0, form.get2() + more));
    }

    /** Digits as they are, or with another end. */
    private static Arbitrary<UnaryOperator<String>> shorterOrLonger() {
        Arbitrary<UnaryOperator<String>> otherEnd = Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.strings().numeric().ofMaxLength(3))
                .as((dropped, added) -> digits -> digits.substring(0, Math.max(digits.length() - dropped, 0)) + added);
        return Arbitraries.oneOf(Arbitraries.just(UnaryOperator.identity()), otherEnd);
    }

    private static String ofAcceptedLength(String digits) {
        String longEnough = digits + "0".repeat(Math.max(MIN_PHONE_DIGITS - digits.length(), 0));
        return longEnough.substring(0, Math.min(longEnough.length(), MAX_PHONE_DIGITS));
    }

    private static Arbitrary<String> callingCodes() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.of(CALLING_CODES)),
                Tuple.of(3, Arbitraries.of(PECULIAR_CALLING_CODES)),
                Tuple.of(1, Arbitraries.integers().between(1, 999).map(String::valueOf)));
    }

    private static Arbitrary<String> digits(int count) {
        return Arbitraries.strings().numeric().ofLength(count);
    }

    /** Texts on both sides of V1's border. */
    public static Arbitrary<String> nearlyPhoneTexts() {
        Arbitrary<String> anyLength = Combinators.combine(
                        Arbitraries.of("+", "", "++", "＋", "-"),
                        Arbitraries.integers().between(4, 18).flatMap(DomainArbitraries::digits))
                .as(String::concat);
        Arbitrary<String> withTail = Combinators.combine(
                        phoneTexts(),
                        Arbitraries.of(
                                "\n", "\r\n", " ", "\u0000", "x12", ";ext=1", "ABC", "５", "\u2028", ".", "0", "00"))
                .as(String::concat);
        return Arbitraries.oneOf(anyLength, withTail, phoneTexts(), nearly(phoneTexts(), "09 -(.+A٣７＋\n\u0000\ud83d"))
                .withoutEdgeCases();
    }

    /** Texts that V5 accepts, of ordinary length. */
    public static Arbitrary<String> emailTexts() {
        Arbitrary<String> localBegin = Arbitraries.strings()
                .withChars(EMAIL_LOCAL)
                .ofMinLength(1)
                .ofMaxLength(6)
                .flatMap(text -> Arbitraries.of(text, text + "."))
                .list()
                .ofMaxSize(3)
                .map(pieces -> String.join("", pieces));
        Arbitrary<String> localEnd = Arbitraries.strings().withChars("abZ0_+-").ofLength(1);
        Arbitrary<String> labels = Combinators.combine(
                        Arbitraries.strings().withChars("abZ0").ofLength(1),
                        Arbitraries.strings().withChars("abZ0-").ofMaxLength(5))
                .as((first, rest) -> first + rest + ".")
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(pieces -> String.join("", pieces));
        return Combinators.combine(localBegin, localEnd, labels, Arbitraries.of(TOP_LEVEL_DOMAINS))
                .as((begin, end, domain, top) -> begin + end + "@" + domain + top)
                .withoutEdgeCases();
    }

    /** Texts on both sides of V5's border. */
    public static Arbitrary<String> nearlyEmailTexts() {
        String alphabet = "ab.Z0_'+-@ é\n";
        return Arbitraries.oneOf(
                        nearly(emailTexts(), alphabet),
                        Arbitraries.strings().withChars(alphabet).ofMaxLength(40),
                        Arbitraries.strings().withChars("a.@").ofMaxLength(10))
                .withoutEdgeCases();
    }

    /** Texts that V8 accepts as names. */
    public static Arbitrary<String> nameTexts() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().alpha().ofLength(1),
                        Arbitraries.strings().withCharRange('\u0001', '\ud7ff').ofLength(1),
                        Arbitraries.of("\ud83d\ude00", "e\u0301", " ", "'", "\u202e"))
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces))
                .withoutEdgeCases();
    }

    /** Texts that commons-validator accepts as emails (V5), some with domains and local parts that are not ASCII. */
    public static Arbitrary<String> formatEmailTexts() {
        Arbitrary<String> locals = Arbitraries.strings()
                .withChars("abZ0_'+-!#$%&*/=?^`{|}~éσΣς")
                .ofMinLength(1)
                .ofMaxLength(6)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(pieces -> String.join(".", pieces));
        Arbitrary<String> labels = Arbitraries.of(
                        "example", "EXAMPLE", "a", "b-c", "bücher", "BÜCHER", "xn--bcher-kva", "例え")
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(pieces -> String.join(".", pieces));
        return Combinators.combine(locals, labels, Arbitraries.of("com", "ORG", "museum", "de"))
                .as((local, domain, top) -> local + "@" + domain + "." + top)
                .withoutEdgeCases();
    }

    /** Texts on both sides of what commons-validator accepts as an email. */
    public static Arbitrary<String> nearlyFormatEmailTexts() {
        return Arbitraries.oneOf(
                        nearly(formatEmailTexts(), "a.@ \"\\()[]:1ü。\n\u0000\ud83d"),
                        nearly(
                                Arbitraries.of("\"a b\"@example.com", "a@[127.0.0.1]", "a@[::1]", "a@localhost"),
                                "a1\"@.] "),
                        nearlyEmailTexts())
                .withoutEdgeCases();
    }

    /** Texts that V8 accepts, of so many code points. */
    public static Arbitrary<String> texts(int least, int most) {
        return Arbitraries.oneOf(
                        Arbitraries.strings().withCharRange('a', 'z').ofLength(1),
                        Arbitraries.strings().withCharRange('\u0001', '\ud7ff').ofLength(1),
                        Arbitraries.of("\ud83d\ude00", "\udbff\udfff", " ", "\"", "\\", "\n", "\u001f", "\ufeff"))
                .list()
                .ofMinSize(least)
                .ofMaxSize(most)
                .map(pieces -> String.join("", pieces))
                .withoutEdgeCases();
    }

    /** Texts of one code point or more, not all of them white space. */
    public static Arbitrary<String> sayingTexts() {
        return texts(0, 8).map("a"::concat);
    }

    /** Passwords that V10 accepts. */
    public static Arbitrary<String> passwordTexts() {
        return texts(Password.MIN_LENGTH, Password.MAX_LENGTH);
    }

    /** JSON of every kind, shallow and small. */
    public static Arbitrary<JsonValue> jsonValues() {
        return jsonValues(3);
    }

    private static Arbitrary<JsonValue> jsonValues(int depth) {
        Arbitrary<JsonValue> leaves = Arbitraries.oneOf(
                texts(0, 6).map(JsonString::new),
                Arbitraries.bigDecimals().ofScale(4).map(JsonNumber::of),
                Arbitraries.integers().map(number -> JsonNumber.of(BigDecimal.valueOf(number))),
                Arbitraries.of(BIG_NUMBERS).map(JsonNumber::of),
                Arbitraries.of(true, false).map(JsonBoolean::new),
                Arbitraries.just(new JsonNull()));
        return depth == 0
                ? leaves
                : Arbitraries.frequencyOf(
                        Tuple.of(3, leaves),
                        Tuple.of(1, jsonValues(depth - 1).list().ofMaxSize(3).map(JsonArray::of)),
                        Tuple.of(1, jsonObjects(jsonValues(depth - 1), 3).map(object -> object)));
    }

    private static Arbitrary<JsonObject> jsonObjects(Arbitrary<JsonValue> values, int most) {
        return Arbitraries.maps(texts(0, 4), values).ofMaxSize(most).map(JsonObject::of);
    }

    /** Texts on both sides of what a UUID's text is, in any case. */
    public static Arbitrary<String> nearlyUuidTexts() {
        Arbitrary<String> uuids = Arbitraries.oneOf(
                uuids().map(UUID::toString),
                projectIds().map(ProjectId::toString),
                Arbitraries.of(
                        "00000000-0000-0000-0000-000000000000",
                        "ffffffff-ffff-ffff-ffff-ffffffffffff",
                        "1-1-1-1-1",
                        "00000000000000000000000000000000"));
        return inAnyCase(Arbitraries.oneOf(uuids, nearly(uuids, "0189abfgz-{} \n٣")))
                .withoutEdgeCases();
    }

    /** Texts of no good will: odd characters, broken ones, none, and near misses of everything that is accepted. */
    public static Arbitrary<String> hostileTexts() {
        return Arbitraries.oneOf(
                        Arbitraries.of(HOSTILE_PIECES).list().ofMaxSize(12).map(pieces -> String.join("", pieces)),
                        Arbitraries.strings().all().ofMaxLength(300),
                        Combinators.combine(
                                        Arbitraries.of(HOSTILE_PIECES),
                                        Arbitraries.integers().between(0, 600))
                                .as(String::repeat),
                        nearlyPhoneTexts(),
                        nearlyEmailTexts(),
                        nearlyUuidTexts())
                .withoutEdgeCases();
    }

    /** The texts, each with its letters in upper and lower case as chance has it. */
    public static Arbitrary<String> inAnyCase(Arbitrary<String> texts) {
        return Combinators.combine(texts, Arbitraries.integers()).as((text, bits) -> {
            StringBuilder cased = new StringBuilder();
            for (int i = 0; i < text.length(); i++) {
                String one = text.substring(i, i + 1);
                cased.append(((bits >> (i % Integer.SIZE)) & 1) == 0 ? one : changedCase(one));
            }
            return cased.toString();
        });
    }

    private static String changedCase(String one) {
        String upper = one.toUpperCase(Locale.ROOT);
        return upper.equals(one) ? one.toLowerCase(Locale.ROOT) : upper;
    }

    /** The texts, each with up to two of its characters replaced, left out, or followed by one of the alphabet. */
    private static Arbitrary<String> nearly(Arbitrary<String> texts, String alphabet) {
        Arbitrary<UnaryOperator<String>> edits = Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 59),
                        Arbitraries.strings().withChars(alphabet).ofLength(1))
                .as((kind, place, character) -> text -> {
                    int at = place % (text.length() + 1);
                    String tail = text.substring(Math.min(kind == 2 ? at : at + 1, text.length()));
                    return text.substring(0, at) + (kind == 0 ? "" : character) + tail;
                });
        return Combinators.combine(texts, edits.list().ofMaxSize(2)).as((text, changes) -> {
            String changed = text;
            for (UnaryOperator<String> change : changes) {
                changed = change.apply(changed);
            }
            return changed;
        });
    }

    /** The calling codes that a property on phone numbers must not forget. */
    public static Set<String> callingCodesToCover() {
        return Stream.concat(CALLING_CODES.stream(), PECULIAR_CALLING_CODES.stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The trunk prefixes that a property on phone numbers must not forget. */
    public static List<String> trunkPrefixes() {
        return TRUNK_PREFIXES;
    }

    // values

    @Provide
    public static Arbitrary<PhoneNumber> phones() {
        return phoneTexts().map(text -> PhoneNumber.of(text).get());
    }

    private static Arbitrary<Tuple.Tuple2<PhoneNumber, PhoneClaims>> claimedPhones() {
        Arbitrary<PhoneNumber> ofSeveralForms =
                renumberedPhoneTexts().map(text -> PhoneNumber.of(text).get());
        return Combinators.combine(
                        Arbitraries.frequencyOf(Tuple.of(3, phones()), Tuple.of(1, ofSeveralForms)),
                        Arbitraries.of(PhoneIdentity.class))
                .as((phone, identity) -> Tuple.of(phone, PhoneClaims.of(phone, identity)));
    }

    @Provide
    public static Arbitrary<Line> lines() {
        return phones().map(Line::new);
    }

    @Provide
    public static Arbitrary<EmailAddress> emails() {
        return emailTexts()
                .map(text -> EmailAddress.of(text, EmailRule.PUBLISHED).get());
    }

    @Provide
    public static Arbitrary<Name> names() {
        return nameTexts().map(text -> Name.of(text).get());
    }

    @Provide
    public static Arbitrary<Profile> profiles() {
        return Combinators.combine(names().optional(), names().optional(), emails().optional())
                .as((first, last, email) -> Profile.of(first.orElse(null), last.orElse(null), email.orElse(null)));
    }

    /** Profiles that no request is refused for. */
    @Provide
    public static Arbitrary<GivenProfile> givenProfiles() {
        return Combinators.combine(
                        nameTexts().optional(),
                        nameTexts().optional(),
                        emailTexts().optional())
                .as((first, last, email) ->
                        new GivenProfile(first.orElse(null), last.orElse(null), email.orElse(null)));
    }

    @Provide
    public static Arbitrary<JsonObject> jsonObjects() {
        return jsonObjects(jsonValues(), 5).withoutEdgeCases();
    }

    @Provide
    public static Arbitrary<CustomerId> customerIds() {
        return texts(1, 8).map(text -> CustomerId.of(text).get());
    }

    @Provide
    public static Arbitrary<IdempotencyKey> idempotencyKeys() {
        return texts(1, 8).map(text -> IdempotencyKey.of(text).get());
    }

    @Provide
    public static Arbitrary<Metadata> metadata() {
        return jsonObjects().map(object -> Metadata.of(object).get());
    }

    @Provide
    public static Arbitrary<AppProfile> appProfiles() {
        return Arbitraries.maps(texts(0, 4), texts(0, 8))
                .ofMaxSize(4)
                .map(values -> AppProfile.of(values).get());
    }

    @Provide
    public static Arbitrary<LegalIdentity> legalIdentities() {
        return texts(1, 8).map(text -> LegalIdentity.of(text).get());
    }

    @Provide
    public static Arbitrary<ExternalId> externalIds() {
        return texts(1, 8).map(text -> ExternalId.of(text).get());
    }

    /** Passwords, each of them new, since a registry wipes them. */
    @Provide
    public static Arbitrary<Password> passwords() {
        return passwordTexts().map(text -> Password.of(text).get());
    }

    @Provide
    public static Arbitrary<PasswordHash> passwordHashes() {
        return Arbitraries.strings()
                .withChars("$,=+/")
                .withCharRange('0', '9')
                .withCharRange('A', 'z')
                .ofMinLength(1)
                .ofMaxLength(120)
                .map(PasswordHash::new);
    }

    @Provide
    public static Arbitrary<Identifier> identifiers() {
        return Arbitraries.oneOf(
                claimedPhones().map(phone -> new Identifier.Phone(phone.get1(), phone.get2())),
                formatEmailTexts()
                        .map(text -> new Identifier.Email(
                                EmailAddress.of(text, EmailRule.FORMAT).get())));
    }

    /** Customer users that no request is refused for. They have no hash of a password: not every hasher knows one. */
    @Provide
    public static Arbitrary<GivenCustomerUser> givenCustomerUsers() {
        return Combinators.combine(
                        texts(1, 8),
                        formatEmailTexts(),
                        sayingTexts(),
                        sayingTexts(),
                        passwordTexts().injectNull(0.3),
                        Arbitraries.of(true, false).injectNull(0.3),
                        Arbitraries.of(true, false).injectNull(0.3))
                .as((customer, email, first, last, password, verified, enabled) ->
                        new GivenCustomerUser(customer, email, first, last, password, null, verified, enabled));
    }

    /** Subscriber users that no request is refused for. */
    @Provide
    public static Arbitrary<GivenSubscriberUser> givenSubscriberUsers() {
        return Combinators.combine(
                        sayingTexts(),
                        formatEmailTexts(),
                        phoneTexts(),
                        texts(1, 8).injectNull(0.3),
                        jsonObjects().injectNull(0.3))
                .as(GivenSubscriberUser::new);
    }

    /** App users that no request is refused for: with at most {@link App#DEFAULT_MAX_IDENTIFIERS} identifiers. */
    @Provide
    public static Arbitrary<GivenAppUser> givenAppUsers() {
        return Combinators.combine(
                        givenIdentifiers()
                                .list()
                                .uniqueElements(DomainArbitraries::identity)
                                .ofMinSize(1)
                                .ofMaxSize(4),
                        Arbitraries.maps(texts(0, 4), texts(0, 8)).ofMaxSize(4).injectNull(0.3),
                        userIds().map(UserId::toString).injectNull(0.5),
                        texts(1, 8).injectNull(0.5))
                .as(GivenAppUser::new);
    }

    /** Identifiers that no request is refused for. */
    @Provide
    public static Arbitrary<GivenIdentifier> givenIdentifiers() {
        return Arbitraries.oneOf(
                phoneTexts().map(text -> new GivenIdentifier(GivenIdentifier.Type.PHONE_NUMBER, text)),
                formatEmailTexts().map(text -> new GivenIdentifier(GivenIdentifier.Type.EMAIL_ADDRESS, text)));
    }

    /** What makes two such identifiers the same (V2, V6). */
    public static String identity(GivenIdentifier given) {
        return given.type() == GivenIdentifier.Type.PHONE_NUMBER
                ? PhoneNumber.of(given.value()).get().e164()
                : EmailAddress.of(given.value(), EmailRule.FORMAT).get().identity();
    }

    // tenants and users

    @Provide
    public static Arbitrary<ProjectId> projectIds() {
        Arbitrary<UUID> withVersionAndVariant = Combinators.combine(
                        uuids(), Arbitraries.longs().between(1, 8))
                .as((uuid, version) -> new UUID(
                        (uuid.getMostSignificantBits() & ~0xF000L) | (version << 12),
                        (uuid.getLeastSignificantBits() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L));
        return withVersionAndVariant.map(uuid -> ProjectId.of(uuid.toString()).get());
    }

    /** Projects that create users, accept what is published, and choose everything else freely. */
    @Provide
    public static Arbitrary<Project> projects() {
        return Combinators.combine(
                        projectIds(),
                        Arbitraries.integers().between(0, 5).optional(),
                        Arbitraries.of(SharedIdentity.class),
                        Arbitraries.of(PhoneIdentity.class),
                        Arbitraries.of(Recreation.class))
                .as((id, limit, identity, phones, recreation) -> limited(Project.of(id), limit)
                        .withSharedIdentity(identity)
                        .withPhoneIdentity(phones)
                        .withRecreation(recreation));
    }

    private static Project limited(Project project, Optional<Integer> limit) {
        return limit.map(project::withMaxSharedUsers).orElse(project);
    }

    @Provide
    public static Arbitrary<UserId> userIds() {
        return uuids().map(UserId::new);
    }

    /** Instants from 1970 to 2099, in microseconds: what every store can keep. */
    @Provide
    public static Arbitrary<Instant> instants() {
        return Arbitraries.longs()
                .between(0, 4_102_444_800_000_000L)
                .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    @Provide
    public static Arbitrary<ChangeId> changeIds() {
        return uuids().map(ChangeId::new);
    }

    /** Versions of users, from a new user's to more than an int can hold. */
    public static Arbitrary<Long> versions() {
        return Arbitraries.longs().between(1, MAX_VERSION);
    }

    /** Users as they are admitted, but for the line. */
    @Provide
    public static Arbitrary<SharedUserCandidate> candidates() {
        return Combinators.combine(
                        userIds(),
                        versions(),
                        projectIds(),
                        claimedPhones(),
                        changeIds(),
                        profiles(),
                        instants(),
                        Arbitraries.of(SharedIdentity.class))
                .as((id, version, project, phone, change, profile, now, identity) -> new SharedUserCandidate(
                        id, version, project, phone.get1(), change, profile, now, identity, phone.get2()));
    }

    @Provide
    public static Arbitrary<SharedUser> sharedUsers() {
        return Combinators.combine(candidates(), lines()).as(SharedUserCandidate::on);
    }

    @Provide
    public static Arbitrary<DedicatedUser> dedicatedUsers() {
        return Combinators.combine(
                        userIds(), versions(), projectIds(), claimedPhones(), lines(), profiles(), instants())
                .as((id, version, project, phone, line, profile, now) ->
                        new DedicatedUser(id, version, project, phone.get1(), line, profile, now, phone.get2()));
    }

    @Provide
    public static Arbitrary<ConsoleProject> consoleProjects() {
        return tenantTexts().map(text -> ConsoleProject.of(new ConsoleProjectId(text)));
    }

    @Provide
    public static Arbitrary<Account> accounts() {
        return Combinators.combine(
                        tenantTexts(), Arbitraries.of(SubscriberKey.class).set(), Arbitraries.of(PhoneIdentity.class))
                .as((text, keys, identity) ->
                        Account.of(new AccountId(text)).withKeys(keys).withPhoneIdentity(identity));
    }

    @Provide
    public static Arbitrary<App> apps() {
        return Combinators.combine(tenantTexts(), Arbitraries.of(PhoneIdentity.class))
                .as((text, identity) -> App.of(new AppId(text)).withPhoneIdentity(identity));
    }

    private static Arbitrary<String> tenantTexts() {
        return Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(6);
    }

    @Provide
    public static Arbitrary<CustomerUser> customerUsers() {
        return Combinators.combine(
                        newCustomerUsers(),
                        userIds(),
                        versions(),
                        instants(),
                        passwordHashes().optional())
                .as((request, id, version, now, hash) -> {
                    CustomerUser user = request.as(id, now);
                    return new CustomerUser(
                            id,
                            version,
                            user.project(),
                            user.customer(),
                            user.email(),
                            user.firstName(),
                            user.lastName(),
                            user.emailVerified(),
                            user.enabled(),
                            hash,
                            now);
                });
    }

    @Provide
    public static Arbitrary<SubscriberUser> subscriberUsers() {
        return Combinators.combine(
                        accounts(),
                        givenSubscriberUsers(),
                        userIds(),
                        versions(),
                        instants(),
                        instants(),
                        customerIds().list().uniqueElements().ofMaxSize(3))
                .as((account, given, id, version, createdAt, updatedAt, customers) -> {
                    SubscriberUser user =
                            NewSubscriberUser.of(account, given).get().as(id, account, createdAt);
                    return new SubscriberUser(
                            id,
                            version,
                            user.account(),
                            user.name(),
                            user.email(),
                            user.msisdn(),
                            user.identity(),
                            user.metadata(),
                            customers,
                            createdAt,
                            updatedAt.isBefore(createdAt) ? createdAt : updatedAt,
                            user.keyed(),
                            user.claims());
                });
    }

    @Provide
    public static Arbitrary<AppUser> appUsers() {
        return Combinators.combine(apps(), givenAppUsers(), userIds(), versions(), instants())
                .as((app, given, newId, version, now) -> {
                    AppUser user = NewAppUser.of(app, given).get().as(newId, app, now);
                    return new AppUser(
                            user.id(), version, user.app(), user.identifiers(), user.externalId(), user.profile(), now);
                });
    }

    private static Arbitrary<UUID> uuids() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
                .as(UUID::new)
                .withoutEdgeCases();
    }

    /** Users of every kind. */
    @Provide
    public static Arbitrary<User> users() {
        return Arbitraries.of(UserKind.class).flatMap(DomainArbitraries::users);
    }

    /** Users of this kind. */
    public static Arbitrary<User> users(UserKind kind) {
        return switch (kind) {
            case SHARED -> sharedUsers().map(user -> user);
            case DEDICATED -> dedicatedUsers().map(user -> user);
            case CUSTOMER -> customerUsers().map(user -> user);
            case SUBSCRIBER -> subscriberUsers().map(user -> user);
            case APP -> appUsers().map(user -> user);
        };
    }

    @Provide
    public static Arbitrary<DeactivatedUser> deactivatedUsers() {
        return Combinators.combine(users(), instants()).as(DeactivatedUser::new);
    }

    /** What is answered to users of every kind. */
    public static Arbitrary<Outcome<? extends User>> outcomes() {
        Arbitrary<Set<Field>> fields = Arbitraries.of(Field.class).set().ofMinSize(1);
        return Combinators.combine(users(), Arbitraries.integers().between(0, 3), fields)
                .as(DomainArbitraries::outcome);
    }

    private static Outcome<? extends User> outcome(User user, int which, Set<Field> fields) {
        return switch (which) {
            case 0 -> new Outcome.Created<>(user);
            case 1 -> new Outcome.Returned<>(user);
            case 2 -> new Outcome.Updated<>(user, fields);
            default -> new Outcome.Revived<>(user);
        };
    }

    /** What was answered, each record in the tenant of its user. */
    @Provide
    public static Arbitrary<IdempotencyRecord> idempotencyRecords() {
        return Combinators.combine(idempotencyKeys(), createRequests(), instants(), outcomes())
                .as((key, request, firstUse, outcome) -> new IdempotencyRecord(
                        outcome.user().tenant(),
                        new RequestKey(request.operation(), key),
                        request.fingerprint(),
                        firstUse,
                        outcome));
    }

    // requests

    @Provide
    public static Arbitrary<NewSharedUser> newSharedUsers() {
        return Combinators.combine(projects(), phoneTexts(), givenProfiles())
                .as((project, phone, profile) ->
                        NewSharedUser.of(project, phone, profile).get());
    }

    @Provide
    public static Arbitrary<NewDedicatedUser> newDedicatedUsers() {
        return Combinators.combine(projects(), phoneTexts(), phoneTexts(), givenProfiles())
                .as((project, phone, line, profile) -> NewDedicatedUser.of(project, new GivenPair(phone, line), profile)
                        .get());
    }

    @Provide
    public static Arbitrary<NewCustomerUser> newCustomerUsers() {
        return Combinators.combine(consoleProjects(), givenCustomerUsers())
                .as((project, given) -> NewCustomerUser.of(project, given).get());
    }

    @Provide
    public static Arbitrary<NewSubscriberUser> newSubscriberUsers() {
        return Combinators.combine(accounts(), givenSubscriberUsers())
                .as((account, given) -> NewSubscriberUser.of(account, given).get());
    }

    @Provide
    public static Arbitrary<NewAppUser> newAppUsers() {
        return Combinators.combine(apps(), givenAppUsers())
                .as((app, given) -> NewAppUser.of(app, given).get());
    }

    /** Requests of every kind, some of them under an idempotency key. */
    @Provide
    public static Arbitrary<CreateRequest<?, ?>> createRequests() {
        return Arbitraries.oneOf(
                keyed(newSharedUsers(), NewSharedUser::withIdempotencyKey),
                keyed(newDedicatedUsers(), NewDedicatedUser::withIdempotencyKey),
                keyed(newCustomerUsers(), NewCustomerUser::withIdempotencyKey),
                keyed(newSubscriberUsers(), NewSubscriberUser::withIdempotencyKey),
                keyed(newAppUsers(), NewAppUser::withIdempotencyKey));
    }

    private static <R extends CreateRequest<?, ?>> Arbitrary<CreateRequest<?, ?>> keyed(
            Arbitrary<R> requests, BiFunction<R, IdempotencyKey, R> withKey) {
        return Combinators.combine(requests, idempotencyKeys().optional(0.5))
                .as((request, key) -> key.<CreateRequest<?, ?>>map(given -> withKey.apply(request, given))
                        .orElse(request));
    }
}
