package dev.partyline.http;

import static dev.partyline.http.NewUser.shared;
import static dev.partyline.http.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What shared users get of the pool. Each test has a host of its own, whose pool nobody else takes from. */
class SpectrumPoolIT {
    private static final String ONE = "+14155550900";
    private static final String OTHER = "+14155550901";

    /** A line of the pool that has room for so many. */
    private static Map<String, Object> line(String number, int capacity) {
        return Map.of("number", number, "capacity", capacity);
    }

    private static NewUser somebody() {
        return shared(Phones.fresh());
    }

    private static void delete(ProjectClient project, Reply created) throws Exception {
        assertThat(project.delete(created.id()).status()).isEqualTo(204);
    }

    @Test
    void S6_P4_aLineTakesNoMoreThanItsCapacityAndThenThePoolIsExhausted() throws Exception {
        TestProject project = TestProject.fresh();
        try (StartedHost host =
                StartedHost.serving(List.of(project), line(ONE, 2), line(OTHER, 1), line("+14155550902", 0))) {
            ProjectClient client = host.client(project);
            Map<String, Integer> users = new HashMap<>();
            List<Reply> created = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                created.add(client.create(somebody()));
                users.merge(created.get(i).line(), 1, Integer::sum);
            }
            assertThat(users).isEqualTo(Map.of(ONE, 2, OTHER, 1));
            NewUser refused = somebody();

            assertRefused(client.create(refused), 503, "pool_exhausted");

            assertThat(client.list("").data()).hasSize(3);
            delete(client, created.get(1));
            Reply inItsPlace = client.create(refused);
            assertThat(inItsPlace.outcome()).isEqualTo("created");
            assertThat(inItsPlace.line()).isEqualTo(created.get(1).line());
            assertRefused(client.create(somebody()), 503, "pool_exhausted");
        }
    }

    @Test
    void S5_theLimitComesBeforeThePoolAndAnExhaustedPoolCostsNoPlaceUnderTheLimit() throws Exception {
        TestProject ofNobody = TestProject.admitting(0);
        TestProject ofTwo = TestProject.admitting(2);
        try (StartedHost host = StartedHost.serving(List.of(ofNobody, ofTwo), line(ONE, 1))) {
            ProjectClient client = host.client(ofTwo);
            Reply only = client.create(somebody());
            for (int i = 0; i < 3; i++) {
                assertRefused(client.create(somebody()), 503, "pool_exhausted");
            }
            assertRefused(host.client(ofNobody).create(somebody()), 409, "shared_user_limit_reached", "limit");

            JsonNode user = only.user();
            assertThat(client.create(shared(user.get("phoneNumber").stringValue())
                                    .with("firstName", "Ada"))
                            .outcome())
                    .isEqualTo("updated");
            delete(client, only);
            assertThat(client.create(somebody()).outcome()).isEqualTo("created");
        }
    }

    @Test
    void P2_aLineOnWhichThePhoneIsActiveIsNotOfferedInWhateverProject() throws Exception {
        TestProject one = TestProject.fresh();
        TestProject two = TestProject.fresh();
        TestProject three = TestProject.fresh();
        try (StartedHost host = StartedHost.serving(List.of(one, two, three), ONE, OTHER)) {
            NewUser user = somebody();
            Reply first = host.client(one).create(user);
            // The line that the second must not have is the one with the fewest users now.
            assertThat(host.client(one).create(somebody()).line()).isNotEqualTo(first.line());
            assertThat(host.client(one).create(somebody()).user()).isNotNull();
            Reply second = host.client(two).create(user);

            assertThat(second.line()).isNotEqualTo(first.line());
            assertRefused(host.client(three).create(user), 503, "pool_exhausted");
            delete(host.client(one), first);
            assertThat(host.client(three).create(user).line()).isEqualTo(first.line());
        }
    }

    @Test
    void P3_usersAreSpreadOverTheLines() throws Exception {
        TestProject project = TestProject.fresh();
        List<String> lines = List.of(ONE, OTHER, "+14155550902", "+14155550903");
        try (StartedHost host = StartedHost.serving(List.of(project), lines.toArray())) {
            Map<String, Integer> users = new HashMap<>();
            for (int i = 0; i < 40; i++) {
                users.merge(host.client(project).create(somebody()).line(), 1, Integer::sum);
            }

            assertThat(users).isEqualTo(Map.of(lines.get(0), 10, lines.get(1), 10, lines.get(2), 10, lines.get(3), 10));
        }
    }
}
