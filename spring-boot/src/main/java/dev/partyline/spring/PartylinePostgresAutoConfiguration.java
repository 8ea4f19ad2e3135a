package dev.partyline.spring;

import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.postgres.PostgresLines;
import dev.partyline.postgres.PostgresUserStore;
import dev.partyline.spring.observation.RegistryObservations;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;

/**
 * The stores on the application's {@link DataSource}, if the application has neither a {@link UserStore}
 * nor a {@link UserRegistry} of its own. Each sees
 * the transaction that is open. So none does anything beside it: one joins it, the others refuse.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class, before = PartylineAutoConfiguration.class)
@ConditionalOnSingleCandidate(DataSource.class)
@ConditionalOnMissingBean({UserStore.class, UserRegistry.class})
@EnableConfigurationProperties(PartylineProperties.class)
final class PartylinePostgresAutoConfiguration {

    /** After the application's own migrations: a schema that is empty is still empty for them. */
    @Bean
    @DependsOnDatabaseInitialization
    Tables partylineTables(DataSource source, PartylineProperties properties) {
        return properties.migrate() ? Tables.migrated(source) : Tables.asTheyAre(source);
    }

    @Bean
    UserStore partylineStore(Tables tables) {
        return PostgresUserStore.own(tables.source());
    }

    @Bean
    @ConditionalOnMissingBean
    PostgresLines partylineLines(Tables tables) {
        return new PostgresLines(tables.source());
    }

    @Bean
    LinesOffer partylineLinesOffer(PostgresLines lines, Configured configured) {
        return new LinesOffer(lines, configured.lines());
    }

    /** Places of a pool outside the database would not come back with the application's rollback. */
    @Bean(defaultCandidate = false)
    @Joined
    @ConditionalOnMissingBean(PhonePool.class)
    UserRegistry partylineJoinedRegistry(
            Tables tables, Tenants tenants, RegistryOptions options, RegistryObservations observations) {
        return observations.of(UserRegistry.of(PostgresUserStore.joined(tables.source()), tenants, options));
    }
}
