package dev.partyline.http.exchange;

import dev.partyline.ports.driven.UnavailableException;
import tools.jackson.databind.node.JsonNodeFactory;

/** How an API says that something is wrong: its own form of body for one status, code and message. */
@FunctionalInterface
public interface ErrorShape {

    /** The shape of whatever belongs to no API: {@code {"succeed": false, "error": {"code", "message"}}}. */
    ErrorShape ENVELOPE = (status, code, message) -> {
        var envelope = JsonNodeFactory.instance.objectNode().put("succeed", false);
        envelope.putObject("error").put("code", code).put("message", message);
        return Answer.json(status, envelope).as(code);
    };

    /**
     * An answer of this shape.
     *
     * @param status the HTTP status
     * @param code what a program reads
     * @param message what a person reads
     */
    Answer answer(int status, String code, String message);

    /** The answer if a header field that has one value came with different ones. */
    default Answer ambiguousField(String name) {
        return answer(400, "bad_request", "The header field " + name + " came with different values.");
    }

    /** The answer if the path can't be decoded. */
    default Answer malformedPath() {
        return answer(400, "bad_request", "The path is not percent-encoded UTF-8.");
    }

    /** The answer to a body of more bytes than are taken. */
    default Answer bodyTooLarge(int most) {
        return answer(413, "body_too_large", "The body has more than " + most / 1024 + " KiB.");
    }

    /** The answer to a body of a type that is not accepted. */
    default Answer unsupportedMediaType(String reason) {
        return answer(415, "unsupported_media_type", reason);
    }

    /** The answer if the request can be sent again a little later. */
    default Answer unavailable(String message) {
        return answer(503, "unavailable", message).with("Retry-After", "1");
    }

    /** The answer if a port is down. */
    default Answer unavailable(UnavailableException portIsDown) {
        return switch (portIsDown.effect()) {
            case NONE -> unavailable("The service cannot answer now. Nothing was done.");
            case UNKNOWN ->
                unavailable(
                        "The service cannot answer now. It may have been done: send it again with its idempotency key.");
            case DONE -> answer(503, "unavailable", "It was done, and the user is erased since.");
        };
    }
}
