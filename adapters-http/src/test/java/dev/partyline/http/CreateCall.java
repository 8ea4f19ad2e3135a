package dev.partyline.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** How a client calls one create: where, and with which header fields. Immutable. */
record CreateCall(String url, Map<String, String> headers) {

    static CreateCall to(String url) {
        return new CreateCall(url, Map.of("Content-Type", "application/json"));
    }

    CreateCall with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new CreateCall(url, more);
    }

    CreateCall bearing(String token) {
        return with("Authorization", "Bearer " + token);
    }

    CreateCall once(String idempotencyKey) {
        return with("X-Idempotency-Key", idempotencyKey);
    }

    CreateCall without(String header) {
        Map<String, String> fewer = new LinkedHashMap<>(headers);
        fewer.remove(header);
        return new CreateCall(url, fewer);
    }

    Reply create(NewUser user) throws Exception {
        return post(JsonMapper.shared().writeValueAsString(user.members()));
    }

    Reply post(String body) throws Exception {
        return post(body.getBytes(UTF_8));
    }

    Reply post(byte[] body) throws Exception {
        HttpRequest.Builder request = Reply.request("POST", url).method("POST", BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return Reply.to(request);
    }
}
