package dev.partyline.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client with the operator's token. Every answer is one that the host's own description has. Immutable. */
record OperatorClient(String url) {
    static final String TOKEN = "0perator";

    private static final String LINE = "/operator/lines/{number}";

    /** What became of a line's users, as it was told. */
    record Retirement(List<JsonNode> verdicts, JsonNode done) {}

    Reply lines(String query) throws Exception {
        return call("GET", "/operator/lines" + query, "/operator/lines", "");
    }

    Reply line(String number) throws Exception {
        return call("GET", "/operator/lines/" + number, LINE, "");
    }

    Reply patch(String number, String body) throws Exception {
        return call("PATCH", "/operator/lines/" + number, LINE, body);
    }

    Reply users(String number, String query) throws Exception {
        return call("GET", "/operator/lines/" + number + "/users" + query, LINE + "/users", "");
    }

    Reply retire(String number) throws Exception {
        return call("POST", "/operator/lines/" + number + "/retire", LINE + "/retire", "");
    }

    /** Retires a line to its end. */
    Retirement retired(String number) throws Exception {
        Reply reply = retire(number);
        assertThat(reply.status()).as("status of %s", reply).isEqualTo(200);
        assertThat(reply.header("Content-Type")).contains("application/x-ndjson");
        List<JsonNode> lines = reply.body().lines().map(Reply::parse).toList();
        return new Retirement(lines.subList(0, lines.size() - 1), lines.get(lines.size() - 1));
    }

    Reply route(String phone, String line) throws Exception {
        return call("GET", "/operator/route?phone=" + encoded(phone) + "&line=" + encoded(line), "/operator/route", "");
    }

    private static String encoded(String number) {
        return number.replace("+", "%2B");
    }

    Reply tenants(String query) throws Exception {
        return call("GET", "/operator/tenants" + query, "/operator/tenants", "");
    }

    Reply foresee(Map<String, Object> members) throws Exception {
        return call(
                "POST",
                "/operator/foresee",
                "/operator/foresee",
                JsonMapper.shared().writeValueAsString(members));
    }

    Reply events(String call, String body) throws Exception {
        return call("POST", "/operator/events/" + call, "/operator/events/" + call, body);
    }

    /** A page of what there is from a cursor on; the first page if it is empty. */
    interface Pages {
        Reply page(String query) throws Exception;
    }

    /** The rows of all pages of this many rows at the most. */
    static List<JsonNode> all(Pages pages, String name, int limit) throws Exception {
        List<JsonNode> rows = new ArrayList<>();
        String query = "?limit=" + limit;
        while (true) {
            Reply reply = pages.page(query);
            assertThat(reply.status()).as("status of %s", reply).isEqualTo(200);
            List<JsonNode> page = reply.json().path(name).valueStream().toList();
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            rows.addAll(page);
            JsonNode next = reply.json().path("nextCursor");
            if (next.isNull()) {
                return rows;
            }
            assertThat(page).hasSize(limit);
            query = "?limit=" + limit + "&cursor=" + next.stringValue();
        }
    }

    /** One member of each of these. */
    static <T> List<T> each(List<JsonNode> rows, String member, Function<JsonNode, T> value) {
        return rows.stream().map(row -> value.apply(row.path(member))).toList();
    }

    private Reply call(String method, String path, String described, String body) throws Exception {
        return Reply.to(Reply.request(method, url + path)
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(body.getBytes(UTF_8)))
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Content-Type", "application/json"))
                .described(method, described);
    }
}
