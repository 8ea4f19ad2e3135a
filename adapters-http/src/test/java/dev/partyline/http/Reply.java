package dev.partyline.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.openapi.OpenApi;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a host answered. */
record Reply(HttpResponse<String> response) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** A host gives back numbers as long as it takes them. */
    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static HttpRequest.Builder request(String method, String url) {
        return HttpRequest.newBuilder(URI.create(url)).method(method, BodyPublishers.noBody());
    }

    static Reply to(HttpRequest.Builder request) throws Exception {
        return new Reply(CLIENT.send(request.build(), BodyHandlers.ofString(UTF_8)));
    }

    static JsonNode parse(String json) {
        return STRICT.readTree(json);
    }

    int status() {
        return response.statusCode();
    }

    String body() {
        return response.body();
    }

    Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** The body, which is JSON and says so. */
    JsonNode json() {
        assertThat(header("Content-Type")).as("Content-Type").contains("application/json");
        return parse(body());
    }

    /** The data of a success. */
    JsonNode data() {
        assertThat(status()).as("status of %s", body()).isEqualTo(200);
        JsonNode json = json();
        assertThat(json.get("succeed")).as("succeed").isEqualTo(parse("true"));
        return json.get("data");
    }

    /** The user that a create gave, in the shape of the reference document. */
    JsonNode user() {
        JsonNode user = data();
        assertThat(json().propertyNames()).containsExactlyInAnyOrder("succeed", "data");
        UserRows.assertRow(user);
        return user;
    }

    String id() {
        return user().get("id").stringValue();
    }

    String line() {
        return user().get("assignedPhoneNumber").stringValue();
    }

    /** What a create says that it did. */
    String outcome() {
        assertThat(status()).as("status of %s", body()).isEqualTo(200);
        return header("Partyline-Outcome").orElse("");
    }

    @Override
    public String toString() {
        return status() + " " + body();
    }

    /** The same answer, which is one that the host's own description has. */
    Reply described(String method, String path) {
        OpenApi.served()
                .assertAnswer(method, path, status(), header("Content-Type").orElse(""), body());
        OpenApi.served()
                .assertHeaders(
                        method,
                        path,
                        status(),
                        response.headers().map().entrySet().stream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey,
                                        entry -> entry.getValue().get(0))));
        return this;
    }
}
