/**
 * Puts an endpoint on a port. All that is known of Javalin, and of Jetty under it, is known here.
 */
@NullMarked
package dev.partyline.http.server;

import org.jspecify.annotations.NullMarked;
