package dev.partyline.domain.tenant;

/** A console project, in which customers have users (C1 to C6). Immutable. */
public record ConsoleProject(ConsoleProjectId id, boolean creatingUsers) implements Tenant {
    /** A console project that creates users. */
    public static ConsoleProject of(ConsoleProjectId id) {
        return new ConsoleProject(id, true);
    }
}
