package dev.partyline.domain.tenant;

/**
 * What a user lives in, by its kind (T1). Users of different tenants never meet: the same phone, email or identifier in two
 * of them is two users.
 */
public sealed interface TenantId permits ProjectId, ConsoleProjectId, AccountId, AppId {}
