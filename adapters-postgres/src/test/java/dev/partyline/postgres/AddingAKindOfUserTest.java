package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.postgres.SixthKind.Insertion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Does to a copy of the sources what {@code docs/adding-a-kind-of-user.md} says. It adds a device of an account. */
@Tag("thorough")
class AddingAKindOfUserTest {
    private static final Path PAGE = CopiedSources.ROOT.resolve("docs/adding-a-kind-of-user.md");

    private static final List<String> CONTRACTS = List.of(
            "dev.partyline.inmemory.contract.InMemoryUserStoreTest",
            "dev.partyline.inmemory.contract.InMemoryStoreWithLinesTest",
            "dev.partyline.postgres.PostgresUserStoreTest");

    /** What shows that a store claims keys of kinds that it has never heard of. */
    private static final List<String> CLAIMS = List.of(
            "A2_anAdmittedUserHoldsEveryKeyThatItHas",
            "A2_whoCannotHaveOneKeyGetsNoneAndLeavesNothingBehind",
            "S7_aReplacementTakesItsNewKeysAndFreesTheOthers",
            "A2_ofManyWhoWantOneKeyOneGetsItAndTheOthersNone",
            "A2_ofManyWhoseLastKeyIsTheSameOneGetsItAndTheOthersNone",
            "V8_aUserComesBackAsItWasGiven");

    @TempDir
    private Path folder;

    @Test
    void everyContractRunsWithAKindThatIsAddedAsThePageSays() throws Exception {
        CopiedSources sources = CopiedSources.changed(folder, SixthKind.INSERTIONS, SixthKind.files());
        assertThat(sources.errors()).as("where the compiler still leads").isEmpty();

        List<String> lines = sources.run(
                SixthKind.NAME,
                Stream.concat(CONTRACTS.stream(), Stream.of("dev.partyline.postgres.GadgetUserTest"))
                        .toList());

        assertThat(lines)
                .filteredOn(line -> !line.startsWith("SUCCESSFUL"))
                .as("what was printed of tests that failed")
                .noneMatch(line -> line.startsWith("FAILED"));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("SUCCESSFUL") && line.contains("GadgetUserTest"))
                .as("the registry in memory and on PostgreSQL")
                .hasSize(2);
        for (String contract : CONTRACTS) {
            for (String claim : CLAIMS) {
                assertThat(lines)
                        .as("%s of %s", claim, contract)
                        .anyMatch(line -> line.startsWith("SUCCESSFUL")
                                && line.contains(contract)
                                && line.contains(claim)
                                && line.endsWith(SixthKind.NAME));
            }
        }
    }

    /** The compiler leads to each step: nothing lets a kind pass that it does not know. */
    @ParameterizedTest
    @CsvSource({
        "2, GadgetUser.java",
        "3, NewGadgetUser.java",
        "4, GadgetUserRefusal.java",
        "5, Creation.java",
        "6, Creation.java",
        "7, UserData.java",
        "8, PhoneFormChapter.java"
    })
    void withoutAStepItDoesNotCompile(int step, String file) throws IOException {
        List<Insertion> others = SixthKind.INSERTIONS.stream()
                .filter(insertion -> insertion.step() != step)
                .toList();
        List<Path> files = SixthKind.files().stream()
                .filter(path -> step != 5 || !path.endsWith("GadgetUserRules.java"))
                .toList();

        assertThat(CopiedSources.changed(folder, others, files).errors()).anyMatch(error -> error.startsWith(file));
    }

    @Test
    void thePageNamesWhateverIsChanged() throws IOException {
        String[] steps = Pattern.compile("(?m)^(?=\\d\\. )").split(Files.readString(PAGE), -1);
        for (Insertion insertion : SixthKind.INSERTIONS) {
            assertThat(steps[insertion.step()])
                    .startsWith(insertion.step() + ". ")
                    .contains("`" + insertion.type() + "`");
        }
    }
}
