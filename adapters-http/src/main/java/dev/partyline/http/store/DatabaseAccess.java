package dev.partyline.http.store;

import java.util.Map;

/**
 * Where a database is, and how it is used. Immutable.
 *
 * @param jdbcUrl may have a password in it
 * @param pooler whether a pooler gives each transaction another connection
 * @param groupCommit whether callers who come at the same moment share a commit
 */
public record DatabaseAccess(String jdbcUrl, boolean pooler, boolean groupCommit) {

    /** Behind a pooler, a statement that was prepared may be another client's. */
    Map<String, String> properties() {
        return pooler ? Map.of("prepareThreshold", "0") : Map.of();
    }

    /** Without the address. */
    @Override
    public String toString() {
        return "DatabaseAccess[pooler=" + pooler + ", groupCommit=" + groupCommit + "]";
    }
}
