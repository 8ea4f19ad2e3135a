package dev.partyline.domain.answer;

/** The reasons for which a user of any kind may not be created: they concern the tenant and the values, not the kind. */
public sealed interface CreationRefusal extends SharedUserRefusal, DedicatedUserRefusal
        permits Refusal.Invalid, Refusal.UnknownTenant, Refusal.CreationDisabled {}
