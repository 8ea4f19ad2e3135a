package dev.partyline.http.api;

import dev.partyline.http.exchange.Request;
import java.util.Optional;

/** Bearer tokens (RFC 6750). */
public final class Bearer {
    private static final String SCHEME = "Bearer ";

    private Bearer() {}

    /** The token that the request has, or nothing. */
    public static Optional<String> token(Request request) {
        return request.header("Authorization")
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip());
    }
}
