package dev.partyline.domain.answer;

/** The refusals that the creations of all kinds share. They concern the tenant, the values and the idempotency key. */
public sealed interface CreationRefusal
        extends SharedUserRefusal, DedicatedUserRefusal, CustomerUserRefusal, SubscriberUserRefusal, AppUserRefusal
        permits Refusal.Invalid, Refusal.UnknownTenant, Refusal.CreationDisabled, Refusal.IdempotencyKeyReused {}
