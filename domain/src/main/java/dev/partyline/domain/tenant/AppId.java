package dev.partyline.domain.tenant;

/** An app's id, as its host gives it: any text. Immutable. */
public record AppId(String value) implements TenantId {
    @Override
    public String toString() {
        return value;
    }
}
