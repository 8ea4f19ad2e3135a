/**
 * What the published APIs have in common on their way to users: creating one or many, finding, changing, deactivating,
 * erasing and listing them, and the entity tags of their versions. An API says in a
 * {@link dev.partyline.http.user.UserApi} what is its own. No rule is decided here.
 */
@NullMarked
package dev.partyline.http.user;

import org.jspecify.annotations.NullMarked;
