/**
 * What is observed of a registry, with Micrometer: each operation with its kind of user, its outcome and the code of a
 * refusal. No observation has a tenant, a phone, an email or an id in it, as a value of a key or anywhere else.
 */
@NullMarked
package dev.partyline.spring.observation;

import org.jspecify.annotations.NullMarked;
