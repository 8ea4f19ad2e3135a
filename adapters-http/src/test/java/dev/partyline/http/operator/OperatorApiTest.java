package dev.partyline.http.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.value.Line;
import dev.partyline.http.config.Secret;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Body;
import dev.partyline.http.exchange.ErrorShape;
import dev.partyline.http.exchange.Request;
import dev.partyline.http.exchange.Router;
import dev.partyline.http.exchange.Sent;
import dev.partyline.http.spectrum.StoreThatFails;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.LineRegistry;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The operator's calls as a function from requests to answers, with nothing between. */
class OperatorApiTest {
    private static final String TOKEN = "0perator";
    private static final Project PROJECT =
            Project.of(ProjectId.of("4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b77").get());
    private static final String LINE = "/operator/lines/+14155550900";

    private static Router router(UserStore store) {
        Tenants tenants = Tenants.of(PROJECT);
        List<TenantId> ids = List.of(PROJECT.id());
        return new Router(
                new OperatorApi(
                                UserRegistry.of(store, tenants),
                                LineRegistry.of(store, tenants, RegistryOptions.DEFAULT),
                                tenants,
                                ids,
                                new Secret(TOKEN))
                        .routes(),
                ErrorShape.ENVELOPE);
    }

    private static UserStore store() {
        return InMemoryUserStore.withLines(InMemoryPhonePool.of(
                List.of(PoolLine.unlimited(Line.of("+14155550900").get()))));
    }

    private static Answer call(Router router, String method, String path, String query, String body) {
        Map<String, String> headers = Map.of("Authorization", "Bearer " + TOKEN, "Content-Type", "application/json");
        return Sent.answer(router, Sent.of(method, path, query, headers, body.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @EnumSource
    void E4_aStoreThatIsDownIs503WithoutDetail(Effect effect) {
        Router down = router(new StoreThatFails(new UnavailableException("personal +14155550132", effect, null)));

        assertThat(List.of(
                        call(down, "GET", "/operator/lines", "", ""),
                        call(down, "GET", LINE, "", ""),
                        call(down, "PATCH", LINE, "", "{\"state\":\"open\"}"),
                        call(down, "GET", LINE + "/users", "", ""),
                        call(down, "POST", LINE + "/retire", "", ""),
                        call(down, "GET", "/operator/route", "phone=%2B14155550132&line=%2B14155550900", ""),
                        call(down, "GET", "/operator/tenants", "", ""),
                        call(
                                down,
                                "POST",
                                "/operator/foresee",
                                "",
                                "{\"project\":\"" + PROJECT.id() + "\",\"phoneNumber\":\"+14155550132\"}")))
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(503);
                    assertThat(answer.body())
                            .contains("\"code\":\"unavailable\"")
                            .doesNotContain("personal", "+1415");
                });
    }

    /** Case 13. */
    @ParameterizedTest
    @ValueSource(strings = {"/operator/nope", "/operator/lines/+14155550900/nope", "/operator/lines/%zz"})
    void anUnknownPathIsAProblemToo(String path) {
        Answer answer = call(router(store()), "GET", path, "", "");

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
    }

    /** Case 10. */
    @Test
    void aFieldThatComesWithTwoValuesIsTold() {
        Request request =
                new Request("GET", "/operator/lines", "", Map.of("Authorization", List.of("Bearer a", "Bearer b")));

        Answer answer = Sent.answer(router(store()), new Sent(request, Body.of(new byte[0])));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"errors\":[{\"field\":\"Authorization\",\"code\":\"duplicate\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'project':'x','phoneNumber':'1'} | project not_a_uuid, phoneNumber not_e164",
                "{'project':'4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b78','phoneNumber':'1'} | phoneNumber not_e164",
                "{'project':'4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b77','phoneNumber':'1','x':1} | "
                        + "x unknown_member, phoneNumber not_e164",
                "{'project':7,'phoneNumber':null} | project not_text, phoneNumber required",
                "{'x':1} | x unknown_member, project required, phoneNumber required"
            })
    void V12_aDryRunIsToldEveryFaultAtOnce(String body, String faults) {
        Answer answer = call(router(store()), "POST", "/operator/foresee", "", body.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(JsonMapper.shared()
                        .readTree(answer.body())
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").stringValue() + " "
                                + error.path("code").stringValue()))
                .containsExactlyInAnyOrder(faults.split(", ", -1));
    }

    /** What somebody may send in place of what was meant. */
    @Provide
    Arbitrary<String> values() {
        Arbitrary<String> texts = Arbitraries.strings().all().ofMaxLength(20);
        Arbitrary<String> cursors =
                texts.map(text -> Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8)));
        Arbitrary<String> nearly = Arbitraries.of(
                "project:x",
                "account:acme",
                "app:",
                ":",
                PROJECT.id() + " 2026-11-21T08:15:30Z 0192f0c5-6a53-7c39-9a53-0d8f6a1f2b77",
                PROJECT.id() + " +1000000000-12-31T23:59:59.999999999Z 0192f0c5-6a53-7c39-9a53-0d8f6a1f2b77",
                PROJECT.id() + " -1000000000-01-01T00:00:00Z 0192f0c5-6a53-7c39-9a53-0d8f6a1f2b77",
                "+14155550900");
        return Arbitraries.oneOf(
                texts,
                cursors,
                nearly,
                nearly.map(text -> Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8))),
                Arbitraries.of("", "0", "1", "1000", "1001", "-1", "99999999999", "%", "%2B14155550132"));
    }

    @Provide
    Arbitrary<String> queries() {
        Arbitrary<String> pairs = Combinators.combine(
                        Arbitraries.of("limit=", "cursor=", "phone=", "line=", "x="), values())
                .as(String::concat);
        return pairs.list().ofMaxSize(3).map(list -> String.join("&", list));
    }

    @Provide
    Arbitrary<String> bodies() {
        Arbitrary<String> literals = Arbitraries.of(
                "null",
                "true",
                "-1",
                "0",
                "1.5",
                "1e400",
                "2147483648",
                "[]",
                "{}",
                "\"\"",
                "\"open\"",
                "\"\\ud800\"",
                "\"+14155550132\"",
                "\"" + PROJECT.id() + "\"");
        Arbitrary<String> members = Combinators.combine(
                        Arbitraries.of("state", "capacity", "project", "phoneNumber", "x"), literals)
                .as((name, value) -> "\"" + name + "\":" + value);
        return members.list().uniqueElements().ofMaxSize(4).map(list -> "{" + String.join(",", list) + "}");
    }

    @Property(tries = 300)
    void whateverIsSentIsAnsweredAndNeverWith500(
            @ForAll("values") String number, @ForAll("queries") String query, @ForAll("bodies") String body) {
        Router router = router(store());
        String line = "/operator/lines/" + number;

        assertThat(List.of(
                        call(router, "GET", "/operator/lines", query, ""),
                        call(router, "GET", line, query, ""),
                        call(router, "PATCH", line, query, body),
                        call(router, "GET", line + "/users", query, ""),
                        call(router, "POST", line + "/retire", query, body),
                        call(router, "GET", LINE + "/users", query, ""),
                        call(router, "PATCH", LINE, query, body),
                        call(router, "GET", "/operator/route", query, ""),
                        call(router, "GET", "/operator/tenants", query, ""),
                        call(router, "POST", "/operator/foresee", query, body)))
                .allSatisfy(answer -> assertThat(answer.status()).isBetween(200, 499));
    }
}
