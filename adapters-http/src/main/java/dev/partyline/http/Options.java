package dev.partyline.http;

import dev.partyline.http.store.HostStore;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command line, and what the environment adds to it. Immutable.
 *
 * @param config the file of the configuration; empty for the demo
 * @param jdbcUrl where users are kept; empty for memory. It may have a password in it
 * @param demo whether the demo is asked for by its name
 * @param rekey whether the store is to be moved, and nothing is served
 */
record Options(String host, int port, Optional<Path> config, Optional<String> jdbcUrl, boolean demo, boolean rekey) {
    static final String USAGE = """
            usage: partyline [--port 8080] [--host 127.0.0.1] [--config FILE.json | --demo]
                             [--store memory | jdbc:postgresql://HOST:PORT/DATABASE?user=…] [--rekey]

            --port    the port to listen on; 0 takes a free one
            --host    the name or address to listen on
            --config  the configuration; without it, a demo is served from memory
            --demo    the demo; with a database, it has to be asked for
            --store   where users are kept: in memory, or in a PostgreSQL
            --rekey   serves nothing: moves the phones of the database to this version's plan, and those of each
                      tenant to its phoneIdentity, tells of collisions, and ends
            --help    this text

            partyline import FILE … brings in users from a file: see partyline import --help.
            PARTYLINE_STORE in the environment is --store, so that nobody sees a password in the list of processes.
            """.strip();

    private static final String STORE = "PARTYLINE_STORE";
    private static final int MAX_PORT = 65_535;

    /** A command line that is wrong; the message says how, and quotes nothing that may be a password. */
    static final class WrongUsageException extends Exception {
        private static final long serialVersionUID = 1;

        WrongUsageException(String message) {
            super(message);
        }
    }

    static Options parse(List<String> arguments, Map<String, String> environment) throws WrongUsageException {
        Options options = new Options("127.0.0.1", 8080, Optional.empty(), Optional.empty(), false, false);
        if (environment.containsKey(STORE)) {
            options = options.withStore(STORE, environment.getOrDefault(STORE, ""));
        }
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            options = options.with(rest.next(), rest);
        }
        return options.checked();
    }

    private Options with(String name, Iterator<String> rest) throws WrongUsageException {
        if (name.equals("--demo")) {
            return new Options(host, port, config, jdbcUrl, true, rekey);
        }
        if (name.equals("--rekey")) {
            return new Options(host, port, config, jdbcUrl, demo, true);
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
            case "--host" -> new Options(host(value), port, config, jdbcUrl, demo, rekey);
            case "--port" -> new Options(host, port(value), config, jdbcUrl, demo, rekey);
            case "--config" -> new Options(host, port, Optional.of(path(name, value)), jdbcUrl, demo, rekey);
            default -> withStore(name, value);
        };
    }

    private Options checked() throws WrongUsageException {
        if (demo && config.isPresent()) {
            throw new WrongUsageException("--config and --demo exclude each other");
        }
        if (jdbcUrl.isPresent() && config.isEmpty() && !demo) {
            throw new WrongUsageException("a database needs --config; --demo serves the demo from it all the same");
        }
        if (rekey && jdbcUrl.isEmpty()) {
            throw new WrongUsageException("--rekey needs a database");
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
            return new Options(host, port, config, Optional.empty(), demo, rekey);
        }
        if (HostStore.isAddress(value)) {
            return new Options(host, port, config, Optional.of(value), demo, rekey);
        }
        throw new WrongUsageException(
                name + " must be memory or jdbc:postgresql://HOST:PORT/DATABASE, with ?user=… and so on after it");
    }

    /** Without the address of the store, which may have a password in it. */
    @Override
    public String toString() {
        return "Options[host=" + host + ", port=" + port + ", config=" + config + ", demo=" + demo + ", rekey=" + rekey
                + "]";
    }
}
