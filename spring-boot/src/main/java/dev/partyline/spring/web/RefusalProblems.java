package dev.partyline.spring.web;

import dev.partyline.domain.answer.Refusal;
import org.springframework.http.ProblemDetail;

/**
 * How a refusal is told over HTTP. An application that wants other statuses or texts has a bean of this type. It may
 * ask {@link #standard()} for all others.
 */
@FunctionalInterface
public interface RefusalProblems {
    /** The problem that this refusal is. */
    ProblemDetail of(Refusal refusal);

    /**
     * The problems of an application that says nothing else. Each has the refusal's code in the member {@code code}. A
     * request with values that are not accepted has the member {@code errors}: a list of objects with {@code field},
     * {@code code} and {@code message}. No problem repeats a value of the request.
     */
    static RefusalProblems standard() {
        return StandardProblems::of;
    }
}
