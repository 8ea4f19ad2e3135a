/**
 * The reference host: reads the command line and the configuration, puts the adapters and the registry together, and serves the
 * published APIs. Everything between a socket and the registry is in the packages below; no rule is.
 */
@NullMarked
package dev.partyline.http;

import org.jspecify.annotations.NullMarked;
