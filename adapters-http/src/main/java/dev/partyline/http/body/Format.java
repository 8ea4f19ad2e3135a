package dev.partyline.http.body;

/** A format in which a body may come. */
public enum Format {

    /** {@code application/json}: one object, in which no name occurs twice at any depth. */
    JSON("application/json"),

    /** {@code application/merge-patch+json} (RFC 7396): the same. */
    MERGE_PATCH("application/merge-patch+json"),

    /** {@code application/x-ndjson}: lines, each of which is the same. */
    NDJSON("application/x-ndjson"),

    /** {@code application/x-www-form-urlencoded}: fields of text, no name twice. */
    URLENCODED("application/x-www-form-urlencoded"),

    /** {@code multipart/form-data}: parts of UTF-8 text, each with a name, no name twice. */
    MULTIPART("multipart/form-data");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The media type's name, in lower case. */
    public String mediaType() {
        return mediaType;
    }
}
