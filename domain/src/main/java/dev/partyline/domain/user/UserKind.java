package dev.partyline.domain.user;

/** The kinds of user, one for each permitted subtype of {@link User}; in listings and filters. */
public enum UserKind {
    SHARED,
    DEDICATED
}
