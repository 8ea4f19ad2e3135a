package dev.partyline.http;

import dev.partyline.http.Options.Flag;
import dev.partyline.http.Options.WrongUsageException;
import dev.partyline.http.config.Configuration;
import dev.partyline.http.config.ConfigurationException;
import dev.partyline.http.config.ConfigurationReader;
import dev.partyline.http.importing.Import;
import dev.partyline.http.page.Resources;
import dev.partyline.http.server.HttpHost;
import dev.partyline.http.store.DatabaseAccess;
import dev.partyline.http.store.HostStore;
import dev.partyline.http.user.Scope;
import dev.partyline.ports.driven.UnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Starts the host. Exit status 2: the command line or the configuration is wrong; 1: it cannot listen, or not use its
 * store. An import has a status of its own: see {@link ImportOptions#USAGE}.
 */
public final class Main {
    /** Often, so that each sweep has little to do. */
    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);

    private static final int CANNOT_START = 1;
    private static final int WRONG = 2;
    private static final int REFUSED = 1;
    private static final String STOPPED = "The import was stopped: ";

    private Main() {}

    public static void main(String[] arguments) {
        boolean imports = arguments.length > 0 && arguments[0].equals(ImportOptions.COMMAND);
        String usage = imports ? ImportOptions.USAGE : Options.USAGE;
        if (List.of(arguments).contains("--help")) {
            System.out.println(usage);
            return;
        }
        try {
            if (imports) {
                long refused = imported(List.of(arguments).subList(1, arguments.length));
                if (refused > 0) {
                    System.exit(REFUSED);
                }
                return;
            }
            Options options = Options.parse(List.of(arguments), System.getenv());
            if (options.has(Flag.REKEY)) {
                rekey(options, Patience.ofProcess());
            } else {
                start(options, Patience.ofProcess());
            }
        } catch (WrongUsageException wrong) {
            exit(WRONG, wrong.getMessage() + "\n" + usage);
        } catch (ConfigurationException wrong) {
            exit(WRONG, "The configuration is wrong.\n" + wrong.getMessage());
        } catch (IOException failure) {
            exit(
                    imports ? WRONG : CANNOT_START,
                    (imports ? STOPPED : "The host cannot start: ") + failure.getMessage());
        } catch (RuntimeException | Error failure) {
            if (!imports) {
                throw failure;
            }
            // The JVM's own status would say that all rows were decided. The message may quote a user.
            exit(WRONG, STOPPED + failure.getClass().getName());
        }
    }

    /** The port comes before the database: a host that cannot listen has touched nothing. */
    private static void start(Options options, Patience patience)
            throws WrongUsageException, ConfigurationException, IOException {
        Configuration configuration = ConfigurationReader.read(text(options));
        HttpHost server = HttpHost.bind(options.host(), options.port(), patience.limits());
        Metrics metrics = new Metrics();
        HostStore store = options.database().isEmpty()
                ? HostStore.inMemory(configuration.pool())
                : HostStore.postgres(
                        options.database().get(), configuration.pool(), patience.database(), metrics.registry());
        Host host = Host.over(configuration, store, metrics);
        server.serve(host.endpoint(), patience.workers(store), metrics);
        Sweeper sweeper = Sweeper.start(host.registry()::sweep, BETWEEN_SWEEPS);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, sweeper, store), "stop"));
        String url = "http://" + authority(options.host(), server.port());
        System.out.println("listening on " + url);
        if (options.config().isEmpty()) {
            System.out.println(
                    Resources.text("demo-calls.txt").replace("{url}", url).strip());
        }
    }

    /** Beside hosts that serve the same database. */
    private static void rekey(Options options, Patience patience)
            throws WrongUsageException, ConfigurationException, IOException {
        Configuration configuration = ConfigurationReader.read(text(options));
        Metrics metrics = new Metrics();
        try (HostStore store = HostStore.postgresWithItsLines(
                options.database().orElseThrow(), patience.database(), metrics.registry())) {
            new Rekey(Host.over(configuration, store, metrics).registry(), System.out).run(configuration.tenants());
        } catch (UnavailableException failure) {
            throw new IOException(failure.getMessage());
        }
    }

    /** How many rows were refused. It may run beside hosts that serve the same database. */
    private static long imported(List<String> arguments)
            throws WrongUsageException, ConfigurationException, IOException {
        ImportOptions options = ImportOptions.parse(arguments, System.getenv());
        Configuration configuration = ConfigurationReader.read(text(options.host()));
        try (HostStore store = store(options, configuration)) {
            Host host = Host.over(configuration, store, new Metrics());
            Import.Result result = new Import(
                            host.registry(),
                            scope(host.apis(), options.tenant()),
                            options.file(),
                            options.verdicts(),
                            options.run())
                    .carryOut();
            System.out.println(result.sum().json());
            System.out.println("verdicts: " + options.verdicts());
            if (!result.columns().ignored().isEmpty()) {
                System.out.println(
                        "ignored: " + String.join(", ", result.columns().ignored()));
            }
            return result.sum().refused();
        } catch (UnavailableException failure) {
            throw new IOException(failure.getMessage() + ". Run it again under the same name.");
        }
    }

    /** A dry run leaves the lines as they are. */
    private static HostStore store(ImportOptions options, Configuration configuration)
            throws WrongUsageException, IOException {
        Optional<DatabaseAccess> database = options.host().database();
        Patience patience = Patience.ofProcess();
        if (database.isEmpty()) {
            return HostStore.inMemory(configuration.pool());
        }
        MeterRegistry meters = new Metrics().registry();
        return options.run().isEmpty()
                ? HostStore.postgresWithItsLines(database.get(), patience.database(), meters)
                : HostStore.postgres(database.get(), configuration.pool(), patience.database(), meters);
    }

    private static Scope<?> scope(Apis apis, String tenant) throws WrongUsageException {
        Map<String, Scope<?>> scopes = apis.scopes(tenant);
        if (scopes.isEmpty()) {
            throw new WrongUsageException("the configuration has no tenant " + tenant);
        }
        if (scopes.size() > 1) {
            throw new WrongUsageException("several APIs have a tenant " + tenant + ": say "
                    + scopes.keySet().stream().map(api -> api + ":" + tenant).collect(Collectors.joining(" or ")));
        }
        return scopes.values().iterator().next();
    }

    /** The store is needed until the last request is answered. */
    private static void stop(HttpHost server, Sweeper sweeper, HostStore store) {
        server.close();
        sweeper.close();
        store.close();
    }

    private static String text(Options options) throws WrongUsageException, IOException {
        if (options.config().isEmpty()) {
            return Resources.text("demo.json");
        }
        try {
            return Files.readString(options.config().get());
        } catch (IOException unreadable) {
            throw new WrongUsageException("cannot read " + options.config().get());
        }
    }

    private static String authority(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static void exit(int status, String message) {
        System.err.println(message);
        System.exit(status);
    }
}
