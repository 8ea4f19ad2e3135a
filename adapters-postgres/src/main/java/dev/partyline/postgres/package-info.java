/**
 * The ports on PostgreSQL 15 and later, over a {@link javax.sql.DataSource} of the host. A unique index holds what must
 * be unique. A guarded update in the same transaction holds what must not be exceeded. Each call is one statement, and
 * each change is one call of a function of the {@link dev.partyline.postgres.PostgresSchema}. Several processes may
 * work on one database. Users come back as they were given if their times are in whole microseconds. No exception from
 * here carries a message of the database, which may quote a phone number or an email.
 */
@NullMarked
package dev.partyline.postgres;

import org.jspecify.annotations.NullMarked;
