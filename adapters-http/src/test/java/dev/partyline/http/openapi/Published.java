package dev.partyline.http.openapi;

import tools.jackson.databind.JsonNode;

/**
 * What the published pages say of requests and answers, to hold real ones against. Taken from the pages by hand; the number is the
 * page's among the reference documents.
 */
public enum Published {
    SPECTRUM_REQUEST("000", "request"),
    SPECTRUM_ANSWER("000", "answer"),
    CORTI_REQUEST("002", "request"),
    CORTI_ANSWER("002", "answer"),
    CONNECT_REQUEST("003", "request"),
    CONNECT_ANSWER("003", "answer"),
    PRELUDE_REQUEST("004", "request"),
    PRELUDE_ANSWER("004", "answer"),
    PRELUDE_BAD_REQUEST("004", "400"),
    PRELUDE_FORBIDDEN("004", "403"),
    PRELUDE_NOT_FOUND("004", "404"),
    PRELUDE_CONFLICT("004", "409");

    private final String page;
    private final String name;

    Published(String page, String name) {
        this.page = page;
        this.name = name;
    }

    /** The page allows this value. */
    public void assertAccepts(JsonNode value) {
        JsonNode document = JsonSchema.resource("/published/" + page + ".json");
        JsonSchema.of(document.path("$defs").path(name), document, "$defs").assertAccepts(value);
    }

    /** The page allows what this text is. */
    public void assertAccepts(String json) {
        assertAccepts(JsonSchema.parse(json));
    }
}
