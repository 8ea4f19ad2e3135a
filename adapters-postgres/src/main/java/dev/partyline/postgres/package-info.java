/**
 * The ports on PostgreSQL 15 and later, over a {@link javax.sql.DataSource} that the host brings. What must be unique is a unique index, what
 * must not be exceeded a guarded update in the same transaction; each call is one statement, and a change is one call of a function of the
 * migrations in {@code db/migration}. Several processes may work on one database. Users are found as they were given where their times are in
 * whole microseconds. No exception from here carries a message of the database, which may quote a phone number or an email.
 */
@NullMarked
package dev.partyline.postgres;

import org.jspecify.annotations.NullMarked;
