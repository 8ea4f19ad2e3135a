package dev.partyline.http;

import dev.partyline.http.store.DatabaseAccess;
import dev.partyline.http.store.HostStore;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The command line, and what the environment adds to it. Immutable.
 *
 * @param config the file of the configuration; empty for the demo
 * @param jdbcUrl where users are kept; empty for memory. It may have a password in it
 */
record Options(String host, int port, Optional<Path> config, Optional<String> jdbcUrl, Set<Flag> flags) {
    static final String USAGE = """
            usage: partyline [--port 8080] [--host 127.0.0.1] [--config FILE.json | --demo]
                             [--store memory | jdbc:postgresql://HOST:PORT/DATABASE?user=…]
                             [--pooler] [--no-group-commit] [--rekey]

            --port    the port to listen on; 0 takes a free one
            --host    the name or address to listen on
            --config  the configuration; without it, a demo is served from memory
            --demo    the demo; with a database, it has to be asked for
            --store   where users are kept: in memory, or in a PostgreSQL
            --pooler  there is a pooler in transaction mode before the database, such as PgBouncer
            --no-group-commit
                      callers who come at the same moment do not share a commit
            --rekey   serves nothing: moves the phones of the database to this version's plan, and those of each
                      tenant to its phoneIdentity, tells of collisions, and ends
            --help    this text

            partyline import FILE … brings in users from a file: see partyline import --help.
            PARTYLINE_STORE in the environment is --store, so that nobody sees a password in the list of processes.
            """.strip();

    private static final String STORE = "PARTYLINE_STORE";
    private static final int MAX_PORT = 65_535;

    /** What is on, if it is named. */
    enum Flag {
        /** The demo is asked for by its name. */
        DEMO,
        /** The store is to be moved, and nothing is served. */
        REKEY,
        /** There is a pooler before the database. */
        POOLER,
        /** Callers who come at the same moment do not share a commit. */
        NO_GROUP_COMMIT;

        private String option() {
            return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private static Optional<Flag> named(String option) {
            return Arrays.stream(values())
                    .filter(flag -> flag.option().equals(option))
                    .findFirst();
        }
    }

    /** A command line that is wrong; the message says how, and quotes nothing that may be a password. */
    static final class WrongUsageException extends Exception {
        private static final long serialVersionUID = 1;

        WrongUsageException(String message) {
            super(message);
        }
    }

    static Options parse(List<String> arguments, Map<String, String> environment) throws WrongUsageException {
        Options options = new Options("127.0.0.1", 8080, Optional.empty(), Optional.empty(), Set.of());
        if (environment.containsKey(STORE)) {
            options = options.withStore(STORE, environment.getOrDefault(STORE, ""));
        }
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            options = options.with(rest.next(), rest);
        }
        return options.checked();
    }

    private Options with(String name, Iterator<String> rest) throws WrongUsageException {
        Optional<Flag> flag = Flag.named(name);
        if (flag.isPresent()) {
            Set<Flag> more = EnumSet.of(flag.get());
            more.addAll(flags);
            return new Options(host, port, config, jdbcUrl, Set.copyOf(more));
        }
        if (!name.matches("--(host|port|config|store)")) {
            throw new WrongUsageException(
                    name.matches("-{1,2}[A-Za-z]+") ? name + " is not known" : "an option is not known");
        }
        if (!rest.hasNext()) {
            throw new WrongUsageException(name + " needs a value");
        }
        String value = rest.next();
        return switch (name) {
            case "--host" -> new Options(host(value), port, config, jdbcUrl, flags);
            case "--port" -> new Options(host, port(value), config, jdbcUrl, flags);
            case "--config" -> new Options(host, port, Optional.of(path(name, value)), jdbcUrl, flags);
            default -> withStore(name, value);
        };
    }

    boolean has(Flag flag) {
        return flags.contains(flag);
    }

    /** The database that users are kept in; empty for memory. */
    Optional<DatabaseAccess> database() {
        return jdbcUrl.map(url -> new DatabaseAccess(url, has(Flag.POOLER), !has(Flag.NO_GROUP_COMMIT)));
    }

    private Options checked() throws WrongUsageException {
        if (has(Flag.DEMO) && config.isPresent()) {
            throw new WrongUsageException("--config and --demo exclude each other");
        }
        if (jdbcUrl.isPresent() && config.isEmpty() && !has(Flag.DEMO)) {
            throw new WrongUsageException("a database needs --config; --demo serves the demo from it all the same");
        }
        for (Flag flag : List.of(Flag.REKEY, Flag.POOLER, Flag.NO_GROUP_COMMIT)) {
            if (has(flag) && jdbcUrl.isEmpty()) {
                throw new WrongUsageException(flag.option() + " needs a database");
            }
        }
        return this;
    }

    /** An empty name would be every address there is, and no address to be reached at. */
    private static String host(String value) throws WrongUsageException {
        if (value.isEmpty()) {
            throw new WrongUsageException("--host must not be empty");
        }
        return value;
    }

    private static int port(String value) throws WrongUsageException {
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            throw new WrongUsageException("--port must be a number");
        }
        throw new WrongUsageException("--port must be from 0 to " + MAX_PORT);
    }

    static Path path(String name, String value) throws WrongUsageException {
        try {
            return Path.of(value);
        } catch (InvalidPathException notAPath) {
            throw new WrongUsageException(name + " must be the name of a file");
        }
    }

    private Options withStore(String name, String value) throws WrongUsageException {
        if (value.equals("memory")) {
            return new Options(host, port, config, Optional.empty(), flags);
        }
        if (HostStore.isAddress(value)) {
            return new Options(host, port, config, Optional.of(value), flags);
        }
        throw new WrongUsageException(
                name + " must be memory or jdbc:postgresql://HOST:PORT/DATABASE, with ?user=… and so on after it");
    }

    /** Without the address of the store, which may have a password in it. */
    @Override
    public String toString() {
        return "Options[host=" + host + ", port=" + port + ", config=" + config + ", flags=" + flags + "]";
    }
}
