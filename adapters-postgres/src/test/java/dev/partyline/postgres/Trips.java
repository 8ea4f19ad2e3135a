package dev.partyline.postgres;

import javax.sql.DataSource;

/** Counts the trips to a database: statements that are sent, and ends of transactions that are. */
final class Trips {
    private final Recorder recorder = new Recorder();

    /** The source, with its trips counted here. */
    DataSource counted(DataSource source) {
        return recorder.recorded(source);
    }

    /** How many there were since this was last asked. */
    int take() {
        return (int) recorder.take().stream().filter(Trips::isTrip).count();
    }

    private static boolean isTrip(String call) {
        return call.startsWith("execute") || call.startsWith("commit/") || call.startsWith("rollback/");
    }
}
