package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

/** What must hold of every database at rest (rules S4, P2, P5). */
final class Leaks {
    /** Apart, since Citus joins no table that is distributed with one that is not. */
    private static final String ON_LINES = "WITH on_lines AS MATERIALIZED (SELECT * FROM partyline_user u"
            + " WHERE u.phone IS NOT NULL AND u.deactivated_at IS NULL) ";

    private Leaks() {}

    static void assertNone(HikariDataSource source) {
        assertThat(
                        Databases.number(
                                source,
                                ON_LINES + "SELECT count(*) FROM partyline_line l"
                                        + " WHERE l.users <> (SELECT count(*) FROM on_lines u WHERE u.line = l.line AND u.kind = 0)"))
                .as("lines whose count is not that of their users")
                .isZero();
        assertThat(
                        Databases.number(
                                source,
                                "SELECT count(*) FROM partyline_quota q WHERE q.users <> (SELECT count(*) FROM partyline_user u"
                                        + " WHERE u.tenant = q.tenant AND u.kind = q.kind AND u.deactivated_at IS NULL AND u.counted)"))
                .as("tenants whose count is not that of their users")
                .isZero();
        assertThat(Databases.number(
                        source,
                        ON_LINES + "SELECT count(*) FROM partyline_phone_on_line o FULL JOIN on_lines u"
                                + " ON o.phone = u.phone AND o.line = u.line AND o.tenant = u.tenant AND o.user_id = u.id"
                                + " WHERE o.phone IS NULL OR u.phone IS NULL"))
                .as("phones on lines without a user, or users without one")
                .isZero();
        assertThat(Databases.number(
                        source,
                        "SELECT count(*) FROM partyline_key k LEFT JOIN partyline_user u ON u.tenant = k.tenant AND u.id = k.user_id"
                                + " AND u.deactivated_at IS NULL WHERE u.id IS NULL"))
                .as("keys without an active user")
                .isZero();
        assertLevels(source);
    }

    /** Lines are looked for by their level: whoever changes a line sets it. */
    static void assertLevels(HikariDataSource source) {
        assertThat(Databases.number(
                        source,
                        "SELECT count(*) FROM partyline_line l"
                                + " WHERE l.level IS DISTINCT FROM partyline_level(l.state, l.users, l.capacity)"))
                .as("lines of a wrong level")
                .isZero();
    }
}
