package dev.partyline.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.ProblemDetail;

/** Each refusal as a problem (RFC 9457). */
class ProblemsTest {
    private static final Line LINE = Line.of("+14155550900").get();
    private static final UserId ID = new UserId(new UUID(1, 2));

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(new Refusal.Invalid(List.of(new Violation(Field.EMAIL, Fault.REQUIRED))), 400),
                arguments(new Refusal.UnknownTenant(), 404),
                arguments(new Refusal.CreationDisabled(), 403),
                arguments(new Refusal.IdempotencyKeyReused(), 409),
                arguments(new Refusal.SharedUserLimitReached(3), 409),
                arguments(new Refusal.PoolExhausted(), 503),
                arguments(new Refusal.LineNotOwned(LINE), 422),
                arguments(new Refusal.PhoneOnLineTaken(LINE), 409),
                arguments(new Refusal.UnknownCustomer(CustomerId.of("c").get()), 404),
                arguments(new Refusal.AlreadyInUse(Field.EMAIL), 409),
                arguments(new Refusal.IdTaken(ID), 409),
                arguments(new Refusal.UserNotFound(ID), 404));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalHasAStatusACodeAndASentence(Refusal refusal, int status) {
        ProblemDetail problem = RefusalProblems.standard().of(refusal);
        assertThat(problem.getStatus()).isEqualTo(status);
        assertThat(problem.getProperties()).containsEntry("code", refusal.code());
        assertThat(problem.getDetail()).endsWith(".");
    }

    @Test
    void everyRefusalThereIsIsAmongThem() {
        assertThat(refusals().<Class<?>>map(refusal -> refusal.get()[0].getClass()))
                .containsExactlyInAnyOrder(Refusal.class.getDeclaredClasses());
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void E3_noProblemRepeatsAValue(Refusal refusal, int status) {
        assertThat(RefusalProblems.standard().of(refusal).toString())
                .contains(Integer.toString(status))
                .doesNotContain("4155550900", ID.toString());
    }
}
