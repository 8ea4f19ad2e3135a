package dev.partyline.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.internal.PublishedEmailPattern;
import dev.partyline.domain.request.GivenPair;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.GivenSharedUserPatch;
import dev.partyline.domain.request.GivenSubscriberUser;
import dev.partyline.domain.request.GivenSubscriberUserPatch;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.request.SharedUserPatch;
import dev.partyline.domain.request.SubscriberUserPatch;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.AppProfile;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.ExternalId;
import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.JsonValue;
import dev.partyline.domain.value.JsonValue.JsonArray;
import dev.partyline.domain.value.JsonValue.JsonNull;
import dev.partyline.domain.value.JsonValue.JsonNumber;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.JsonValue.JsonString;
import dev.partyline.domain.value.LegalIdentity;
import dev.partyline.domain.value.Metadata;
import dev.partyline.domain.value.Name;
import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.domain.value.PhoneRule;
import dev.partyline.domain.value.RunName;
import dev.partyline.domain.value.Violation;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.validator.routines.EmailValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A million characters of what makes regular expressions recurse or try again, on a stack that is too small for the one
 * and with a count of steps that would outlast any patience for the other.
 */
class LongInputTest {
    private static final int LENGTH = 1_000_000;
    private static final UserId ID =
            UserId.of("00000000-0000-4000-8000-000000000001").get();
    private static final int SMALL_STACK = 128 * 1024;

    /** No measure of speed: whatever is quadratic in a million characters takes days. */
    private static final long LONG_ENOUGH_MILLIS = 120_000;

    /** Beginning, what is repeated, and end. */
    record Shape(String beginning, String repeated, String end) {
        String text() {
            return beginning + repeated.repeat(LENGTH / repeated.length()) + end;
        }
    }

