package dev.partyline.spring;

import dev.partyline.ports.UserRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Housekeeping, unless the application says that it is done elsewhere. */
@AutoConfiguration(after = PartylineAutoConfiguration.class)
@ConditionalOnBean(UserRegistry.class)
@ConditionalOnProperty(name = "partyline.housekeeping.enabled", matchIfMissing = true)
@EnableConfigurationProperties(PartylineProperties.class)
final class PartylineHousekeepingAutoConfiguration {

    @Bean
    Housekeeping partylineHousekeeping(UserRegistry registry, PartylineProperties properties) {
        return new Housekeeping(registry::sweep, properties.housekeeping().interval());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static final class Gauges {

        /** What an alert needs: if it grows, housekeeping fails or does not run. */
        @Bean
        MeterBinder partylineHousekeepingAge(Housekeeping housekeeping) {
            return meters -> TimeGauge.builder(
                            "partyline.housekeeping.age",
                            housekeeping,
                            TimeUnit.NANOSECONDS,
                            known -> known.age().toNanos())
                    .description("Time since housekeeping was last done")
                    .register(meters);
        }
    }
}
