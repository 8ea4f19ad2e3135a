package dev.partyline.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Violation;
import io.vavr.collection.List;
import io.vavr.control.Either;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusedExceptionTest {

    @ParameterizedTest
    @MethodSource("refusals")
    void E3_theMessageIsTheCodeAndNothingElse(Refusal refusal) {
        assertThatThrownBy(() -> RefusedException.orThrow(Either.left(refusal)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        thrown -> assertThat(thrown.refusal()).isEqualTo(refusal))
                .hasMessage(refusal.code())
                .hasNoCause();
    }

    static Stream<Refusal> refusals() {
        return Stream.of(
                new Refusal.Invalid(List.of(new Violation(Field.EMAIL, Fault.NOT_AN_EMAIL))),
                new Refusal.UnknownTenant(),
                new Refusal.CreationDisabled(),
                new Refusal.SharedUserLimitReached(3),
                new Refusal.PoolExhausted(),
                new Refusal.LineNotOwned(Samples.LINE),
                new Refusal.PhoneOnLineTaken(Samples.LINE),
                new Refusal.UserNotFound(Samples.ID));
    }

    @Test
    void anAnswerIsReturned() {
        assertThat(RefusedException.<String>orThrow(Either.<Refusal, String>right("done")))
                .isEqualTo("done");
    }
}
