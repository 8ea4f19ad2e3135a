package dev.partyline.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Requests as nobody ought to send them: HTTP by its grammar, and wrong in all else, the more often only a little. Many carry
 * what is personal; {@link #personal()} is how to recognize it.
 */
final class HostileRequests {
    private static final String PHONE = "+14155550132";
    private static final String NAME = "Lovelace";
    private static final String EMAIL = "ada@example.com";
    private static final String BOUNDARY = Encoding.MULTIPART.contentType().replaceFirst(".*boundary=", "");

    private static final List<String> METHODS = List.of(
            "POST",
            "POST",
            "POST",
            "POST",
            "POST",
            "POST",
            "GET",
            "GET",
            "DELETE",
            "DELETE",
            "PUT",
            "PATCH",
            "HEAD",
            "OPTIONS",
            "TRACE",
            "PROPFIND",
            "BEFORE",
            "post",
            "M-SEARCH",
            "*");

    private static final List<String> CONTENT_TYPES = List.of(
            Encoding.JSON.contentType(),
            Encoding.FORM.contentType(),
            Encoding.MULTIPART.contentType(),
            "application/json; charset=utf-8",
            "application/json; charset=utf-16",
            "application/json;;;=;\"",
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "multipart/form-data; boundary=\"" + "x".repeat(100) + "\"",
            "multipart/mixed; boundary=" + BOUNDARY,
            "text/html",
            "/",
            ";",
            "application/xml");

    private static final List<String> LITERALS = List.of(
            "null",
            "true",
            "-0",
            "1e400",
            "1e-400",
            "9".repeat(400),
            "-1",
            "0.1",
            "[]",
            "{}",
            "[null]",
            "\"\"",
            "{\"a\":{\"b\":[1]}}",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"shared\"",
            "\"dedicated\"",
            "\"" + PHONE + "\"",
            "\"" + NAME + "\"",
            "\"" + EMAIL + "\"",
            "\"a@" + "a.".repeat(5_000) + "\"",
            "\"+" + "1".repeat(5_000) + "\"",
            "\"\\ud83d\\ude00\"");

    private static final List<String> MEMBERS = List.of(
            "type",
            "phoneNumber",
            "assignedPhoneNumber",
            "firstName",
            "lastName",
            "email",
            "meta",
            "id",
            "",
            "\\u0000",
            "\\ud800",
            "__proto__",
            "@type");

    private static final List<String> NOT_IN_A_PATH = List.of(
            "%",
            "%zz", "%C3", "%C3%A9", "%20", "%00", "%2F", "%2e%2e", "/../", "/..", ";x=y", "\\", "~", "'", "(", "é");

    private final Random random;
    private final TestProject project;
    private final List<String> paths;

    /**
     * A request.
     *
     * @param method by which the answer has to be read
     * @param text a character for each byte
     */
    record Hostile(String method, String text) {}

    HostileRequests(Random random, TestProject project, String user) {
        this.random = random;
        this.project = project;
        String users = "/projects/" + project.id() + "/users";
        this.paths = List.of(
                users,
                users,
                users + "/",
                users + "/",
                users + "/",
                users + "/" + user,
                users + "/" + user + "/",
                users + "/x",
                "/projects/x/users/",
                "/projects//users",
                "/projects/" + project.id(),
                "/healthz",
                "/",
                "/openapi.json",
                "/users",
                "/v2/session/apps/54e9ujn/users",
                "/functions/v1/public/projects/consoleproject/customers/contosohospital/users",
                "//",
                "/favicon.ico",
                "/WEB-INF/web.xml");
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
        String method = one(METHODS);
        boolean toNoPath = percent(20);
        // Whoever is told that there is no such path in HTTP may find the connection closed under what else there is to
        // send.
        String body = toNoPath || percent(15) ? "" : body();
        boolean chunked = percent(20);
        return new Hostile(
                method,
                method + " " + (toNoPath ? noPath() : one(paths)) + (percent(40) ? "?" + query() : "")
                        + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers()
                        + (chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length()) + "\r\n\r\n"
                        + (chunked ? chunks(body) : body));
    }

    private String noPath() {
        String path = one(paths);
        int cut = 1 + random.nextInt(path.length());
        return path.substring(0, cut) + one(NOT_IN_A_PATH) + path.substring(cut);
    }

    private String query() {
        return some(
                3,
                "&",
                () -> one(List.of("type", "limit", "cursor", "order", "%00", "", NAME))
                        + one(List.of("=", "=", "=", "", "=="))
                        + one(List.of(
                                "shared",
                                "dedicated",
                                "1",
                                "500",
                                "0",
                                "-1",
                                "%ff",
                                "%",
                                "AAAA",
                                "%2B14155550132",
                                "x".repeat(2_000),
                                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                                "f__________________________-__-A")));
    }

    private String headers() {
        List<String> headers = new ArrayList<>();
        if (percent(85)) {
            headers.add("Authorization: " + ProjectClient.basic(project.id(), project.secret()));
        } else {
            headers.add(
                    "Authorization: " + one(List.of("", "Basic", "Basic " + noise(30), "Bearer " + project.secret())));
        }
        if (percent(90)) {
            headers.add("Content-Type: " + (percent(95) ? one(CONTENT_TYPES) : noise(40)));
        }
        if (percent(20)) {
            headers.add(one(List.of(
                            "Accept",
                            "X-Idempotency-Key",
                            "Content-Encoding",
                            "Cookie",
                            "Upgrade",
                            "X-Http-Method-Override",
                            "Range",
                            "If-None-Match",
                            "Accept-Encoding",
                            "content-type",
                            "authorization"))
                    + ": "
                    + one(List.of("text/html", "gzip", "websocket", "DELETE", "bytes=0-1", "*", NAME, noise(60))));
        }
        return headers.stream().map(header -> header + "\r\n").collect(Collectors.joining());
    }

    private String body() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> mutated(one(List.of(Encoding.values())).write(user()));
            case 3, 4 -> json();
            case 5 -> bytes(random.nextInt(400));
            case 6 -> nested();
            case 7 ->
                some(5, "&", () -> one(MEMBERS) + "=" + one(List.of("%2B14155550132", "%", "+", NAME, "%ed%a0%80")));
            case 8 -> percent(80) ? bytes(70_000) : mutated(Encoding.MULTIPART.write(user()));
            default -> "{" + some(300, ",", () -> "\"" + random.nextInt() + "\":1") + "}";
        };
    }

    private NewUser user() {
        NewUser user = percent(70) ? NewUser.shared(PHONE) : NewUser.dedicated(PHONE, "+14155550100");
        return user.named(NAME, NAME).with("email", EMAIL);
    }

    private String json() {
        return "{" + some(6, ",", () -> "\"" + one(MEMBERS) + "\":" + one(LITERALS)) + "}";
    }

    private String nested() {
        int depth = 1 + random.nextInt(20_000);
        String open = one(List.of("[", "{\"a\":", "{\"firstName\":["));
        return open.repeat(depth);
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
