package dev.partyline.http.exchange;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A request as a client sends it, and its answer with nothing between. */
public record Sent(Request request, Body body) {
    /** A request with these header fields, each once. */
    public static Sent of(String method, String path, String query, Map<String, String> headers, byte[] body) {
        Map<String, List<String>> fields = new HashMap<>();
        headers.forEach((name, value) -> fields.put(name, List.of(value)));
        return new Sent(new Request(method, path, query, fields), Body.of(body));
    }

    /** What the endpoint answers. */
    public static Answer answer(Endpoint endpoint, Sent sent) {
        Step step = endpoint.receive(sent.request).step();
        while (true) {
            if (step instanceof Answer answer) {
                return answer;
            }
            step = step instanceof Step.Read read
                    ? read.then().apply(sent.body)
                    : ((Step.Work) step).task().get();
        }
    }
}
