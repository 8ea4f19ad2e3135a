package dev.partyline.spring.observation;

import io.micrometer.observation.Observation;

/** One call of a registry, as it is observed. Holds no personal value. Used by one thread. */
public final class RegistryObservationContext extends Observation.Context {
    /** The value of whatever does not apply. */
    public static final String NONE = "none";

    private final String operation;
    private String kind;
    private String outcome = "unavailable";
    private String refusal = NONE;

    RegistryObservationContext(String operation, String kind) {
        this.operation = operation;
        this.kind = kind;
    }

    void setKind(String kind) {
        this.kind = kind;
    }

    void answered(String outcome) {
        this.outcome = outcome;
    }

    void refused(String code) {
        this.outcome = "refused";
        this.refusal = code;
    }

    /** What was called: {@code create}, {@code foresee}, {@code change} and so on. */
    public String operation() {
        return operation;
    }

    /** The kind of user in lower case; {@value #NONE} if it is not known, or if there is none. */
    public String kind() {
        return kind;
    }

    /**
     * What came of it: {@code refused}, {@code unavailable}, or what the operation did. Until it has ended, {@code
     * unavailable}.
     */
    public String outcome() {
        return outcome;
    }

    /** The code of the refusal; {@value #NONE} if there was none. */
    public String refusal() {
        return refusal;
    }
}
