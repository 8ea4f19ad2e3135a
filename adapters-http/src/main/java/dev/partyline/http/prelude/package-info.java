/** The Prelude session management API: create a user of an app. No rule is decided here. */
@NullMarked
package dev.partyline.http.prelude;

import org.jspecify.annotations.NullMarked;
