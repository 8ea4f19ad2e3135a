/**
 * What the host says that it serves, and what the published pages say, both as something to hold real requests and answers against.
 */
@NullMarked
package dev.partyline.http.openapi;

import org.jspecify.annotations.NullMarked;
