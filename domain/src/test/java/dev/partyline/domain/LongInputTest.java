package dev.partyline.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.internal.PublishedEmailPattern;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Name;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.domain.value.PhoneRule;
import dev.partyline.domain.value.Violation;
import io.vavr.control.Validation;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A million characters of what makes regular expressions recurse or try again, on a stack that is too small for the one and with
 * a count of steps that would outlast any patience for the other.
 */
class LongInputTest {
    private static final int LENGTH = 1_000_000;
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
        Project project = Project.of(
                ProjectId.parse("00000000-0000-0000-0000-000000000000").orElseThrow());

        onAStackOf(SMALL_STACK, () -> {
            for (PhoneRule rule : PhoneRule.values()) {
                assertThat(PhoneNumber.of(text, rule)).isEqualTo(Validation.invalid(Fault.NOT_E164));
            }
            for (EmailRule rule : EmailRule.values()) {
                assertThat(EmailAddress.of(text, rule)).isEqualTo(Validation.invalid(Fault.TOO_LONG));
            }
            assertThat(Name.of(text)).isEqualTo(Validation.invalid(Fault.TOO_LONG));
            assertThat(UserId.parse(text)).isEmpty();
            assertThat(ProjectId.parse(text)).isEmpty();
            assertThat(NewDedicatedUser.of(project, text, text, new GivenProfile(text, text, text))
                            .getError())
                    .containsExactly(
                            new Violation(Field.PHONE_NUMBER, Fault.NOT_E164),
                            new Violation(Field.ASSIGNED_PHONE_NUMBER, Fault.NOT_E164),
                            new Violation(Field.FIRST_NAME, Fault.TOO_LONG),
                            new Violation(Field.LAST_NAME, Fault.TOO_LONG),
                            new Violation(Field.EMAIL, Fault.TOO_LONG));
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

    /** Once on the stack that there is, because loading classes takes more of it than the checks may, then on a small one. */
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
