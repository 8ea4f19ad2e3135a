package dev.partyline.http.importing;

import dev.partyline.http.body.Members;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * What the columns of a file are in one API. A name counts without its case, spaces and signs. If a row has several
 * names of one member, the first that has a value counts, in the order that is here. For one thread and one file.
 */
public final class Columns {
    private static final List<String> PHONE = List.of(
            "phonenumber", "phone", "msisdn", "mobile", "mobilephone", "mobilenumber", "cellphone", "telephone");
    private static final List<String> EMAIL = List.of("email", "emailaddress", "mail");
    private static final List<String> FIRST_NAME = List.of("firstname", "givenname", "forename");
    private static final List<String> LAST_NAME = List.of("lastname", "familyname", "surname");
    private static final List<String> NAME = List.of("name", "fullname", "displayname");
    private static final List<String> EXTERNAL_ID = List.of("externalid", "userid", "localid", "uid", "id");
    private static final List<String> LINE = List.of("assignedphonenumber", "assignednumber", "line");
    private static final List<String> IDENTITY = List.of("identity", "personalnumber", "organisationnumber");
    private static final List<String> METADATA = List.of("metadata", "usermetadata", "attributes");
    private static final List<String> TYPE = List.of("type");
    private static final List<String> PASSWORD = List.of("password");
    private static final List<String> PASSWORD_HASH =
            List.of("passwordhash", "hashedpassword", "passworddigest", "encryptedpassword");
    private static final List<String> VERIFIED = List.of("emailverified");
    private static final List<String> ENABLED = List.of("enabled");
    private static final List<String> DISABLED = List.of("disabled", "blocked");
    private static final List<String> IDENTIFIERS = List.of("identifiers");
    private static final List<String> PROFILE = List.of("profile");

    private static final Map<String, List<List<String>>> OF_APIS = Map.of(
            "spectrum", List.of(TYPE, PHONE, LINE, FIRST_NAME, LAST_NAME, EMAIL),
            "corti", List.of(EMAIL, FIRST_NAME, LAST_NAME, PASSWORD, PASSWORD_HASH, VERIFIED, ENABLED, DISABLED),
            "connect", List.of(NAME, FIRST_NAME, LAST_NAME, EMAIL, PHONE, IDENTITY, METADATA),
            "prelude", List.of(IDENTIFIERS, PHONE, EMAIL, PROFILE, FIRST_NAME, LAST_NAME, NAME, EXTERNAL_ID));

    private final String api;
    private final Set<String> known;
    private final Set<String> ignored = new TreeSet<>();

    /** The columns of an API by its name. */
    public Columns(String api) {
        this.api = api;
        this.known = OF_APIS.getOrDefault(api, List.of()).stream()
                .flatMap(List::stream)
                .collect(Collectors.toSet());
    }

    /** The names so far that the API has nothing for. Not many: each row could have its own. */
    public Set<String> ignored() {
        return ignored;
    }

    /** The body of a create that the row is. */
    public Members members(Members row) {
        Row read = new Row(new LinkedHashMap<>());
        row.values().forEach((name, value) -> {
            String normal = normal(name);
            if (!known.contains(normal)) {
                ignore(name);
            } else if (!value.isNull()) {
                read.values().putIfAbsent(normal, value);
            }
        });
        return new Members(
                switch (api) {
                    case "spectrum" -> spectrum(read);
                    case "corti" -> corti(read);
                    case "connect" -> connect(read);
                    default -> prelude(read);
                });
    }

    private void ignore(String name) {
        if (ignored.size() < 50) {
            ignored.add(name);
        }
    }

    private static String normal(String name) {
        return name.codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .toLowerCase(Locale.ROOT);
    }

    /** The values of a row by their normal names. */
    private record Row(Map<String, JsonNode> values) {
        Optional<JsonNode> value(List<String> names) {
            return names.stream()
                    .flatMap(name -> Stream.ofNullable(values.get(name)))
                    .findFirst();
        }

        /** In a CSV file, a truth value is a word. */
        Optional<JsonNode> truth(List<String> names) {
            return value(names).map(value -> switch (value.asString("").toLowerCase(Locale.ROOT)) {
                case "true" -> BooleanNode.TRUE;
                case "false" -> BooleanNode.FALSE;
                default -> value;
            });
        }

        void put(Map<String, JsonNode> members, String name, List<String> names) {
            value(names).ifPresent(value -> members.put(name, value));
        }
    }

    private static Map<String, JsonNode> spectrum(Row row) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        members.put("type", StringNode.valueOf(row.value(LINE).isPresent() ? "dedicated" : "shared"));
        row.put(members, "type", TYPE);
        row.put(members, "phoneNumber", PHONE);
        row.put(members, "assignedPhoneNumber", LINE);
        row.put(members, "firstName", FIRST_NAME);
        row.put(members, "lastName", LAST_NAME);
        row.put(members, "email", EMAIL);
        return members;
    }

    private static Map<String, JsonNode> corti(Row row) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        row.put(members, "email", EMAIL);
        row.put(members, "firstName", FIRST_NAME);
        row.put(members, "lastName", LAST_NAME);
        row.put(members, "password", PASSWORD);
        row.put(members, "passwordHash", PASSWORD_HASH);
        row.truth(VERIFIED).ifPresent(value -> members.put("emailVerified", value));
        row.truth(DISABLED)
                .ifPresent(value ->
                        members.put("enabled", value.isBoolean() ? BooleanNode.valueOf(!value.booleanValue()) : value));
        row.truth(ENABLED).ifPresent(value -> members.put("enabled", value));
        return members;
    }

    private static Map<String, JsonNode> connect(Row row) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        String joined = Stream.of(FIRST_NAME, LAST_NAME)
                .flatMap(names -> row.value(names).stream())
                .map(value -> value.asString(""))
                .collect(Collectors.joining(" "));
        if (!joined.isEmpty()) {
            members.put("name", StringNode.valueOf(joined));
        }
        row.put(members, "name", NAME);
        row.put(members, "email", EMAIL);
        row.put(members, "msisdn", PHONE);
        row.put(members, "identity", IDENTITY);
        row.put(members, "metadata", METADATA);
        return members;
    }

    private static Map<String, JsonNode> prelude(Row row) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        ArrayNode identifiers = JsonNodeFactory.instance.arrayNode();
        row.value(PHONE).ifPresent(value -> identifiers.add(identifier("phone_number", value)));
        row.value(EMAIL).ifPresent(value -> identifiers.add(identifier("email_address", value)));
        members.put("identifiers", identifiers);
        row.put(members, "identifiers", IDENTIFIERS);
        ObjectNode profile = JsonNodeFactory.instance.objectNode();
        row.value(FIRST_NAME).ifPresent(value -> profile.set("first_name", value));
        row.value(LAST_NAME).ifPresent(value -> profile.set("last_name", value));
        row.value(NAME).ifPresent(value -> profile.set("name", value));
        if (!profile.isEmpty()) {
            members.put("profile", profile);
        }
        row.put(members, "profile", PROFILE);
        row.put(members, "external_id", EXTERNAL_ID);
        return members;
    }

    private static ObjectNode identifier(String type, JsonNode value) {
        ObjectNode identifier = JsonNodeFactory.instance.objectNode().put("type", type);
        identifier.set("value", value);
        return identifier;
    }
}
