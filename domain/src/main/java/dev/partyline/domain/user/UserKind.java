package dev.partyline.domain.user;

/** The kinds of user: one for each kind that {@link User} permits. Used by listings. */
public enum UserKind {
    SHARED,
    DEDICATED,
    CUSTOMER,
    SUBSCRIBER,
    APP
}
