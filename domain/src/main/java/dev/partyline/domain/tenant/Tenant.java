package dev.partyline.domain.tenant;

/** A tenant and what it has chosen. Immutable. */
public sealed interface Tenant permits Project, ConsoleProject, Account, App {
    TenantId id();

    /** False if creating users is switched off (T3). */
    boolean creatingUsers();
}
