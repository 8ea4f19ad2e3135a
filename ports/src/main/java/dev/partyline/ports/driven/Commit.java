package dev.partyline.ports.driven;

/** What became of a {@link Change}. */
public enum Commit {
    /** It was made, whole, and is durable as far as the store is. */
    DONE,
    /** It was decided on facts that no longer hold. Nothing was changed; the decision is to be made again. */
    OUTDATED
}
