/**
 * What hosts implement: the store of users with its events, the pool of lines, ids, and hashes of passwords. Hosts also
 * say which tenants there are, what these own and have chosen, and which cell each is in. JDK types and sealed answers
 * only. Each interface is a contract: it says what is atomic, what may be repeated, and what holds after a crash.
 *
 * <p>For all of them: an implementation is safe for use by many threads. If it cannot answer, it throws {@link
 * dev.partyline.ports.driven.UnavailableException}, which says whether the effect is known. If it throws anything else,
 * the effect counts as unknown. Arguments are never null. No message of an exception may hold a phone number, an email,
 * a name or any other member of a user except ids (rule E3).
 */
@NullMarked
package dev.partyline.ports.driven;

import org.jspecify.annotations.NullMarked;
