package dev.partyline.postgres;

import org.junit.jupiter.api.Tag;

/** Tables by tenant: a create is one commit of the coordinator and of the worker that has its tenant. */
@Tag("citus")
class ByTenantOnAClusterTest extends OnACluster {
    ByTenantOnAClusterTest() {
        super(Databases.byTenant());
    }

    /** All shards that are elsewhere: those of the other tables move along. */
    @Override
    void move(Citus to) {
        Citus from = to == Citus.WORKER_1 ? Citus.WORKER_2 : Citus.WORKER_1;
        String elsewhere = "SELECT coalesce(min(p.shardid), 0) FROM pg_dist_shard s"
                + " JOIN pg_dist_shard_placement p ON p.shardid = s.shardid"
                + " WHERE s.logicalrelid = 'partyline_user'::regclass AND p.nodeport = " + from.port();
        for (long shard; (shard = Databases.number(source, elsewhere)) != 0; ) {
            Databases.execute(
                    source,
                    "SELECT citus_move_shard_placement(%d, '127.0.0.1', %d, '127.0.0.1', %d)"
                            .formatted(shard, from.port(), to.port()));
        }
    }
}
