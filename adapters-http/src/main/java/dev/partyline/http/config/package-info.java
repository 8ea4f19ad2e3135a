/**
 * The host's configuration: a JSON file, read strictly, every fault of which is named by its place. What comes out is ready to be
 * wired.
 */
@NullMarked
package dev.partyline.http.config;

import org.jspecify.annotations.NullMarked;
