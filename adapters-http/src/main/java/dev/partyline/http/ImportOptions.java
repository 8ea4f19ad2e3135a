package dev.partyline.http;

import dev.partyline.domain.value.RunName;
import dev.partyline.http.Options.WrongUsageException;
import dev.partyline.http.importing.RowFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command line of an import. Immutable.
 *
 * @param host which configuration and which store
 * @param run the name of the run; empty for a dry run
 */
record ImportOptions(Options host, Path file, String tenant, Optional<RunName> run, Path verdicts) {
    /** The first argument of the command line. */
    static final String COMMAND = "import";

    static final String USAGE = """
            usage: partyline import FILE.csv|FILE.ndjson --tenant TENANT --run NAME | --dry-run
                             --config FILE.json --store jdbc:postgresql://HOST:PORT/DATABASE?user=…
                             [--verdicts FILE]

            --tenant    the id of a project, account or app of the configuration; PROJECT/CUSTOMER for a customer;
                        with its API and a colon before it, such as connect:acme, if several have this id
            --run       the name of the run: the same file under the same name goes on where it was stopped
            --dry-run   tells what would be done, and does nothing
            --verdicts  the file that gets what became of each row; otherwise FILE.csv.verdicts.ndjson
            --config, --demo, --store, --pooler, PARTYLINE_STORE: as of the host

            Exit status 0: all rows were carried out; 1: some were refused; 2: it could not run, or was stopped;
            130 or 143: a signal ended it.
            """.strip();

    private static final String DRY_RUN = "--dry-run";

    static ImportOptions parse(List<String> arguments, Map<String, String> environment) throws WrongUsageException {
        Map<String, String> own = new LinkedHashMap<>();
        List<String> host = new ArrayList<>();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            if (argument.matches("--(demo|pooler)")) {
                host.add(argument);
            } else if (argument.equals(DRY_RUN)) {
                put(own, DRY_RUN, "");
            } else if (argument.matches("--(config|store)")) {
                host.add(argument);
                host.add(value(argument, rest));
            } else if (argument.matches("--(tenant|run|verdicts)")) {
                put(own, argument, value(argument, rest));
            } else if (argument.startsWith("-")) {
                throw new WrongUsageException("an option is not known to an import");
            } else {
                put(own, "FILE", argument);
            }
        }
        return of(own, Options.parse(host, environment));
    }

    private static void put(Map<String, String> own, String name, String value) throws WrongUsageException {
        if (own.putIfAbsent(name, value) != null) {
            throw new WrongUsageException(name + " is there twice");
        }
    }

    private static String value(String name, Iterator<String> rest) throws WrongUsageException {
        if (!rest.hasNext()) {
            throw new WrongUsageException(name + " needs a value");
        }
        return rest.next();
    }

    private static ImportOptions of(Map<String, String> own, Options host) throws WrongUsageException {
        Path file = Options.path("FILE", required(own, "FILE"));
        if (!RowFile.isOne(file)) {
            throw new WrongUsageException("the name of the file must end with .csv, .ndjson or .jsonl");
        }
        if (!Files.isReadable(file)) {
            throw new WrongUsageException("cannot read " + file);
        }
        String tenant = required(own, "--tenant");
        boolean dryRun = own.containsKey(DRY_RUN);
        if (!dryRun && host.jdbcUrl().isEmpty()) {
            throw new WrongUsageException("users in memory are gone when the import ends: say --store or --dry-run");
        }
        Path verdicts = Options.path("--verdicts", own.getOrDefault("--verdicts", file + ".verdicts.ndjson"));
        if (verdicts.toAbsolutePath().normalize().equals(file.toAbsolutePath().normalize())) {
            throw new WrongUsageException("--verdicts must not be the file itself");
        }
        return new ImportOptions(
                host, file, tenant, dryRun ? Optional.empty() : Optional.of(run(required(own, "--run"))), verdicts);
    }

    private static String required(Map<String, String> own, String name) throws WrongUsageException {
        String value = own.get(name);
        if (value == null) {
            throw new WrongUsageException(name + " is missing");
        }
        return value;
    }

    private static RunName run(String name) throws WrongUsageException {
        return RunName.of(name)
                .toJavaOptional()
                .orElseThrow(() ->
                        new WrongUsageException("--run must have from 1 to " + RunName.MAX_LENGTH + " characters"));
    }

    /** Without the address of the store, which may have a password in it. */
    @Override
    public String toString() {
        return "ImportOptions[host=" + host + ", file=" + file + ", tenant=" + tenant + ", verdicts=" + verdicts + "]";
    }
}
