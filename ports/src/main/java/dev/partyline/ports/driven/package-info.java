/**
 * What hosts implement: the store of users, the pool of lines, who owns which line, which tenants there are, and where ids come
 * from. JDK types and sealed answers only. Each interface is a contract: what must be atomic, what may be repeated, and what
 * holds after a crash.
 *
 * <p>For all of them: implementations are safe for use by many threads. An implementation that cannot answer throws
 * {@link dev.partyline.ports.driven.UnavailableException}, which says whether the effect is known; anything else that it throws
 * is taken for an unknown effect where there could be one. Arguments are never null, and no message of an exception may hold a
 * phone number, an email, a name or any other member of a user but ids (rule E3).
 */
@NullMarked
package dev.partyline.ports.driven;

import org.jspecify.annotations.NullMarked;
