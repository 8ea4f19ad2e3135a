package dev.partyline.http.exchange;

/** Where work waits and is carried out. No lane waits for another. */
public enum Lane {
    /** Work that waits for the store. */
    STORE,
    /** Work that hashes a password, and so keeps a processor busy. */
    PASSWORDS,
    /** A piece of work that goes on for long, and holds up nobody's short work. */
    LONG,
    /** The question whether the host can serve. */
    HEALTH,
    /** The figures for Prometheus. */
    FIGURES
}
