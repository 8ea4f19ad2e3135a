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

    /** What the endpoint answers; of a long answer, what it comes to. */
    public static Answer answer(Endpoint endpoint, Sent sent) {
        Step step = endpoint.receive(sent.request).step();
        Answer head = Answer.empty(500);
        StringBuilder pieces = new StringBuilder();
        while (true) {
            if (step instanceof Answer answer) {
                return answer;
            } else if (step instanceof Step.Read read) {
                step = read.then().apply(sent.body);
            } else if (step instanceof Step.Work work) {
                step = work.task().get();
            } else if (step instanceof Step.Begin begin) {
                head = begin.head();
                step = begin.then();
            } else if (step instanceof Step.Send send) {
                pieces.append(send.piece());
                step = send.then();
            } else {
                return new Answer(
                        head.status(),
                        head.headers(),
                        pieces.append(((Step.End) step).piece()).toString());
            }
        }
    }
}
