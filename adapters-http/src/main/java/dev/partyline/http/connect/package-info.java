/** The Connect API: create a user of an account. No rule is decided here. */
@NullMarked
package dev.partyline.http.connect;

import org.jspecify.annotations.NullMarked;
