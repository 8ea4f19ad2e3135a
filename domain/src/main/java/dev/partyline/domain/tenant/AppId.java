package dev.partyline.domain.tenant;

/** An app's id, as its host gives it: any text. Immutable. */
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
