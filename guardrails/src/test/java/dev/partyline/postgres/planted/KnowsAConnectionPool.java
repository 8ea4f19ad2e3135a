package dev.partyline.postgres.planted;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

public final class KnowsAConnectionPool {
    private KnowsAConnectionPool() {}

    public static DataSource pool() {
        return new HikariDataSource();
    }
}
