package dev.partyline.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partyline.http.Options.WrongUsageException;
import dev.partyline.http.store.DatabaseAccess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    private static Options parse(String... arguments) throws WrongUsageException {
        return Options.parse(List.of(arguments), Map.of());
    }

    @Test
    void whereNothingIsSaidItIsTheDemoOnPort8080OfThisMachineAlone() throws WrongUsageException {
        assertThat(parse()).isEqualTo(new Options("127.0.0.1", 8080, Optional.empty(), Optional.empty(), Set.of()));
    }

    @Test
    void everyOptionIsRead() throws WrongUsageException {
        assertThat(parse("--config", "a.json", "--store", "memory", "--host", "::1", "--port", "0"))
                .isEqualTo(new Options("::1", 0, Optional.of(Path.of("a.json")), Optional.empty(), Set.of()));
    }

    @Test
    void callersShareACommitAndNoPoolerIsThereUnlessItIsSaid() throws WrongUsageException {
        String address = "jdbc:postgresql://localhost/partyline?password=s3cret";
        assertThat(parse("--store", address, "--demo").database()).contains(new DatabaseAccess(address, false, true));
        assertThat(parse("--store", address, "--demo", "--pooler", "--no-group-commit")
                        .database())
                .contains(new DatabaseAccess(address, true, false));
        assertThat(parse("--store", address, "--demo").database().toString()).doesNotContain("s3cret");
        assertThat(parse("--store", "memory").database()).isEmpty();
    }

    @Test
    void theAddressOfADatabaseIsReadAndNotShown() throws WrongUsageException {
        String address = "jdbc:postgresql://localhost/partyline?password=s3cret";
        Options options = parse("--store", address, "--config", "a.json");
        assertThat(options.jdbcUrl()).contains(address);
        assertThat(options.toString()).doesNotContain("s3cret");
        assertThat(parse("--store", address, "--store", "memory").jdbcUrl()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port",
                "--port x",
                "--port -1",
                "--port 65536",
                "--port 99999999999",
                "--port 80.0",
                "--host",
                "--pooler",
                "--no-group-commit --demo",
                "--store jdbc:h2:mem:partyline",
                "--store jdbc:postgresql://localhost",
                "--store jdbc:postgresql://localhost/partyline",
                "--store jdbc:postgresql://localhost:port/partyline --demo",
                "--demo --config a.json",
                "--rekey",
                "--rekey --config a.json --store memory",
                "--store",
                "--config",
                "-p 80",
                "port 80",
                "--Port 80",
                "--port 0 --config"
            })
    void whatIsNoneOfTheseIsWrongUsage(String commandLine) {
        assertThatThrownBy(() -> parse(commandLine.split(" ", -1))).isInstanceOf(WrongUsageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--host", "--store", "--port"})
    void anEmptyValueIsWrongUsage(String name) {
        assertThatThrownBy(() -> parse(name, "")).isInstanceOf(WrongUsageException.class);
    }

    @Test
    void whatIsNoFileNameIsWrongUsage() {
        assertThatThrownBy(() -> parse("--config", "a\0b")).isInstanceOf(WrongUsageException.class);
    }

    /** Case 22. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--store jdbc:postgresql://127.0.0.1:5432?user=app&password=hunter2",
                "--store postgres://app:hunter2@127.0.0.1/partyline",
                "--store=jdbc:postgresql://127.0.0.1/partyline?password=hunter2",
                "jdbc:postgresql://127.0.0.1/partyline?password=hunter2",
                "--hunter2=x",
                "--port hunter2"
            })
    void noPasswordIsInTheMessage(String commandLine) {
        assertThatThrownBy(() -> parse(commandLine.split(" ", -1)))
                .isInstanceOf(WrongUsageException.class)
                .message()
                .doesNotContain("hunter2");
    }

    /** Case 22. */
    @Test
    void theStoreMayComeFromTheEnvironment() throws WrongUsageException {
        Map<String, String> environment = Map.of("PARTYLINE_STORE", "jdbc:postgresql://localhost/partyline");
        assertThat(Options.parse(List.of("--demo"), environment).jdbcUrl())
                .contains("jdbc:postgresql://localhost/partyline");
        assertThat(Options.parse(List.of("--store", "memory"), environment).jdbcUrl())
                .isEmpty();
        assertThatThrownBy(() -> Options.parse(List.of(), Map.of("PARTYLINE_STORE", "hunter2")))
                .hasMessageContaining("PARTYLINE_STORE")
                .message()
                .doesNotContain("hunter2");
    }

    /** Case 20. */
    @Test
    void theDemoHasADatabaseOnlyIfItIsAskedFor() throws WrongUsageException {
        String[] store = {"--store", "jdbc:postgresql://localhost/partyline"};
        assertThatThrownBy(() -> parse(store)).hasMessageContaining("--demo");
        assertThat(parse(store[0], store[1], "--demo").jdbcUrl()).isPresent();
        assertThat(parse("--demo").config()).isEmpty();
        assertThat(parse(store[0], store[1], "--demo", "--rekey").has(Options.Flag.REKEY))
                .isTrue();
        assertThat(parse("--demo").has(Options.Flag.REKEY)).isFalse();
    }

    @Provide
    Arbitrary<List<String>> commandLines() {
        return Arbitraries.oneOf(
                        Arbitraries.of("--port", "--host", "--config", "--store", "memory", "0", "8080"),
                        Arbitraries.strings().ofMaxLength(10))
                .list()
                .ofMaxSize(6);
    }

    @Property
    void anyCommandLineIsReadOrWrongUsage(@ForAll("commandLines") List<String> commandLine) {
        try {
            assertThat(Options.parse(commandLine, Map.of()).port()).isBetween(0, 65_535);
        } catch (WrongUsageException wrong) {
            assertThat(wrong.getMessage()).isNotBlank();
        }
    }
}
