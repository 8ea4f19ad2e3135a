/**
 * The ports in the memory of one process: for services that keep their users elsewhere or nowhere, and the fake for
 * every test. Held to the same contracts as any other adapter, but that nothing outlives the process. Everything here
 * is safe for use by many threads; no lock is held by more than the users that meet on a phone, an email or a limit,
 * but for the short choice of a line.
 */
@NullMarked
package dev.partyline.inmemory;

import org.jspecify.annotations.NullMarked;
