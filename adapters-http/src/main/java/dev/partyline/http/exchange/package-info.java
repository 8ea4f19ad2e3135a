/**
 * Requests and answers without a server: what a client asked, what it gets, and the routes between the two. Nothing
 * here knows of sockets or Netty, so that an API can be tried by calling it.
 */
@NullMarked
package dev.partyline.http.exchange;

import org.jspecify.annotations.NullMarked;
