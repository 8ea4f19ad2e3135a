package dev.partyline.domain.tenant;

/** An app's id, as its host gives it: well-formed text without U+0000 (V8). Not checked. Immutable. */
public record AppId(String value) implements TenantId {
    static final String KIND = "app:";

    @Override
    public String text() {
        return KIND + value;
    }

    @Override
    public String toString() {
        return value;
    }
}
