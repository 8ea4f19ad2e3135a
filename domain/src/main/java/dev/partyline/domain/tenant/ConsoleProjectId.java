package dev.partyline.domain.tenant;

/** A console project's id, as its host gives it: well-formed text without U+0000 (V8). Not checked. Immutable. */
public record ConsoleProjectId(String value) implements TenantId {
    static final String KIND = "console:";

    @Override
    public String text() {
        return KIND + value;
    }

    @Override
    public String toString() {
        return value;
    }
}
