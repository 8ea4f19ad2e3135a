/**
 * Puts an endpoint on a port. All that is known of Netty is known here. A connection belongs to one thread, which waits
 * for nothing; work that waits is done elsewhere, in bounded lanes.
 */
@NullMarked
package dev.partyline.http.server;

import org.jspecify.annotations.NullMarked;
