package dev.partyline.http.exchange;

/**
 * What a request asks for, in a few words that name no tenant and no user. Immutable.
 *
 * @param api the API, such as {@code spectrum}
 * @param name what is done, such as {@code create}
 */
public record Operation(String api, String name) {
    /** That of a request for which nothing is served. */
    public static final Operation UNKNOWN = new Operation("none", "none");

    /** That of whatever belongs to no API. */
    public static final Operation PAGE = new Operation("host", "page");
}
