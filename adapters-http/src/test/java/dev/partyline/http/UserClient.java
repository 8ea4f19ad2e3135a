package dev.partyline.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.openapi.OpenApi;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client of the users of one API. Every answer is one that the host's own description has. Immutable.
 *
 * @param api whose users
 * @param url where they are
 * @param headers what proves who calls
 */
record UserClient(UserSystems.Api api, String url, Map<String, String> headers) {
    static final String MERGE_PATCH = "application/merge-patch+json";

    UserClient with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new UserClient(api, url, more);
    }

    UserClient ifMatch(String tags) {
        return with("If-Match", tags);
    }

    UserClient once(String idempotencyKey) {
        return with("X-Idempotency-Key", idempotencyKey);
    }

    Reply create(NewUser user) throws Exception {
        return call(
                "POST", "", api.path(), "application/json", JsonMapper.shared().writeValueAsString(user.members()));
    }

    /** The id of a user that is created. */
    String created(NewUser user) throws Exception {
        Reply reply = create(user);
        assertThat(reply.status()).as("status of %s", reply).isIn(200, 201);
        return api.user(reply).path(api.id()).stringValue();
    }

    String created() throws Exception {
        return created(api.fresh());
    }

    Reply get(String id) throws Exception {
        return get(id, "");
    }

    Reply get(String id, String query) throws Exception {
        return call("GET", "/" + id + query, api.one());
    }

    /** The user that there is. */
    JsonNode found(String id) throws Exception {
        Reply reply = get(id);
        assertThat(reply.status()).as("status of %s", reply).isEqualTo(200);
        return api.user(reply);
    }

    Reply patch(String id, String body) throws Exception {
        return patch(id, MERGE_PATCH, body);
    }

    Reply patch(String id, String contentType, String body) throws Exception {
        Reply reply = call("PATCH", "/" + id, api.one(), contentType, body);
        if (reply.status() == 200) {
            OpenApi.served().assertRequest("PATCH", api.one(), contentType, Reply.parse(body));
        }
        return reply;
    }

    Reply delete(String id) throws Exception {
        return call("DELETE", "/" + id, api.one());
    }

    Reply erase(String id) throws Exception {
        return call("POST", "/" + id + "/erase", api.one() + "/erase");
    }

    /** The users that a query finds; empty, or with its question mark. */
    Reply list(String query) throws Exception {
        return call("GET", query, api.path());
    }

    /** The ids of a page. */
    List<String> ids(String query) throws Exception {
        Reply reply = list(query);
        assertThat(reply.status()).as("status of %s", reply).isEqualTo(200);
        return reply.json()
                .path("data")
                .valueStream()
                .map(row -> row.path(api.id()).stringValue())
                .toList();
    }

    /** Any body at the path of the users, whose type is a header field. */
    Reply post(String body) throws Exception {
        return post("", body);
    }

    Reply post(String below, String body) throws Exception {
        return Reply.to(request("POST", below, BodyPublishers.ofString(body)));
    }

    Reply call(String method, String below, String described) throws Exception {
        return Reply.to(request(method, below, BodyPublishers.noBody())).described(method, described);
    }

    private Reply call(String method, String below, String described, String contentType, String body)
            throws Exception {
        return Reply.to(request(method, below, BodyPublishers.ofByteArray(body.getBytes(UTF_8)))
                        .header("Content-Type", contentType))
                .described(method, described);
    }

    private HttpRequest.Builder request(String method, String below, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request = Reply.request(method, url + below).method(method, body);
        headers.forEach(request::header);
        return request;
    }
}
