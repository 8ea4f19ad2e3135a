package dev.partyline.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.Violation;
import dev.partyline.spring.web.RefusalProblems;
import io.vavr.collection.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.ProblemDetail;

/** Each refusal as a problem (RFC 9457). */
class ProblemsTest {
    private static final Line LINE = Line.of("+14155550900").get();
    private static final UserId ID = new UserId(new UUID(1, 2));

    /** A refusal, and the status that it is told with. */
    record Told(Refusal refusal, int status) {}

    static Stream<Told> refusals() {
        return Stream.of(
                new Told(new Refusal.Invalid(List.of(new Violation(Field.EMAIL, Fault.REQUIRED))), 400),
                new Told(new Refusal.UnknownTenant(), 404),
                new Told(new Refusal.CreationDisabled(), 403),
                new Told(new Refusal.IdempotencyKeyReused(), 409),
                new Told(new Refusal.SharedUserLimitReached(3), 409),
                new Told(new Refusal.PoolExhausted(), 503),
                new Told(new Refusal.LineNotOwned(LINE), 422),
                new Told(new Refusal.PhoneOnLineTaken(LINE), 409),
                new Told(new Refusal.UnknownCustomer(CustomerId.of("c").get()), 404),
                new Told(new Refusal.AlreadyInUse(Field.EMAIL), 409),
                new Told(new Refusal.IdTaken(ID), 409),
                new Told(new Refusal.UserNotFound(ID), 404),
                new Told(new Refusal.Exists(), 412),
                new Told(new Refusal.Stale(3), 412),
                new Told(new Refusal.StillActive(ID), 409));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalHasAStatusACodeAndASentence(Told told) {
        ProblemDetail problem = RefusalProblems.standard().of(told.refusal);
        assertThat(problem.getStatus()).isEqualTo(told.status);
        assertThat(problem.getProperties()).containsEntry("code", told.refusal.code());
        assertThat(problem.getDetail()).endsWith(".");
    }

    @Test
    void everyRefusalThereIsIsAmongThem() {
        assertThat(refusals().<Class<?>>map(told -> told.refusal.getClass()))
                .containsExactlyInAnyOrder(Refusal.class.getDeclaredClasses());
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void E3_noProblemRepeatsAValue(Told told) {
        assertThat(RefusalProblems.standard().of(told.refusal).toString())
                .contains(Integer.toString(told.status))
                .doesNotContain("4155550900", ID.toString());
    }
}
