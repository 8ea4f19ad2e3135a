/**
 * A registry on PostgreSQL for a Spring Boot application, from its {@link javax.sql.DataSource}. An application injects
 * {@link dev.partyline.ports.UserRegistry}, or the {@link dev.partyline.spring.Joined} one for its own transactions.
 * Each bean from here gives way to a bean of the application.
 */
@NullMarked
package dev.partyline.spring;

import org.jspecify.annotations.NullMarked;
