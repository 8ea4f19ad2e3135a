/**
 * Passwords on their way to what is kept of them (rule C6). All that is known of Bouncy Castle is known here, and its classes are not
 * loaded before the first password comes.
 */
@NullMarked
package dev.partyline.http.password;

import org.jspecify.annotations.NullMarked;
