package dev.partyline.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells the faults of the properties without a stack trace. */
final class InvalidPropertiesAnalyzer extends AbstractFailureAnalyzer<InvalidPropertiesException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidPropertiesException cause) {
        return new FailureAnalysis(
                "The properties of Partyline are not accepted:" + System.lineSeparator() + cause.getMessage(),
                "Correct these properties.",
                cause);
    }
}
