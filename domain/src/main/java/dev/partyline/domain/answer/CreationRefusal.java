package dev.partyline.domain.answer;

/** The reasons for which a user of any kind may not be created: they concern the tenant, the values
 * and the idempotency key, not the kind. */
public sealed interface CreationRefusal
        extends SharedUserRefusal, DedicatedUserRefusal, CustomerUserRefusal, SubscriberUserRefusal, AppUserRefusal
        permits Refusal.Invalid, Refusal.UnknownTenant, Refusal.CreationDisabled, Refusal.IdempotencyKeyReused {}
