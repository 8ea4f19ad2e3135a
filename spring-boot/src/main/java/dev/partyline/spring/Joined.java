package dev.partyline.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Asks for the registry that joins the transaction which is open on the application's
 * {@link javax.sql.DataSource} (rule E7): {@code @Joined UserRegistry users}. Its users are committed and rolled back
 * with the application's own rows. Outside a transaction it refuses each call before anything is sent.
 *
 * <p>Without this annotation, the registry that is injected has transactions of its own. Within a transaction of the
 * application it refuses each call before anything is sent.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE})
public @interface Joined {}
