package com.example.plain;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.Cell;
import dev.partyline.ports.Cells;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.driven.CellDirectory;
import dev.partyline.ports.driven.CellName;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.postgres.PostgresLines;
import dev.partyline.postgres.PostgresSchema;
import dev.partyline.postgres.PostgresUserStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** Two cells, for tenants of two continents. */
record Continents(Map<TenantId, CellName> homes) implements CellDirectory {
    static final CellName AMERICA = new CellName("america");
    static final CellName EUROPE = new CellName("europe");

    @Override
    public Optional<CellName> cellOf(TenantId tenant) {
        return Optional.ofNullable(homes.get(tenant));
    }

    @Override
    public Optional<CellName> cellOf(Line line) {
        return Optional.of(line.e164().startsWith("+1") ? AMERICA : EUROPE);
    }

    Cells cells(Cell america, Cell europe, Tenants tenants) {
        return Cells.of(Map.of(AMERICA, america, EUROPE, europe), this, tenants, RegistryOptions.DEFAULT);
    }

    static Cell cell(String url, String schema, PoolLine line) {
        DataSource source = source(url, schema);
        new PostgresLines(source).offer(List.of(line));
        return new Cell(PostgresUserStore.own(source));
    }

    private static DataSource source(String url, String schema) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setCurrentSchema(schema);
        source.setLogServerErrorDetail(false);
        Flyway.configure()
                .dataSource(source)
                .defaultSchema(schema)
                .locations(PostgresSchema.LOCATION)
                .table(PostgresSchema.HISTORY_TABLE)
                .load()
                .migrate();
        return source;
    }
}
