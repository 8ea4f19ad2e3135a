package dev.partyline.domain.request;

/** What a request asks for. An idempotency key is one operation's (I4). */
public enum Operation {
    CREATE("create"),
    CHANGE("change"),
    DEACTIVATE("deactivate"),
    ERASE("erase");

    private final String code;

    Operation(String code) {
        this.code = code;
    }

    /** Stable, for stores. Holds no colon. */
    public String code() {
        return code;
    }
}
