package com.example.boot3;

import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.postgres.PostgresSchema;
import dev.partyline.postgres.PostgresUserStore;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Without the starter, which is for Spring Boot 4. */
@SpringBootApplication
public class Application {
    static final Account ACME = Account.of(new AccountId("acme"));

    public static void main(String[] arguments) {
        SpringApplication.run(Application.class, arguments);
    }

    /** Its Flyway is no bean, so that Boot makes that of the application. */
    @Bean
    UserRegistry users(DataSource source) {
        Flyway.configure()
                .dataSource(source)
                .locations(PostgresSchema.LOCATION)
                .table(PostgresSchema.HISTORY_TABLE)
                .baselineOnMigrate(true)
                .baselineVersion(PostgresSchema.BASELINE_VERSION)
                .load()
                .migrate();
        return UserRegistry.of(PostgresUserStore.own(source), Tenants.of(ACME));
    }
}
