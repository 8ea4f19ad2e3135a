package dev.partyline.spring;

import dev.partyline.ports.LineRegistry;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.PasswordHasher;
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UserIds;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.spring.observation.RegistryObservationConvention;
import dev.partyline.spring.observation.RegistryObservations;
import io.micrometer.observation.ObservationRegistry;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The registry over the store that there is, and what it needs beside the store. */
@AutoConfiguration
@ConditionalOnBean(UserStore.class)
@EnableConfigurationProperties(PartylineProperties.class)
final class PartylineAutoConfiguration {

    @Bean
    Configured partylineConfigured(PartylineProperties properties) {
        return new Configured(properties);
    }

    @Bean
    @ConditionalOnMissingBean
    Tenants partylineTenants(Configured configured) {
        return configured.tenants();
    }

    @Bean
    @ConditionalOnMissingBean
    RegistryOptions partylineOptions(
            ObjectProvider<InstantSource> clock,
            ObjectProvider<UserIds> ids,
            ObjectProvider<PasswordHasher> passwords,
            PartylineProperties properties) {
        return new RegistryOptions(
                clock.getIfAvailable(InstantSource::system),
                ids.getIfAvailable(UserIds::random),
                passwords.getIfAvailable(NoPasswords::new),
                properties.events().keep(),
                properties.keepFormerPairs());
    }

    @Bean
    @ConditionalOnMissingBean
    RegistryObservations partylineObservations(
            ObjectProvider<ObservationRegistry> observations,
            ObjectProvider<RegistryObservationConvention> convention) {
        return new RegistryObservations(
                observations.getIfAvailable(() -> ObservationRegistry.NOOP),
                convention.getIfAvailable(RegistryObservationConvention::standard));
    }

    @Bean
    @ConditionalOnMissingBean
    UserRegistry partylineRegistry(
            UserStore store,
            ObjectProvider<PhonePool> pool,
            Tenants tenants,
            RegistryOptions options,
            RegistryObservations observations) {
        PhonePool beside = pool.getIfAvailable();
        return observations.of(
                beside == null
                        ? UserRegistry.of(store, tenants, options)
                        : UserRegistry.of(store, beside, tenants, options));
    }

    @Bean
    @ConditionalOnMissingBean
    LineRegistry partylineLineRegistry(
            UserStore store, ObjectProvider<PhonePool> pool, Tenants tenants, RegistryOptions options) {
        PhonePool beside = pool.getIfAvailable();
        return beside == null
                ? LineRegistry.of(store, tenants, options)
                : LineRegistry.of(store, beside, tenants, options);
    }
}
