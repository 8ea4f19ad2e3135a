package dev.partyline.http.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partyline.domain.tenant.LinePreference;
import dev.partyline.domain.tenant.LinePreference.Near;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneRule;
import dev.partyline.domain.value.ValueRules;
import dev.partyline.http.config.Configuration.SpectrumProject;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.PoolLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ConfigurationReaderTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String ID = "4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b77";

    /** As the host's documentation has it. */
    private static final String EXAMPLE = """
            {
              "spectrum": {
                "projects": [
                  {"id": "4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b77", "secret": "s3cret", "maxSharedUsers": 3,
                   "lines": ["+14155550100", "+14155550101"],
                   "sharedIdentity": "phone", "phoneNumbers": "e164", "emails": "published", "recreation": "fresh"}
                ],
                "pool": [{"number": "+14155550900", "capacity": 1000}, "+14155550901"]
              },
              "corti":   {"projects": [{"id": "consoleproject", "token": "t0ken", "customers": ["contosohospital"]}]},
              "connect": {"accounts": [{"id": "acme", "apiKey": "k3y", "keys": []}]},
              "prelude": {"apps": [{"id": "54e9ujn", "token": "t0ken", "sessions": true, "maxIdentifiers": 5}]}
            }
            """;

    private static JsonNode example() {
        return JSON.readTree(EXAMPLE);
    }

    /** The example with another value at one place; where the value is null, without it. */
    private static JsonNode exampleWith(String pointer, String value) {
        JsonNode example = example();
        set(example, JsonPointer.compile(pointer), JSON.readTree(value));
        return example;
    }

    private static void set(JsonNode file, JsonPointer pointer, JsonNode value) {
        JsonNode parent = file.at(pointer.head());
        JsonPointer last = pointer.last();
        if (parent instanceof ArrayNode list && last.getMatchingIndex() == list.size()) {
            list.add(value);
        } else if (parent instanceof ArrayNode list) {
            list.set(last.getMatchingIndex(), value);
        } else {
            ((ObjectNode) parent).set(last.getMatchingProperty(), value);
        }
    }

    private static JsonNode exampleWithout(String pointer) {
        JsonPointer place = JsonPointer.compile(pointer);
        JsonNode example = example();
        ((ObjectNode) example.at(place.head())).remove(place.last().getMatchingProperty());
        return example;
    }

    /** The place, as a fault names it: {@code /a/0/b} is {@code a[0].b}. */
    private static String place(String pointer) {
        return pointer.substring(1).replaceAll("/([0-9]+)", "[$1]").replace('/', '.');
    }

    private static List<String> places(String json) {
        try {
            ConfigurationReader.read(json);
            return List.of();
        } catch (ConfigurationException wrong) {
            return wrong.faults().stream().map(ConfigurationFault::place).toList();
        }
    }

    private static SpectrumProject projectOf(JsonNode file) throws ConfigurationException {
        return ConfigurationReader.read(file.toString()).projects().get(0);
    }

    private static Line line(String number) {
        return Line.of(number).get();
    }

    @Test
    void theExampleIsAcceptedWhole() throws ConfigurationException {
        Configuration configuration = ConfigurationReader.read(EXAMPLE);

        assertThat(configuration.pool())
                .containsExactly(new PoolLine(line("+14155550900"), 1000), PoolLine.unlimited(line("+14155550901")));
        assertThat(configuration.projects()).hasSize(1);
        SpectrumProject project = configuration.projects().get(0);
        assertThat(project.project().id()).hasToString(ID);
        assertThat(project.project())
                .isEqualTo(Project.of(project.project().id()).withMaxSharedUsers(3));
        assertThat(project.lines()).isEqualTo(Set.of(line("+14155550100"), line("+14155550101")));
        assertThat(project.secret().matches("s3cret")).isTrue();
        for (String wrong : List.of("", "s3cre", "s3cret ", "S3CRET", "s3cret\0")) {
            assertThat(project.secret().matches(wrong)).as(wrong).isFalse();
        }
    }

    @Test
    void whatMayBeLeftOutIsByDefaultAsPublished() throws ConfigurationException {
        Configuration configuration = ConfigurationReader.read("""
                {"spectrum": {"projects": [{"id": "%s", "secret": "s", "lines": []}], "pool": ["+14155550900"]},
                 "connect": {"accounts": [{"id": "acme", "apiKey": "k3y"}]},
                 "prelude": {"apps": [{"id": "54e9ujn", "token": "t0ken"}]}}
                """.formatted(ID));

        Project project = configuration.projects().get(0).project();
        assertThat(project).isEqualTo(Project.of(project.id()));
        assertThat(configuration.pool()).containsExactly(PoolLine.unlimited(line("+14155550900")));
    }

    @Test
    void everyChoiceIsRead() throws ConfigurationException {
        String at = "/spectrum/projects/0/";
        for (Map.Entry<String, SharedIdentity> choice : Map.of(
                        "phone", SharedIdentity.PHONE, "phone-or-email", SharedIdentity.PHONE_OR_EMAIL)
                .entrySet()) {
            Project project = projectOf(exampleWith(at + "sharedIdentity", quoted(choice.getKey())))
                    .project();
            assertThat(project.sharedIdentity()).isEqualTo(choice.getValue());
        }
        for (PhoneRule rule : PhoneRule.values()) {
            Project project = projectOf(exampleWith(at + "phoneNumbers", quoted(lower(rule))))
                    .project();
            assertThat(project.values()).isEqualTo(new ValueRules(rule, EmailRule.PUBLISHED));
        }
        for (EmailRule rule : List.of(EmailRule.PUBLISHED, EmailRule.STRICT)) {
            Project project =
                    projectOf(exampleWith(at + "emails", quoted(lower(rule)))).project();
            assertThat(project.values()).isEqualTo(new ValueRules(PhoneRule.E164, rule));
        }
        for (Recreation recreation : Recreation.values()) {
            Project project = projectOf(exampleWith(at + "recreation", quoted(lower(recreation))))
                    .project();
            assertThat(project.recreation()).isEqualTo(recreation);
        }
        for (int limit : new int[] {0, 1, Integer.MAX_VALUE}) {
            Project project = projectOf(exampleWith(at + "maxSharedUsers", Integer.toString(limit)))
                    .project();
            assertThat(project.maxSharedUsers()).hasValue(limit);
        }
        for (String keys : List.of("[]", "[\"email\"]", "[\"identity\", \"msisdn\", \"email\"]")) {
            assertThat(places(exampleWith("/connect/accounts/0/keys", keys).toString()))
                    .isEmpty();
        }
    }

    @Test
    void P7_whatAProjectPrefersIsRead() throws ConfigurationException {
        Map<String, Near> choices = Map.of("none", Near.ANYWHERE, "country", Near.COUNTRY, "area", Near.AREA);
        for (Map.Entry<String, Near> choice : choices.entrySet()) {
            JsonNode example = exampleWith("/spectrum/projects/0/prefer", quoted(choice.getKey()));
            assertThat(projectOf(example).project().lines()).isEqualTo(LinePreference.first(choice.getValue()));
            set(example, JsonPointer.compile("/spectrum/projects/0/preferOnly"), JSON.readTree("true"));
            assertThat(projectOf(example).project().lines()).isEqualTo(LinePreference.only(choice.getValue()));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RETIRED")
    void P8_theStateOfALineIsRead(LineState state) throws ConfigurationException {
        JsonNode example = exampleWith("/spectrum/pool/0/state", quoted(lower(state)));

        assertThat(ConfigurationReader.read(example.toString()).pool())
                .first()
                .isEqualTo(new PoolLine(line("+14155550900"), 1000, state));
    }

    @Test
    void V9_anIdIsReadInAnyCase() throws ConfigurationException {
        JsonNode example = exampleWith("/spectrum/projects/0/id", quoted(ID.toUpperCase(Locale.ROOT)));

        assertThat(projectOf(example).project().id()).hasToString(ID);
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @ParameterizedTest
    @ValueSource(strings = {"/spectrum", "/corti", "/connect", "/prelude"})
    void aSectionMayBeLeftOut(String section) {
        assertThat(places(exampleWithout(section).toString())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/spectrum/projects/0/id",
                "/spectrum/projects/0/secret",
                "/spectrum/pool/0/number",
                "/corti/projects/0/id",
                "/corti/projects/0/token",
                "/connect/accounts/0/id",
                "/connect/accounts/0/apiKey",
                "/prelude/apps/0/id",
                "/prelude/apps/0/token"
            })
    void whatIsRequiredIsMissedAtItsPlace(String pointer) {
        assertThat(places(exampleWithout(pointer).toString())).containsExactly(place(pointer));
        assertThat(places(exampleWith(pointer, "null").toString())).containsExactly(place(pointer));
        assertThat(places(exampleWith(pointer, "\"\"").toString())).containsExactly(place(pointer));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /spectrum                            | []
                    /spectrum/projects                   | {}
                    /spectrum/projects/0/id              | 7
                    /spectrum/projects/0/id              | "WRONG"
                    /spectrum/projects/0/id              | "4f9d1c1e-6a53-9c39-9a53-0d8f6a1f2b77"
                    /spectrum/projects/0/id              | "4f9d1c1e-6a53-4c39-7a53-0d8f6a1f2b77"
                    /spectrum/projects/0/id              | "4f9d1c1e6a534c399a530d8f6a1f2b77"
                    /spectrum/projects/0/secret          | 5
                    /spectrum/projects/0/secret          | "WRONG\\n"
                    /spectrum/projects/0/secret          | "WRONG\\u0085"
                    /spectrum/projects/0/maxSharedUsers  | -1
                    /spectrum/projects/0/maxSharedUsers  | 1.5
                    /spectrum/projects/0/maxSharedUsers  | "WRONG"
                    /spectrum/projects/0/maxSharedUsers  | 2147483648
                    /spectrum/projects/0/maxSharedUsers  | 1e400
                    /spectrum/projects/0/maxSharedUsers  | true
                    /spectrum/projects/0/lines           | "+14155550100"
                    /spectrum/projects/0/lines/1         | "+1 415 555 0101"
                    /spectrum/projects/0/lines/1         | 14155550101
                    /spectrum/projects/0/lines/1         | "WRONG"
                    /spectrum/projects/0/lines/1         | {"number": "+14155550101"}
                    /spectrum/projects/0/sharedIdentity  | "email"
                    /spectrum/projects/0/sharedIdentity  | "PHONE"
                    /spectrum/projects/0/sharedIdentity  | "WRONG"
                    /spectrum/projects/0/phoneNumbers    | "E164"
                    /spectrum/projects/0/phoneNumbers    | ["e164"]
                    /spectrum/projects/0/emails          | ""
                    /spectrum/projects/0/recreation      | "avoid last line"
                    /spectrum/projects/0/recreation      | false
                    /spectrum/projects/0/prefer          | "anywhere"
                    /spectrum/projects/0/prefer          | "COUNTRY"
                    /spectrum/projects/0/prefer          | false
                    /spectrum/projects/0/preferOnly      | "true"
                    /spectrum/projects/0/preferOnly      | 1
                    /spectrum/pool                       | "+14155550900"
                    /spectrum/pool/0/number              | "14155550900"
                    /spectrum/pool/0/number              | 14155550900
                    /spectrum/pool/0/capacity            | -1
                    /spectrum/pool/0/capacity            | "WRONG"
                    /spectrum/pool/0/state               | "WRONG"
                    /spectrum/pool/0/state               | "at_risk"
                    /spectrum/pool/0/state               | "retired"
                    /spectrum/pool/0/state               | true
                    /spectrum/pool/1                     | "WRONG"
                    /spectrum/pool/1                     | 14155550901
                    /corti                               | "WRONG"
                    /corti/projects                      | "WRONG"
                    /corti/projects/0/id                 | 7
                    /corti/projects/0/token              | 7
                    /corti/projects/0/token              | " WRONG"
                    /corti/projects/0/token              | "WRONG\\u007f"
                    /corti/projects/0/customers          | {}
                    /corti/projects/0/customers/0        | 7
                    /connect                             | "WRONG"
                    /connect/accounts                    | "WRONG"
                    /connect/accounts/0/apiKey           | {}
                    /connect/accounts/0/apiKey           | "WRONG "
                    /connect/accounts/0/apiKey           | "WRONG\\t7"
                    /connect/accounts/0/keys             | "email"
                    /connect/accounts/0/keys/0           | "WRONG"
                    /prelude                             | "WRONG"
                    /prelude/apps                        | 7
                    /prelude/apps/0/token                | []
                    /prelude/apps/0/token                | "WRONGé"
                    /prelude/apps/0/token                | "WRONG\\n"
                    /prelude/apps/0/sessions             | "WRONG"
                    /prelude/apps/0/sessions             | 1
                    /prelude/apps/0/maxIdentifiers       | 0
                    /prelude/apps/0/maxIdentifiers       | "5"
                    """)
    void aWrongValueIsNamedByItsPlaceAndNotRepeated(String pointer, String value) {
        String file = exampleWith(pointer, value).toString();

        assertThat(places(file)).containsExactly(place(pointer));
        assertThatThrownBy(() -> ConfigurationReader.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(place(pointer) + ": ")
                .message()
                .doesNotContain("WRONG", "1415555");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/users",
                "/Spectrum",
                "/spectrum/lines",
                "/spectrum/projects/0/token",
                "/spectrum/projects/0/maxsharedusers",
                "/spectrum/pool/0/status",
                "/corti/customers",
                "/corti/projects/0/secret",
                "/connect/projects",
                "/connect/accounts/0/token",
                "/prelude/projects",
                "/prelude/apps/0/keys"
            })
    void anUnknownMemberIsAFault(String pointer) {
        assertThat(places(exampleWith(pointer, "null").toString())).containsExactly(place(pointer));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /spectrum/projects/1          | {"id": "4F9D1C1E-6A53-4C39-9A53-0D8F6A1F2B77", "secret": "x", "lines": []} | .id
                    /spectrum/projects/0/lines/2  | "+14155550100"                                    |
                    /spectrum/projects/1          | {"id": "4F9D1C1E-6A53-4C39-9A53-0D8F6A1F2B78", "secret": "x", "lines": ["+14155550100"]} | .lines[0]
                    /spectrum/pool/2              | "+14155550900"                                    |
                    /spectrum/pool/2              | {"number": "+14155550901"}                        | .number
                    /corti/projects/1             | {"id": "consoleproject", "token": "x", "customers": []} | .id
                    /corti/projects/0/customers/1 | "contosohospital"                                 |
                    /connect/accounts/1           | {"id": "acme", "apiKey": "x"}                     | .id
                    /connect/accounts/1           | {"id": "other", "apiKey": "k3y"}                  | .apiKey
                    /prelude/apps/1               | {"id": "54e9ujn", "token": "x"}                   | .id
                    """)
    void whatMayStandOnceIsAFaultWhereItStandsAgain(String pointer, String value, String member) {
        assertThat(places(exampleWith(pointer, value).toString()))
                .containsExactly(place(pointer) + (member == null ? "" : member));
    }

    @Test
    void aLineStandsOnceHoweverItIsSpelled() {
        String lines = "[\"+447700900123\", \"+4407700900123\"]";

        assertThat(places(exampleWith("/spectrum/projects/0/lines", lines).toString()))
                .containsExactly("spectrum.projects[0].lines[1]");
        assertThat(places(exampleWith("/spectrum/pool", lines).toString())).containsExactly("spectrum.pool[1]");
    }

    @Test
    void aKeyMayStandOnce() {
        assertThat(places(exampleWith("/connect/accounts/0/keys", "[\"email\", \"email\"]")
                        .toString()))
                .containsExactly("connect.accounts[0].keys[1]");
    }

    @Test
    void anIdMayStandOnceInEachSection() {
        JsonNode example = exampleWith("/prelude/apps/0/id", quoted("same"));
        set(example, JsonPointer.compile("/corti/projects/0/id"), JSON.readTree(quoted("same")));
        set(example, JsonPointer.compile("/connect/accounts/0/id"), JSON.readTree(quoted("same")));

        assertThat(places(example.toString())).isEmpty();
    }

    @Test
    void everyFaultIsToldAtOnce() {
        JsonNode example = example();
        List<String> wrong = List.of(
                "/spectrum/projects/0/id",
                "/spectrum/projects/0/secret",
                "/spectrum/projects/0/maxSharedUsers",
                "/spectrum/projects/0/lines/0",
                "/spectrum/projects/0/lines/1",
                "/spectrum/projects/0/sharedIdentity",
                "/spectrum/projects/0/phoneNumbers",
                "/spectrum/projects/0/emails",
                "/spectrum/projects/0/recreation",
                "/spectrum/projects/0/prefer",
                "/spectrum/projects/0/preferOnly",
                "/spectrum/projects/0/unknown",
                "/spectrum/pool/0/number",
                "/spectrum/pool/0/capacity",
                "/spectrum/pool/0/state",
                "/spectrum/pool/0/unknown",
                "/spectrum/pool/1",
                "/spectrum/unknown",
                "/corti/projects/0/id",
                "/corti/projects/0/token",
                "/corti/projects/0/customers/0",
                "/connect/accounts/0/id",
                "/connect/accounts/0/apiKey",
                "/connect/accounts/0/keys/0",
                "/prelude/apps/0/id",
                "/prelude/apps/0/token",
                "/prelude/apps/0/sessions",
                "/prelude/apps/0/maxIdentifiers",
                "/unknown");
        wrong.forEach(pointer -> set(example, JsonPointer.compile(pointer), JSON.readTree("-7")));

        List<String> expected = new ArrayList<>(
                wrong.stream().map(ConfigurationReaderTest::place).toList());
        assertThat(places(example.toString())).containsExactlyInAnyOrderElementsOf(expected);
        assertThatThrownBy(() -> ConfigurationReader.read(example.toString()))
                .message()
                .hasLineCount(expected.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "7", "\"{}\"", "true"})
    void aFileThatIsNoObjectIsWrong(String file) {
        assertThat(places(file)).containsExactly("the file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"spectrum\": {},\n \"spectrum\": {}}' | line 2, column ",
                "'{\"spectrum\": {\"pool\": [],\n\n\"pool\": []}}' | line 3, column ",
                "'{\n\"s3cret\"' | line 2, column ",
                "'{} {}' | line 1, column ",
                "'{\"spectrum\": }' | line 1, column ",
                "'{''spectrum'': {}}' | line 1, column "
            })
    void whatIsNotJsonIsNamedByItsLineAndColumn(String file, String place) {
        assertThat(places(file)).singleElement().asString().startsWith(place);
        assertThatThrownBy(() -> ConfigurationReader.read(file))
                .isInstanceOf(ConfigurationException.class)
                .message()
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\uFEFF{}", "{", "{\"a\":1e}", "\u0000", "[", "nul"})
    void whatIsNotJsonAtAllIsWrongToo(String file) {
        assertThat(places(file)).hasSize(1);
    }

    @Test
    void whatIsBeyondAllReasonIsWrongToo() {
        assertThat(places("[".repeat(100_000))).containsExactly("the file");
        assertThat(places("{\"spectrum\":".repeat(100_000))).containsExactly("the file");
        assertThat(places("9".repeat(100_000))).hasSize(1);
        assertThat(places("{\"" + "x".repeat(100_000) + "\":1}")).hasSize(1);
    }

    // Whatever the file

    private static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "spectrum",
                        "corti",
                        "connect",
                        "prelude",
                        "projects",
                        "pool",
                        "accounts",
                        "apps",
                        "id",
                        "secret",
                        "lines",
                        "number",
                        "capacity",
                        "maxSharedUsers",
                        "sharedIdentity",
                        "token",
                        "customers",
                        "apiKey",
                        "keys",
                        "sessions",
                        "maxIdentifiers"),
                Arbitraries.strings().ofMaxLength(4));
    }

    private static Arbitrary<JsonNode> leaves() {
        return Arbitraries.of(
                        "null",
                        "true",
                        "0",
                        "-1",
                        "1.5",
                        "1e400",
                        "99999999999",
                        "\"\"",
                        "[]",
                        "{}",
                        "\"phone\"",
                        "\"email\"",
                        "\"+14155550900\"",
                        "\"" + ID + "\"",
                        "\"\\u0000\"",
                        "\"\\ud800\"")
                .map(JSON::readTree);
    }

    private static Arbitrary<JsonNode> trees(int depth) {
        if (depth == 0) {
            return leaves();
        }
        Arbitrary<JsonNode> lists = trees(depth - 1)
                .list()
                .ofMaxSize(3)
                .map(elements -> JSON.createArrayNode().addAll(elements));
        Arbitrary<JsonNode> objects = Arbitraries.maps(names(), trees(depth - 1))
                .ofMaxSize(4)
                .map(members -> JSON.createObjectNode().setAll(members));
        return Arbitraries.oneOf(List.of(leaves(), lists, objects));
    }

    @Provide
    Arbitrary<String> files() {
        return trees(5).map(JsonNode::toString);
    }

    @Provide
    Arbitrary<String> nearlyTheExample() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, EXAMPLE.length()),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of("", "{", "}", "[", "]", ",", ":", "\"", "null", "7", "\0", "\\", "\ud800"))
                .as((from, length, inserted) -> EXAMPLE.substring(0, from)
                        + inserted
                        + EXAMPLE.substring(Math.min(EXAMPLE.length(), from + length)));
    }

    private static void assertReadOrRefused(String file) {
        try {
            assertThat(ConfigurationReader.read(file)).isNotNull();
        } catch (ConfigurationException wrong) {
            assertThat(wrong.faults()).isNotEmpty().allSatisfy(fault -> {
                assertThat(fault.place()).isNotEmpty();
                assertThat(fault.message()).isNotEmpty();
            });
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anyJsonIsReadOrRefused(@ForAll("files") String file) {
        assertReadOrRefused(file);
    }

    @Property
    void anyTextIsReadOrRefused(@ForAll String file) {
        assertReadOrRefused(file);
    }

    @Property
    void theExampleWithAnythingInItIsReadOrRefused(@ForAll("nearlyTheExample") String file) {
        assertReadOrRefused(file);
    }
}
