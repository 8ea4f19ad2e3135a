package dev.partyline.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests as nobody ought to send them: HTTP by its grammar, and wrong in all else, the more often only a little. Many
 * carry what is personal; {@link #personal()} is how to recognize it.
 */
final class HostileRequests {
    private static final String PHONE = "+14155550132";
    private static final String NAME = "Lovelace";
    private static final String EMAIL = "ada@example.com";

    private static final List<String> METHODS =
            words("GET POST PUT PATCH DELETE HEAD OPTIONS TRACE PROPFIND BEFORE post M-SEARCH *");

    private static final List<String> NOT_IN_A_PATH =
            words("% %zz %C3 %C3%A9 %20 %00 %2F %2e%2e /../ /.. ;x=y \\ ~ ' ( é");

    private static final List<String> PARAMETERS = words("type limit cursor type= limit= cursor= order= %00= = ==");

    private static final List<String> PARAMETER_VALUES =
            words("shared dedicated 1 500 0 -1 %ff % AAAA %2B14155550132 " + "A".repeat(32) + " " + "_".repeat(32));

    private static final List<String> CONTENT_TYPES = """
            application/json
            application/json; charset=utf-16
            application/json;;;=;"
            application/x-www-form-urlencoded
            multipart/form-data
            multipart/form-data; boundary=
            multipart/form-data; boundary="
            multipart/mixed; boundary=x
            text/html
            /
            ;
            """.lines().toList();

    private static final List<String> IDEMPOTENCY_KEYS = Stream.concat(
                    words("key kez , é \u00ff {} %00 null").stream(),
                    Stream.of("", "\t", "x".repeat(256), "x".repeat(257)))
            .toList();

    /** Ids of tenants and customers. */
    private static final List<String> IDS =
            words("%2e %2f %00 %ff %ED%A0%80 %F0%9F%98%80 ; * a%20b 00000000-0000-0000-0000-000000000000 "
                    + "x".repeat(3_000));

    private static final List<String> HEADERS = words("Accept X-Idempotency-Key Content-Encoding Cookie Upgrade"
            + " X-Http-Method-Override Range If-None-Match Accept-Encoding content-type authorization");

    private static final List<String> HEADER_VALUES = words("text/html gzip websocket DELETE bytes=0-1 * " + NAME);

    private static final List<String> MEMBERS = words(
            "type phoneNumber assignedPhoneNumber firstName lastName email meta id \\u0000 \\ud800 __proto__ @type");

    private static final List<String> LITERALS = words("""
            null true -0 1e400 1e-400 -1 0.1 [] {} [null] {"a":{"b":[1]}} "" "\\u0000" "\\ud800" "\\udc00\\ud800"
            "\\ud83d\\ude00" "shared" "dedicated" "+14155550132" "+14155550100" "Lovelace" "ada@example.com"\
            """.replace('\n', ' ')
            + " " + "9".repeat(400)
            + " \"a@" + "a.".repeat(5_000) + "\" \"+" + "1".repeat(5_000) + "\"");

    private final Random random;
    private final HostileBodies bodies;
    private final TestProject project;
    private final List<Api> apis;
    private final String users;
    private final List<String> paths;
    private final List<String> parameterValues;

    /** How an API says that something is wrong. */
    enum Shape {
        ENVELOPE,
        PROBLEM,
        CODE
    }

    /**
     * What is called.
     *
     * @param credentials a header field that is right
     * @param user a request that is right, or nearly
     */
    record Api(String path, String credentials, Shape errors, Function<Random, NewUser> user) {
        static final List<Api> OTHERS = List.of(
                new Api(
                        "/functions/v1/public/projects/consoleproject/customers/contosohospital/users",
                        "Authorization: Bearer t0ken",
                        Shape.PROBLEM,
                        random -> NewUser.EMPTY
                                .with("email", email(random))
                                .named(NAME, NAME)
                                .with("enabled", true)),
                new Api(
                        "/users",
                        "X-API-Key: k3y",
                        Shape.PROBLEM,
                        random -> NewUser.EMPTY
                                .with("name", NAME)
                                .with("email", email(random))
                                .with("msisdn", PHONE)
                                .with("identity", "19121212-1212")
                                .with("metadata", Map.of("plan", "basic", "n", 1))),
                new Api(
                        "/v2/session/apps/54e9ujn/users",
                        "Authorization: Bearer t0ken",
                        Shape.CODE,
                        random -> OtherSystems.appUser(OtherSystems.email(email(random)), OtherSystems.phone(PHONE))
                                .with("profile", Map.of("first_name", NAME))
                                .with("external_id", email(random))));

        static Api of(TestProject project) {
            return new Api(
                    "/projects/" + project.id() + "/users",
                    "Authorization: " + ProjectClient.basic(project.id(), project.secret()),
                    Shape.ENVELOPE,
                    random -> (random.nextInt(10) < 7
                                    ? NewUser.shared(PHONE)
                                    : NewUser.dedicated(PHONE, "+14155550100"))
                            .named(NAME, NAME)
                            .with("email", EMAIL));
        }

        private static String email(Random random) {
            return "ada" + random.nextInt(10_000) + "@example.com";
        }
    }

    /**
     * A request.
     *
     * @param method by which the answer has to be read
     * @param text a character for each byte
     * @param errors how an error has to look; empty for a path that may belong to nobody
     * @param isHttp whether it is sure to get farther than the server, which else does not trust the connection any
     *     more
     */
    record Hostile(String method, String text, Optional<Shape> errors, boolean isHttp) {}

    private record Content(String type, String body) {}

    /**
     * Requests for these APIs.
     *
     * @param project whose users the first API is about
     * @param user one of them
     * @param cursor of a page of them
     */
    HostileRequests(Random random, TestProject project, String user, String cursor, List<Api> others) {
        this.random = random;
        this.bodies = new HostileBodies(random);
        this.project = project;
        Api spectrum = Api.of(project);
        this.users = spectrum.path();
        this.apis = Stream.concat(Stream.of(spectrum), others.stream()).toList();
        this.paths =
                words("/projects/x/users/ /projects//users /projects/ /healthz / // /openapi.json /users /favicon.ico"
                        + " /v2/session/apps/54e9ujn/users /v2/session/apps/x/users /WEB-INF/web.xml"
                        + " /functions/v1/public/projects/consoleproject/customers/contosohospital/users "
                        + "/users/0192f0c5-6a53-7c39-9a53-0d8f6a1f2b77 /users/x/erase /users/x/customers/y"
                        + " /v2/session/apps/54e9ujn/users/usr_01jbrcatjkfgwsmmrdhxn1yavq"
                        + " /functions/v1/public/projects/consoleproject/customers/contosohospital/users/x"
                        + " /operator/events/lease /operator/events/done /projects/x/usage "
                        + String.join(
                                " ",
                                users,
                                users + "/",
                                users + "/x",
                                users + "/" + user,
                                users + "/" + user + "/erase"));
        this.parameterValues = Stream.concat(
                        PARAMETER_VALUES.stream(), Stream.of(cursor, cursor.substring(1), cursor + cursor))
                .toList();
    }

    private static List<String> words(String text) {
        return List.of(text.split(" ", -1));
    }

    /** What must not be seen anywhere but in an answer to whoever sent it. */
    List<String> personal() {
        return List.of(
                PHONE.substring(1),
                NAME,
                EMAIL,
                // The end of it is enough: a log may cut off the beginning.
                project.secret().substring(project.secret().length() - 12),
                ProjectClient.basic(project.id(), project.secret()).substring("Basic ".length()));
    }

    Hostile next() {
        Api api = one(apis);
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3, 4, 5 ->
                request("POST", api.path() + (percent(5) ? "?" + query() : ""), headers(api), content(api));
            case 6 -> request("GET", users + "?" + query(), headers(apis.get(0)), new Content("", ""));
            case 7, 8 -> request(one(METHODS), one(paths) + "?" + query(), headers(api), content(api));
            case 9 -> request("POST", withAnotherId(api.path()), headers(api), content(api));
            case 10 ->
                request(
                        "POST",
                        api.path(),
                        anyHeaders(api),
                        new Content(one(CONTENT_TYPES), content(api).body()));
            // Whoever names no path may find the connection closed under what else there is to send: nothing is.
            default -> request(one(METHODS), noPath(), headers(api), new Content("", ""), false);
        };
    }

    private Hostile request(String method, String target, String headers, Content content) {
        return request(method, target, headers, content, true);
    }

    private Hostile request(String method, String target, String headers, Content content, boolean isHttp) {
        boolean chunked = percent(20);
        String framing = chunked
                ? "Transfer-Encoding: chunked\r\n\r\n" + chunks(content.body())
                : "Content-Length: " + content.body().length() + "\r\n\r\n" + content.body();
        String type = percent(5) ? "" : "Content-Type: " + content.type() + "\r\n";
        Optional<Shape> errors = apis.stream()
                .filter(api -> isHttp && (api.path().equals(target) || target.startsWith(api.path() + "?")))
                .map(Api::errors)
                .findFirst();
        return new Hostile(
                method,
                method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + type + framing,
                errors,
                isHttp);
    }

    /** In place of one part of the path, so that it is another tenant's or nobody's. */
    private String withAnotherId(String path) {
        List<String> parts = words(path.substring(1).replace('/', ' '));
        int other = random.nextInt(parts.size());
        return IntStream.range(0, parts.size())
                .mapToObj(part -> "/" + (part == other ? one(IDS) : parts.get(part)))
                .collect(Collectors.joining());
    }

    private String noPath() {
        String path = one(paths);
        int cut = 1 + random.nextInt(path.length());
        return path.substring(0, cut) + one(NOT_IN_A_PATH) + path.substring(cut);
    }

    private String query() {
        return some(3, "&", () -> one(PARAMETERS) + one(parameterValues));
    }

    private String headers(Api api) {
        String credentials = api.credentials() + "\r\n";
        return percent(10) ? credentials + "X-Idempotency-Key: " + one(IDEMPOTENCY_KEYS) + "\r\n" : credentials;
    }

    private String anyHeaders(Api api) {
        String authorization = percent(50)
                ? headers(api)
                : "Authorization: " + one(List.of("", "Basic", "Basic " + noise(30), "Bearer " + project.secret()))
                        + "\r\n";
        return authorization + one(HEADERS) + ": " + (percent(70) ? one(HEADER_VALUES) : noise(60)) + "\r\n";
    }

    private Content content(Api api) {
        Encoding encoding =
                api.errors() == Shape.ENVELOPE || percent(5) ? one(List.of(Encoding.values())) : Encoding.JSON;
        NewUser user = api.user().apply(random);
        return switch (random.nextInt(13)) {
            case 0, 1, 2, 3 -> new Content(encoding.contentType(), mutated(encoding.write(user)));
            case 10, 11, 12 ->
                new Content(
                        "application/json",
                        new String(bodies.next(JsonMapper.shared().valueToTree(user.members())), ISO_8859_1));
            case 4, 5, 6 -> new Content("application/json", json());
            case 7 -> new Content("application/json", nested());
            case 8 ->
                new Content(
                        "application/x-www-form-urlencoded",
                        some(5, "&", () -> one(MEMBERS) + "=" + one(parameterValues)));
            default -> new Content(encoding.contentType(), bytes(percent(20) ? 70_000 : random.nextInt(400)));
        };
    }

    private String json() {
        return "{" + some(6, ",", () -> "\"" + one(MEMBERS) + "\":" + one(LITERALS)) + "}";
    }

    private String nested() {
        return one(words("[ {\"a\": {\"firstName\":[")).repeat(1 + random.nextInt(percent(80) ? 150 : 20_000));
    }

    /** With a few bytes changed, left out or put in. */
    private String mutated(String text) {
        StringBuilder bytes = new StringBuilder(new String(text.getBytes(UTF_8), ISO_8859_1));
        for (int i = random.nextInt(4); i > 0 && bytes.length() > 0; i--) {
            int at = random.nextInt(bytes.length());
            switch (random.nextInt(3)) {
                case 0 -> bytes.setCharAt(at, (char) random.nextInt(256));
                case 1 -> bytes.deleteCharAt(at);
                default -> bytes.insert(at, (char) random.nextInt(256));
            }
        }
        return bytes.toString();
    }

    private String chunks(String body) {
        StringBuilder chunks = new StringBuilder();
        for (int from = 0; from < body.length(); ) {
            int length = Math.min(body.length() - from, 1 + random.nextInt(5_000));
            chunks.append(Integer.toHexString(length)).append("\r\n");
            chunks.append(body, from, from + length).append("\r\n");
            from += length;
        }
        return chunks.append("0\r\n\r\n").toString();
    }

    /** Characters that a header field may have. */
    private String noise(int most) {
        return random.ints(random.nextInt(most), 0x20, 0x100)
                .filter(c -> c != 0x7F)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private String bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return new String(bytes, ISO_8859_1);
    }

    private String some(int most, String separator, Supplier<String> one) {
        return Stream.generate(one).limit(random.nextInt(most + 1)).collect(Collectors.joining(separator));
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private boolean percent(int share) {
        return random.nextInt(100) < share;
    }
}
