package dev.partyline.domain.tenant;

/**
 * Which lines a project wants for its shared users (P7). Immutable.
 *
 * @param near how near to the user's phone
 * @param only whether a user gets no line rather than one that is not as near
 */
public record LinePreference(Near near, boolean only) {
    /** How near a line is to a phone. */
    public enum Near {
        /** Anywhere. */
        ANYWHERE,
        /** In the same country. */
        COUNTRY,
        /** In the same area, or else in the same country. A phone without an area is preferred by its country. */
        AREA
    }

    /** Any line will do. */
    public static final LinePreference NONE = new LinePreference(Near.ANYWHERE, false);

    /** Lines that are as near come first. */
    public static LinePreference first(Near near) {
        return new LinePreference(near, false);
    }

    /** No other lines than those that are as near. Of a phone without an area, those of its country. */
    public static LinePreference only(Near near) {
        return new LinePreference(near, near != Near.ANYWHERE);
    }
}
