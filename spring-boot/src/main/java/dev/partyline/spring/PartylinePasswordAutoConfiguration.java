package dev.partyline.spring;

import dev.partyline.ports.driven.PasswordHasher;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Passwords are hashed by the application's {@link PasswordEncoder}, if it has one. */
@AutoConfiguration(before = PartylineAutoConfiguration.class)
@ConditionalOnClass(PasswordEncoder.class)
final class PartylinePasswordAutoConfiguration {

    @Bean
    @ConditionalOnBean(PasswordEncoder.class)
    @ConditionalOnMissingBean
    PasswordHasher partylinePasswordHasher(PasswordEncoder encoder) {
        return new EncodedPasswords(encoder);
    }
}
