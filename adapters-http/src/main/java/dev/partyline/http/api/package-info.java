/**
 * What the published APIs have in common on their way from a request to an answer: reading members, the idempotency header, proof of
 * who calls, and problem details. No rule is decided here.
 */
@NullMarked
package dev.partyline.http.api;

import org.jspecify.annotations.NullMarked;
