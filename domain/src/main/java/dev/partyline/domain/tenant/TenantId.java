package dev.partyline.domain.tenant;

/**
 * What a user lives in, by its kind (T1). Users of different tenants never meet: the same phone, email or identifier in two
 * of them is two users. Console projects, accounts and apps join the projects here.
 */
public sealed interface TenantId permits ProjectId {}
