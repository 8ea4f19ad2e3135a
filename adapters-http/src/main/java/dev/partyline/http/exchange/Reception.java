package dev.partyline.http.exchange;

/**
 * What becomes of a request whose head is known. Immutable.
 *
 * @param operation what it asks for
 * @param errors the shape of the errors that it may still get
 * @param step what is to be done for it
 */
public record Reception(Operation operation, ErrorShape errors, Step step) {}
