package dev.partyline.spring.web;

import dev.partyline.ports.RefusedException;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Before an advice of the application that has no order, which may be for every exception there is. */
@RestControllerAdvice
@Order(0)
final class RefusalAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalAdvice.class);

    private static final String RETRY_AFTER_SECONDS = "5";

    private final RefusalProblems problems;

    RefusalAdvice(RefusalProblems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(RefusedException refused) {
        return ResponseEntity.of(problems.of(refused.refusal())).build();
    }

    /** The message says nothing of the request, so it may be logged. The client does not need it. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(UnavailableException unavailable) {
        LOG.warn("unavailable: {}", unavailable.getMessage());
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, "The service cannot answer now.");
        problem.setProperty("code", "unavailable");
        problem.setProperty("effect", unavailable.effect().name().toLowerCase(Locale.ROOT));
        ResponseEntity.HeadersBuilder<?> answer = ResponseEntity.of(problem);
        if (unavailable.effect() != Effect.DONE) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return answer.build();
    }
}
