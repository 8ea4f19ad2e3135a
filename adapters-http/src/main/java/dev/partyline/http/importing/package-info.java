/**
 * Brings in users from a file. Columns and members are found by the names that people and other systems give them. From
 * there on, a row is what a row of the host's many creates is.
 */
@NullMarked
package dev.partyline.http.importing;

import org.jspecify.annotations.NullMarked;
