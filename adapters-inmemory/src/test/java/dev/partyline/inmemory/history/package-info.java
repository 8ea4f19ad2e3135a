/**
 * Histories of line users, one call at a time and many at once, compared with a model of the rules. Other packages use
 * its doubles: gates, stores and pools that forward, and threads that start together.
 */
@NullMarked
package dev.partyline.inmemory.history;

import org.jspecify.annotations.NullMarked;