    static Stream<Shape> shapes() {
        return Stream.of(
                new Shape("a@", "a.", ""),
                new Shape("a@", "a.", "aa"),
                new Shape("a@", "a-", ".aa"),
                new Shape("a@", "a", ".aa"),
                new Shape("", "a.", "a@b.aa"),
                new Shape("", "a", "@b.aa"),
                new Shape("", "a", ""),
                new Shape("", ".", "@b.aa"),
                new Shape("", "@", ""),
                new Shape("+1", "2", ""),
                new Shape("+1", "0", "x"),
                new Shape("+", "+1", ""),
                new Shape("", "0", ""),
                new Shape("", "00000000-0000-0000-0000-000000000000", ""),
                new Shape("", "0-", ""),
                new Shape("", "\ud83d\ude00", ""),
                new Shape("", "\ud83d", ""),
                new Shape("", "\u0000", ""),
                new Shape("", "İ", "@b.aa"));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void V7_aMillionCharactersAreAFaultAndNoStackOverflow(Shape shape) {
        String text = shape.text();
        Project project =
                Project.of(ProjectId.of("00000000-0000-0000-0000-000000000000").get());

        onAStackOf(SMALL_STACK, () -> {
            for (PhoneRule rule : PhoneRule.values()) {
                assertThat(PhoneNumber.of(text, rule)).isEqualTo(Validation.invalid(Fault.NOT_E164));
            }
            for (EmailRule rule : EmailRule.values()) {
                assertThat(EmailAddress.of(text, rule)).isEqualTo(Validation.invalid(Fault.TOO_LONG));
            }
            assertThat(Name.of(text)).isEqualTo(Validation.invalid(Fault.TOO_LONG));
            assertThat(EmailAddress.of(text, EmailRule.FORMAT)).isEqualTo(Validation.invalid(Fault.TOO_LONG));
            assertThat(Stream.of(
                            ExternalId.of(text),
                            IdempotencyKey.of(text),
                            RunName.of(text),
                            CustomerId.of(text),
                            LegalIdentity.of(text),
                            Password.of(text),
                            PasswordHash.of(text)))
                    .containsOnly(Validation.invalid(Fault.TOO_LONG));
            assertThat(AppProfile.of(Map.of("a", text)).isInvalid()).isTrue();
            assertThat(UserId.of(text)).isEqualTo(Validation.invalid(Fault.NOT_A_UUID));
            assertThat(ProjectId.of(text)).isEqualTo(Validation.invalid(Fault.NOT_A_UUID));
            assertThat(NewDedicatedUser.of(project, new GivenPair(text, text), new GivenProfile(text, text, text)))
                    .isEqualTo(refusal(
                            new Violation(Field.PHONE_NUMBER, Fault.NOT_E164),
                            new Violation(Field.ASSIGNED_PHONE_NUMBER, Fault.NOT_E164),
                            new Violation(Field.FIRST_NAME, Fault.TOO_LONG),
                            new Violation(Field.LAST_NAME, Fault.TOO_LONG),
                            new Violation(Field.EMAIL, Fault.TOO_LONG)));
            Setting<String> set = Setting.to(text);
            assertThat(SharedUserPatch.of(project, ID, new GivenSharedUserPatch(set, set, set, set, Setting.left())))
                    .isEqualTo(refusal(
                            new Violation(Field.PHONE_NUMBER, Fault.NOT_E164),
                            new Violation(Field.FIRST_NAME, Fault.TOO_LONG),
                            new Violation(Field.LAST_NAME, Fault.TOO_LONG),
                            new Violation(Field.EMAIL, Fault.TOO_LONG)));
        });
    }

    /** The limit of 254 characters must not be all that keeps the pattern from overflowing the stack. */
    @ParameterizedTest
    @MethodSource("shapes")
    void V7_theEmailPatternItselfReadsAMillionCharacters(Shape shape) {
        onAStackOf(
                SMALL_STACK,
                () -> assertThat(PublishedEmailPattern.accepts(shape.text()))
                        .isEqualTo(shape.end().endsWith("aa") && !".İ".contains(shape.repeated())));
    }

    /** commons-validator recurses, over 254 characters at most. */
    @Test
    void V7_theLongestEmailsAreCheckedOnHalfAMebibyteOfStack() {
        List<String> longest = IntStream.of(1, 2, 20, 60)
                .mapToObj(label -> "a".repeat(label - 1) + "a.")
                .map(label -> "a@" + label.repeat(240 / label.length()) + "com")
                .toList();

        onAStackOf(512 * 1024, () -> {
            for (String text : longest) {
                assertThat(EmailAddress.of(text, EmailRule.STRICT).isValid()).isTrue();
            }
        });
    }

    /** The quotes, escapes and dots that commons-validator's own patterns repeat. */
    @Test
    void V7_theLongestEmailsOfOtherUsersAreCheckedOnHalfAMebibyteOfStack() {
        List<String> longest = Stream.of("a", "a.", "\\a", "\" ", "\"", "é", "\ud83d\ude00", "'", ".")
                .flatMap(repeated -> Stream.of(
                        repeated.repeat(240 / repeated.length()) + "@b.com",
                        "\"" + repeated.repeat(238 / repeated.length()) + "\"@b.com",
                        "a@" + repeated.repeat(240 / repeated.length()) + "com",
                        "a@[" + repeated.repeat(240 / repeated.length()) + "]"))
                .toList();

        onAStackOf(512 * 1024, () -> {
            for (String text : longest) {
                assertThat(EmailAddress.of(text, EmailRule.FORMAT).isValid())
                        .isEqualTo(EmailValidator.getInstance().isValid(text));
            }
        });
    }

    static Stream<UnaryOperator<JsonValue>> nestings() {
        return Stream.of(value -> JsonArray.of(List.of(value)), value -> JsonObject.of(Map.of("a", value)));
    }

    @ParameterizedTest
    @MethodSource("nestings")
    void V11_metadataNestedTenThousandDeepIsRefusedOnASmallStack(UnaryOperator<JsonValue> nesting) {
        onAStackOf(SMALL_STACK, () -> {
            JsonValue value = new JsonNull();
            for (int i = 0; i < 10_000; i++) {
                value = nesting.apply(value);
            }
            JsonObject deep = JsonObject.of(Map.of("a", value));

            assertThat(deep.depth()).isEqualTo(10_001);
            assertThat(Metadata.of(deep).getError()).isEqualTo(Fault.TOO_DEEP);
            assertThat(new JsonObject(deep.members(), 0).depth()).isEqualTo(10_001);
            assertThat(NewSubscriberUser.of(
                            Account.of(new AccountId("account")),
                            new GivenSubscriberUser("Ann", "ann@example.com", "+14155550132", null, deep)))
                    .isEqualTo(refusal(new Violation(Field.METADATA, Fault.TOO_DEEP)));
            assertThat(SubscriberUserPatch.of(
                            Account.of(new AccountId("account")),
                            ID,
                            GivenSubscriberUserPatch.NONE.withMetadata(Setting.to(deep))))
                    .isEqualTo(refusal(new Violation(Field.METADATA, Fault.TOO_DEEP)));
            assertThat(Metadata.EMPTY.patchedBy(deep).getError()).isEqualTo(Fault.TOO_DEEP);
        });
    }

    @ParameterizedTest
    @MethodSource("nestings")
    void V11_theDeepestMetadataIsAcceptedAndComparedOnHalfAMebibyteOfStack(UnaryOperator<JsonValue> nesting) {
        onAStackOf(512 * 1024, () -> {
            JsonValue value = new JsonString("a");
            for (int i = 0; i < JsonValue.MAX_DEPTH - 1; i++) {
                value = nesting.apply(value);
            }
            JsonObject deepest = JsonObject.of(Map.of("a", value));

            assertThat(Metadata.of(deepest).get().equals(Metadata.of(deepest).get()))
                    .isTrue();
            assertThat(Metadata.of(deepest).get().json()).contains("\"a\"");
            assertThat(Metadata.of(deepest).get().patchedBy(deepest)).isEqualTo(Metadata.of(deepest));
        });
    }

    @Tag("thorough")
    @Test
    void V11_wideAndLongMetadataIsRefusedOnASmallStack() {
        JsonObject wide = JsonObject.of(IntStream.range(0, LENGTH / 10)
                .boxed()
                .collect(Collectors.toMap(String::valueOf, i -> new JsonNull())));
        JsonArray many = JsonArray.of(Collections.nCopies(LENGTH, new JsonNull()));
        JsonString longText = new JsonString("\u0001".repeat(LENGTH));

        onAStackOf(SMALL_STACK, () -> {
            assertThat(Metadata.of(wide).getError()).isEqualTo(Fault.TOO_MANY);
            for (JsonValue value : List.of(wide, many, longText, JsonNumber.of(BigDecimal.TEN.pow(LENGTH)))) {
                JsonObject object = JsonObject.of(Map.of("a", value));
                assertThat(Metadata.of(object).getError()).isEqualTo(Fault.TOO_LONG);
                assertThat(Metadata.EMPTY.patchedBy(object).getError()).isEqualTo(Fault.TOO_LONG);
            }
        });
    }

    private static Either<Refusal, Object> refusal(Violation... violations) {
        return Either.left(new Refusal.Invalid(io.vavr.collection.List.of(violations)));
    }

    /**
     * Once on the stack that there is, because loading classes takes more of it than the checks may, then on a small
     * one.
     */
    private static void onAStackOf(long bytes, Runnable check) {
        check.run();
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(null, check, "small stack", bytes);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((whichever, failure) -> thrown.set(failure));
        thread.start();
        try {
            thread.join(LONG_ENOUGH_MILLIS);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        assertThat(thread.isAlive()).as("still at it").isFalse();
        assertThat(thrown.get()).isNull();
    }
}
