package dev.partyline.domain.value;

/** What a tenant asks of the values in its requests, beyond what every tenant asks (V3, V5). */
public record ValueRules(PhoneRule phones, EmailRule emails) {
    /** The published patterns and no more. */
    public static final ValueRules PUBLISHED = new ValueRules(PhoneRule.E164, EmailRule.PUBLISHED);
}
