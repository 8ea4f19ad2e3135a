package dev.partyline.http;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The command line. Immutable.
 *
 * @param jdbcUrl where users are kept; empty for memory. It may have a password in it
 */
record Options(String host, int port, Optional<Path> config, Optional<String> jdbcUrl) {
    static final String USAGE = "usage: java -jar partyline.jar [--port 8080] [--host 127.0.0.1] [--config FILE.json]"
            + " [--store memory | jdbc:postgresql://…]";

    private static final String POSTGRES = "jdbc:postgresql:";

    private static final int MAX_PORT = 65_535;

    /** A command line that is wrong; the message says how. */
    static final class WrongUsageException extends Exception {
        private static final long serialVersionUID = 1;

        WrongUsageException(String message) {
            super(message);
        }
    }

    static Options parse(List<String> arguments) throws WrongUsageException {
        Options options = new Options("127.0.0.1", 8080, Optional.empty(), Optional.empty());
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String name = rest.next();
            if (!rest.hasNext()) {
                throw new WrongUsageException(name + " needs a value, or is not known");
            }
            options = options.with(name, rest.next());
        }
        return options;
    }

    private Options with(String name, String value) throws WrongUsageException {
        return switch (name) {
            case "--host" -> new Options(host(value), port, config, jdbcUrl);
            case "--port" -> new Options(host, port(value), config, jdbcUrl);
            case "--config" -> new Options(host, port, Optional.of(path(value)), jdbcUrl);
            case "--store" -> withStore(value);
            default -> throw new WrongUsageException(name + " is not known");
        };
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

    private static Path path(String value) throws WrongUsageException {
        try {
            return Path.of(value);
        } catch (InvalidPathException notAPath) {
            throw new WrongUsageException("--config must be the name of a file");
        }
    }

    private Options withStore(String value) throws WrongUsageException {
        if (value.equals("memory")) {
            return new Options(host, port, config, Optional.empty());
        }
        if (value.startsWith(POSTGRES)) {
            return new Options(host, port, config, Optional.of(value));
        }
        throw new WrongUsageException("--store must be memory or " + POSTGRES + "//…");
    }

    /** Without the address of the store, which may have a password in it. */
    @Override
    public String toString() {
        return "Options[host=" + host + ", port=" + port + ", config=" + config + "]";
    }
}
