package com.example.plain;

import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.postgres.PostgresLines;
import dev.partyline.postgres.PostgresSchema;
import dev.partyline.postgres.PostgresUserStore;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

public final class StartOnPostgres {
    public static void main(String[] arguments) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(arguments[0]);
        source.setLogServerErrorDetail(false);
        UserRegistry registry = registry(source);
        System.out.println(Start.create(registry, "+447700900123"));
    }

    static UserRegistry registry(DataSource source) {
        Flyway.configure()
                .dataSource(source)
                .locations(PostgresSchema.LOCATION)
                .table(PostgresSchema.HISTORY_TABLE)
                .baselineOnMigrate(true)
                .baselineVersion(PostgresSchema.BASELINE_VERSION)
                .load()
                .migrate();
        new PostgresLines(source).offer(List.of(Start.LINE));
        return UserRegistry.of(PostgresUserStore.own(source), Tenants.of(Start.PROJECT));
    }
}
