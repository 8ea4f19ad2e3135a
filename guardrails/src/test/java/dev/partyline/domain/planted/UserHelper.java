package dev.partyline.domain.planted;

/** In a package without a package-info, as everything here. */
public final class UserHelper {
    private UserHelper() {}
}
