package dev.partyline.http.body;

import java.util.function.Function;
import java.util.function.Supplier;

/** What came of reading a body. */
public sealed interface Reading {

    /** The body is well formed, and has these members. */
    record Read(Members members) implements Reading {}

    /**
     * The body is of a type, in a character set or in a coding that is not accepted, or doesn't say its type.
     *
     * @param reason one of a few fixed sentences, which quote nothing of the request
     */
    record UnsupportedMediaType(String reason) implements Reading {}

    /** The body has more bytes than are taken. */
    record TooLarge() implements Reading {}

    /**
     * The body is not what its type says.
     *
     * @param reason one of a few fixed sentences, which quote nothing of the body
     */
    record Malformed(String reason) implements Reading {}

    /** The result of the function for the case at hand. */
    default <T> T fold(
            Function<Members, T> read,
            Function<String, T> unsupportedMediaType,
            Supplier<T> tooLarge,
            Function<String, T> malformed) {
        if (this instanceof Read good) {
            return read.apply(good.members());
        }
        if (this instanceof UnsupportedMediaType unsupported) {
            return unsupportedMediaType.apply(unsupported.reason());
        }
        if (this instanceof TooLarge) {
            return tooLarge.get();
        }
        return malformed.apply(((Malformed) this).reason());
    }
}
