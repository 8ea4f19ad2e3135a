package dev.partyline.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partyline.http.Options.WrongUsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
        return Options.parse(List.of(arguments));
    }

    @Test
    void whereNothingIsSaidItIsTheDemoOnPort8080OfThisMachineAlone() throws WrongUsageException {
        assertThat(parse()).isEqualTo(new Options("127.0.0.1", 8080, Optional.empty(), Optional.empty()));
    }

    @Test
    void everyOptionIsRead() throws WrongUsageException {
        assertThat(parse("--config", "a.json", "--store", "memory", "--host", "::1", "--port", "0"))
                .isEqualTo(new Options("::1", 0, Optional.of(Path.of("a.json")), Optional.empty()));
    }

    @Test
    void theAddressOfADatabaseIsReadAndNotShown() throws WrongUsageException {
        String address = "jdbc:postgresql://localhost/partyline?password=s3cret";
        Options options = parse("--store", address);
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
                "--store jdbc:h2:mem:partyline",
                "--store",
                "--config",
                "--help",
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
            assertThat(Options.parse(commandLine).port()).isBetween(0, 65_535);
        } catch (WrongUsageException wrong) {
            assertThat(wrong.getMessage()).isNotBlank();
        }
    }
}
