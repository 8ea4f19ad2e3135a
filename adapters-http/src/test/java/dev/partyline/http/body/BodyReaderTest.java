package dev.partyline.http.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.exchange.Body;
import dev.partyline.http.exchange.Sent;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
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
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class BodyReaderTest {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data; boundary=b";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static Reading read(Set<Format> accepted, Map<String, String> headers, byte[] body) {
        Sent sent = Sent.of("POST", "/", "", headers, body);
        return new BodyReader(accepted).read(sent.request(), sent.body());
    }

    private static Reading read(String contentType, byte[] body) {
        return read(EnumSet.allOf(Format.class), Map.of("content-type", contentType), body);
    }

    private static Reading read(String contentType, String body) {
        return read(contentType, body.getBytes(UTF_8));
    }

    private static Map<String, JsonNode> members(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Read.class);
        return ((Reading.Read) reading).members().values();
    }

    private static JsonNode a(String json) {
        return new Members(members(read(JSON, json))).get("a").orElseThrow();
    }

    private static void assertMalformed(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Malformed.class);
    }

    private static String part(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    @Test
    void theMembersOfAJsonObjectKeepTheirTypesAndOrder() {
        var members = members(read(JSON, " {\"z\": \"+1\", \"a\": null, \"m\": {\"x\": [1, true]}} "));
        assertThat(List.copyOf(members.keySet())).containsExactly("z", "a", "m");
        assertThat(members).containsEntry("z", NODES.stringNode("+1")).containsEntry("a", NODES.nullNode());
        assertThat(members.get("m")).hasToString("{\"x\":[1,true]}");
    }

    @Test
    void aMemberThatIsNullIsThereAndOneThatIsMissingIsNot() {
        var members = new Members(members(read(JSON, "{\"a\": null}")));
        assertThat(members.get("a")).contains(NODES.nullNode());
        assertThat(members.get("b")).isEmpty();
        assertThat(members.names()).containsExactly("a");
        assertThat(members).hasToString("Members[1]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nonsense",
                "\"text\"",
                "1",
                "null",
                "[]",
                "[{}]",
                "{",
                "}",
                "{\"a\":1,}",
                "{\"a\"}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":\"\u0001\"}",
                "{} {}",
                "{}x",
                "{},",
                "/**/{}",
                "\uFEFF",
                "\uFEFF\uFEFF{}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{\"a\":[{\"b\":1,\"b\":2}]}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\ud8\"}"
            })
    void whatIsNotOneObjectWithEveryNameOnceIsMalformed(String body) {
        assertMalformed(read(JSON, body));
    }

    @Test
    void nestingBeyondReasonIsMalformedAndWithinItIsRead() {
        assertMalformed(read(JSON, "{\"a\":" + "[".repeat(65_000)));
        assertMalformed(read(JSON, "{\"a\":".repeat(10_000)));
        assertThat(members(read(JSON, "{\"a\":" + "[".repeat(99) + "]".repeat(99) + "}")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {JSON, FORM, MULTIPART})
    void bytesThatAreNotUtf8AreMalformed(String contentType) {
        for (int stray : List.of(0x80, 0xC0, 0xED, 0xF8, 0xFF)) {
            byte[] body =
                    "{\"a\":\"?\"}&--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n--b--".getBytes(UTF_8);
            body[6] = (byte) stray;
            assertThat(read(contentType, body)).isEqualTo(new Reading.Malformed("The body is not UTF-8."));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00", "\\udc00\\ud800", "x\\ud83dx", "\\u0000", "\\ud83d\\ude00"})
    void anEscapedSurrogateOrNullCharacterPassesAsItIs(String escaped) {
        String text = a("{\"a\":\"" + escaped + "\"}").stringValue();
        Set<String> names = members(read(JSON, "{\"" + escaped + "\":1}")).keySet();
        var expected = new StringBuilder();
        for (int i = 0; i < escaped.length(); ) {
            boolean escape = escaped.charAt(i) == '\\';
            expected.append(escape ? (char) Integer.parseInt(escaped.substring(i + 2, i + 6), 16) : escaped.charAt(i));
            i += escape ? 6 : 1;
        }
        assertThat(text).isEqualTo(expected.toString());
        assertThat(names).containsExactly(expected.toString());
    }

    @Test
    void anEscapedBackslashIsNoBeginningOfASurrogate() {
        assertThat(a("{\"a\":\"\\\\ud800\"}").stringValue()).isEqualTo("\\ud800");
        assertThat(a("{\"a\":\"\\\\\\ud800\"}").stringValue()).isEqualTo("\\\ud800");
    }

    @Test
    void aNameGivenTwiceIsMalformedWithHalfAPairToo() {
        assertMalformed(read(JSON, "{\"\\ud800\":1,\"\\uD800\":2}"));
        assertMalformed(read(JSON, "{\"a\":1 \\ud800}"));
    }

    @Test
    void longTextsNumbersAndNamesAreRead() {
        String text = "x".repeat(Body.LIMIT - "{\"a\":\"\"}".length());
        assertThat(a("{\"a\":\"" + text + "\"}").stringValue()).isEqualTo(text);
        assertThat(a("{\"a\":" + "9".repeat(65_000) + "}").isIntegralNumber()).isTrue();
        assertThat(a("{\"a\":0." + "9".repeat(65_000) + "}").isNumber()).isTrue();
        assertThat(a("{\"a\":1e999999}").decimalValue()).isEqualTo(new BigDecimal("1e999999"));
        assertThat(read(JSON, "{\"a\":1e999999999999}")).isInstanceOf(Reading.Malformed.class);
        assertThat(members(read(JSON, "{\"" + "n".repeat(65_000) + "\":1}"))).containsKey("n".repeat(65_000));
    }

    @Test
    void aBodyOfExactly64KiBIsReadAndOneByteMoreIsTooLarge() {
        byte[] most = "{}".concat(" ".repeat(Body.LIMIT - 2)).getBytes(UTF_8);
        assertThat(read(JSON, most)).isInstanceOf(Reading.Read.class);
        assertThat(read(JSON, new String(most, UTF_8) + " ")).isInstanceOf(Reading.TooLarge.class);
    }

    @Test
    void anUrlencodedFormIsReadAsTextsWithoutWhatWasLeftBlank() {
        assertThat(members(read(FORM, "type=shared&phoneNumber=%2B14155550132&firstName=Ada+K%C3%B6nig&email=")))
                .isEqualTo(Map.of(
                        "type", NODES.stringNode("shared"),
                        "phoneNumber", NODES.stringNode("+14155550132"),
                        "firstName", NODES.stringNode("Ada König")));
        assertThat(members(read(FORM, "phoneNumber=+1"))).containsEntry("phoneNumber", NODES.stringNode(" 1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=%", "a=%zz", "%=a", "a=%ff", "a=1&a=1", "a=1&%61=2"})
    void anUrlencodedFormThatIsNoneIsMalformed(String body) {
        assertMalformed(read(FORM, body));
    }

    @Test
    void aMultipartFormIsReadAsTextsWithoutWhatWasLeftBlank() {
        String body = "ignored\r\n" + part("type", "shared") + part("phoneNumber", "+14155550132")
                + "--b\r\nX: y\r\ncontent-disposition: form-data; filename=\"f.txt\"; name=naïve\r\n"
                + "Content-Type: text/plain\r\n\r\nKönig\r\n\r\n--not b\r\n" + part("empty", "") + "--b--\r\nignored";
        assertThat(members(read(MULTIPART, body)))
                .isEqualTo(Map.of(
                        "type", NODES.stringNode("shared"),
                        "phoneNumber", NODES.stringNode("+14155550132"),
                        "naïve", NODES.stringNode("König\r\n\r\n--not b")));
    }

    @Test
    void aMultipartFormCutOffAnywhereIsMalformed() {
        String body = part("type", "shared") + part("phoneNumber", "+14155550132") + "--b--";
        assertThat(members(read(MULTIPART, body))).hasSize(2);
        for (int end = 0; end < body.length(); end++) {
            assertMalformed(read(MULTIPART, body.substring(0, end)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=other",
                "multipart/form-data; boundary=ééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé"
            })
    void aMultipartFormWithoutItsBoundaryIsMalformed(String contentType) {
        assertMalformed(read(contentType, part("a", "1") + "--b--"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Disposition: form-data\r\n\r\n1",
                "Content-Disposition: form-data; filename=a\r\n\r\n1",
                "Content-Disposition: attachment; name=a\r\n\r\n1",
                "Content-Type: text/plain\r\n\r\n1",
                "\r\n1",
                "1"
            })
    void aPartWithoutANameIsMalformed(String part) {
        assertMalformed(read(MULTIPART, "--b\r\n" + part + "\r\n--b--"));
        assertMalformed(read(MULTIPART, part("a", "1") + "--b\r\n" + part + "\r\n--b--"));
        assertMalformed(read(MULTIPART, "--b\r\n" + part + "\r\n" + part("a", "1") + "--b--"));
    }

    @Test
    void aFieldGivenTwiceIsMalformed() {
        assertMalformed(read(MULTIPART, part("a", "1") + part("a", "1") + "--b--"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                " application/json ;charset=UTF-8",
                "application/json; charset=utf-8",
                "application/json;charset=\"Utf-8\"",
                "application/json; CHARSET=utf-8; profile=\"x;y\"",
                "application/json; charset=utf8",
                "application/json;"
            })
    void aMediaTypeIsComparedInAnyCaseAndMayHaveParameters(String contentType) {
        assertThat(members(read(contentType, "{}"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "application",
                "application/vnd.x+json",
                "application/problem+json",
                "text/json",
                "text/plain",
                "application/json charset=utf-8",
                "application/json, application/json",
                "application/json;charset=utf-16",
                "application/json; charset=iso-8859-1",
                "application/x-www-form-urlencoded; charset=windows-1252",
                "multipart/form-data; boundary=b; charset=us-ascii",
                "multipart/mixed; boundary=b"
            })
    void anyOtherMediaTypeIsUnsupported(String contentType) {
        assertThat(read(contentType, "{}")).isInstanceOf(Reading.UnsupportedMediaType.class);
        assertThat(read(contentType, new byte[0])).isInstanceOf(Reading.UnsupportedMediaType.class);
    }

    @ParameterizedTest
    @CsvSource({"gzip, false", "GZIP, false", "identity, true", "Identity, true"})
    void aBodyThatIsCompressedIsUnsupported(String coding, boolean supported) {
        Reading reading = read(
                EnumSet.allOf(Format.class),
                Map.of("Content-Type", JSON, "Content-Encoding", coding),
                "{}".getBytes(UTF_8));
        assertThat(reading instanceof Reading.Read).isEqualTo(supported);
        assertThat(reading instanceof Reading.UnsupportedMediaType).isNotEqualTo(supported);
    }

    /** Case 17. */
    @Test
    void whatIsWrongIsNamed() {
        assertThat(read("multipart/form-data", "--b--"))
                .isEqualTo(new Reading.Malformed("The Content-Type multipart/form-data has no boundary."));
        assertThat(read("application/json; charset=utf-16", "{}"))
                .isEqualTo(new Reading.UnsupportedMediaType("The charset of the Content-Type must be UTF-8."));
        assertThat(read(Set.of(Format.JSON), Map.of("Content-Type", "text/plain"), new byte[0]))
                .isEqualTo(new Reading.UnsupportedMediaType("The Content-Type must be application/json."));
        assertThat(read(
                        EnumSet.allOf(Format.class),
                        Map.of("Content-Type", JSON, "Content-Encoding", "gzip"),
                        new byte[0]))
                .isEqualTo(new Reading.UnsupportedMediaType(
                        "The body must not be compressed: send it without a Content-Encoding."));
    }

    /** Case 17. */
    @ParameterizedTest
    @CsvSource({"application/json, {}", "application/x-www-form-urlencoded, a=1"})
    void aByteOrderMarkIsSkipped(String contentType, String body) {
        assertThat(read(contentType, "\uFEFF" + body)).isEqualTo(read(contentType, body));
    }

    @Test
    void aBodyThatDoesNotSayItsTypeIsUnsupported() {
        assertThat(read(EnumSet.allOf(Format.class), Map.of(), "{}".getBytes(UTF_8)))
                .isInstanceOf(Reading.UnsupportedMediaType.class);
    }

    @Test
    void aFormatThatIsNotAcceptedIsUnsupported() {
        assertThat(read(Set.of(Format.JSON), Map.of("Content-Type", FORM), "a=1".getBytes(UTF_8)))
                .isInstanceOf(Reading.UnsupportedMediaType.class);
    }

    @Test
    void foldTakesTheFunctionOfTheCaseAtHand() {
        List<Reading> readings = List.of(
                new Reading.Read(new Members(Map.of())),
                new Reading.UnsupportedMediaType("such"),
                new Reading.TooLarge(),
                new Reading.Malformed("so"));
        assertThat(Reading.class.getPermittedSubclasses()).hasSize(readings.size());
        assertThat(readings.stream()
                        .<String>map(reading -> reading.fold(members -> "read", why -> why, () -> "large", why -> why)))
                .containsExactly("read", "such", "large", "so");
    }

    @Property
    void randomBytesNeverMakeItThrow(@ForAll byte[] body, @ForAll("contentTypes") String contentType) {
        assertThat(read(contentType, body)).isNotNull();
    }

    @Property
    void randomPiecesOfBodiesNeverMakeItThrow(
            @ForAll("pieces") List<String> pieces, @ForAll("contentTypes") String contentType) {
        assertThat(read(contentType, String.join("", pieces))).isNotNull();
    }

    @Property
    void randomMediaTypesNeverMakeItThrow(@ForAll String contentType) {
        assertThat(read(contentType, "{}")).isNotNull();
        assertThat(read("application/json;" + contentType, "{}")).isNotNull();
        assertThat(read("multipart/form-data;boundary=" + contentType, part("a", "1")))
                .isNotNull();
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.MIXIN)
    void whatIsWrittenIsRead(@ForAll("objects") ObjectNode object) {
        assertThat(members(read(JSON, JsonMapper.shared().writeValueAsBytes(object))))
                .isEqualTo(new LinkedHashMap<>(properties(object)));
    }

    @Property
    void theFieldsOfAMultipartFormAreReadAsTheyAre(@ForAll("texts") String text) {
        String value = text + "!";
        assertThat(members(read(
                        "multipart/form-data; boundary=----x",
                        part("a", value).replace("--b", "------x").concat("------x--\r\n"))))
                .isEqualTo(Map.of("a", NODES.stringNode(value.replace("--b", "------x"))));
    }

    @Provide
    Arbitrary<String> contentTypes() {
        return Arbitraries.of(JSON, FORM, MULTIPART);
    }

    @Provide
    Arbitrary<List<String>> pieces() {
        return Arbitraries.of(
                        "--b",
                        "--",
                        "\r\n",
                        "\r\n\r\n",
                        "Content-Disposition: form-data; name=\"a\"",
                        "a",
                        "=",
                        "&",
                        "%",
                        "%41",
                        "%ff",
                        "{",
                        "}",
                        "[",
                        "]",
                        "\"",
                        "\"a\"",
                        ":",
                        ",",
                        "1",
                        "null",
                        "\\ud800",
                        "\\",
                        " ",
                        "é")
                .list()
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .excludeChars('-')
                .filter(text -> UTF_8.newEncoder().canEncode(text));
    }

    @Provide
    Arbitrary<ObjectNode> objects() {
        Arbitrary<JsonNode> scalars = Arbitraries.oneOf(
                texts().map(NODES::stringNode),
                Arbitraries.integers().map(NODES::numberNode),
                fractions().map(NODES::numberNode),
                Arbitraries.of(true, false).map(NODES::booleanNode),
                Arbitraries.just(NODES.nullNode()));
        Arbitrary<JsonNode> values = Arbitraries.recursive(
                () -> scalars,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(3).map(items -> (JsonNode) new ArrayNode(NODES).addAll(items)),
                        Arbitraries.maps(texts(), inner).ofMaxSize(3).map(BodyReaderTest::object)),
                0,
                3);
        return Arbitraries.maps(texts(), values).ofMaxSize(6).map(BodyReaderTest::object);
    }

    private static ObjectNode object(Map<String, JsonNode> members) {
        return new ObjectNode(NODES, new LinkedHashMap<>(members));
    }

    private static Map<String, JsonNode> properties(ObjectNode object) {
        var properties = new LinkedHashMap<String, JsonNode>();
        object.properties().forEach(member -> properties.put(member.getKey(), member.getValue()));
        return properties;
    }

    private static Arbitrary<BigDecimal> fractions() {
        return Combinators.combine(
                        Arbitraries.longs().filter(unscaled -> unscaled % 10 != 0),
                        Arbitraries.integers().between(1, 30))
                .as(BigDecimal::valueOf);
    }
}
