package dev.partyline.domain.tenant;

/** An account's id, as its host gives it: any text. Immutable. */
public record AccountId(String value) implements TenantId {
    @Override
    public String toString() {
        return value;
    }
}
