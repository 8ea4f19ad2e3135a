package dev.partyline.spring;

import dev.partyline.ports.driven.UserStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** A health indicator, in an application that has Boot's health. */
@AutoConfiguration(after = PartylinePostgresAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(UserStore.class)
@ConditionalOnEnabledHealthIndicator("partyline")
final class PartylineHealthAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "partylineHealthIndicator")
    HealthIndicator partylineHealthIndicator(UserStore store, ObjectProvider<Tables> tables) {
        return new RegistryHealthIndicator(store, () -> tables.stream().allMatch(Tables::takeChanges));
    }
}
