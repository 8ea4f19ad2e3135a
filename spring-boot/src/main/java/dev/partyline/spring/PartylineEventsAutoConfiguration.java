package dev.partyline.spring;

import dev.partyline.ports.UserRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/** The events of users, if the application asks for them. */
@AutoConfiguration(after = PartylineAutoConfiguration.class)
@ConditionalOnBean(UserRegistry.class)
@ConditionalOnProperty(name = "partyline.events.publish")
@EnableConfigurationProperties(PartylineProperties.class)
final class PartylineEventsAutoConfiguration {

    @Bean
    EventPublisher partylineEventPublisher(
            UserRegistry registry, ApplicationEventPublisher application, PartylineProperties properties) {
        return new EventPublisher(registry, application, properties.events());
    }
}
