package dev.partyline.http;

import static dev.partyline.http.OtherSystems.appUser;
import static dev.partyline.http.OtherSystems.customerUser;
import static dev.partyline.http.OtherSystems.email;
import static dev.partyline.http.OtherSystems.freshEmail;
import static dev.partyline.http.OtherSystems.subscriber;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.http.HostProcess.Ended;
import dev.partyline.http.openapi.OpenApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A host whose clients are slow, or ask for slow work: whoever else comes is served as before. One host takes all
 * attacks, so that what an attack leaves behind is found by the next. The system properties {@code partyline.attackers}
 * and {@code partyline.attacks} say how many clients attack, and how often.
 */
@Tag("once")
class BusyHostIT {
    private static final int ATTACKERS = Integer.getInteger("partyline.attackers", 300);
    private static final int ATTACKS = Integer.getInteger("partyline.attacks", 1);
    private static final int OTHERS = 20;

    private static final String HEAD = "POST /users HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Content-Length: 1000\r\nX-API-Key: ";

    private static OtherSystems systems;

    private final List<RawConnection> slow = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        systems = impatient();
    }

    private static OtherSystems impatient() throws Exception {
        return OtherSystems.start(
                Map.of("JDK_JAVA_OPTIONS", "-Dpartyline.request-time=PT5S -Dpartyline.queue-time=PT1S"));
    }

    @AfterAll
    static void stop() {
        systems.close();
    }

    @AfterEach
    void disconnect() throws Exception {
        for (RawConnection connection : slow) {
            connection.close();
        }
    }

    private static Stream<Integer> attacks() {
        return IntStream.range(0, ATTACKS).boxed();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void bodiesThatDripHoldNobodyUpAndAreCutOff() throws Exception {
        sendEach(systems, HEAD + "k3y\r\n\r\n{");

        everybodyElseIsServed();

        for (RawConnection connection : slow) {
            assertCutOff(connection);
        }
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void aBodyOfNobodyIsNotWaitedFor() throws Exception {
        sendEach(systems, HEAD + "wrong\r\n\r\n{");

        for (RawConnection connection : slow) {
            assertThat(connection.receive(false).status()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void headsThatDripHoldNobodyUpAndAreCutOff() throws Exception {
        sendEach(systems, HEAD);

        everybodyElseIsServed();

        for (RawConnection connection : slow) {
            assertThat(connection.receiveAll()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void passwordsHoldNobodyUpAndWhoWaitsTooLongIsSentAway() throws Exception {
        Clients clients = passwords(systems);

        everybodyElseIsServed();

        assertThat(clients.replies()).allSatisfy(BusyHostIT::assertCreatedOrSentAway);
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void itEndsWhenItIsToldToWhateverItsClientsDo() throws Exception {
        OtherSystems ending = impatient();
        sendEach(ending, HEAD + "k3y\r\nExpect: 100-continue\r\n\r\n");
        for (RawConnection connection : slow) {
            assertThat(connection.receive(false).status()).isEqualTo(100);
        }
        Clients clients = passwords(ending);
        assertThat(ending.connect().create(subscriber()).status()).isEqualTo(201);

        Ended ended = ending.stop();

        assertThat(ended.status()).isIn(0, 143);
        assertThat(ended.err()).doesNotContain("Exception", "\tat ");
        assertThat(clients.repliesUntilTheEnd()).allSatisfy(BusyHostIT::assertCreatedOrSentAway);
        for (RawConnection connection : slow) {
            assertCutOff(connection);
        }
    }

    private void sendEach(OtherSystems systems, String beginning) throws Exception {
        for (int i = 0; i < ATTACKERS; i++) {
            RawConnection connection = new RawConnection(systems.host().port());
            slow.add(connection);
            connection.send(beginning);
        }
    }

    private static Clients passwords(OtherSystems systems) {
        return new Clients(
                ATTACKERS, number -> systems.corti().create(customerUser().with("password", "My$ecureP@ssw0rd123!")));
    }

    private static void everybodyElseIsServed() throws Exception {
        for (int i = 0; i < OTHERS; i++) {
            assertThat(systems.host().call("GET", "/healthz").status()).isEqualTo(200);
            assertThat(systems.host().call("GET", "/livez").status()).isEqualTo(200);
            assertThat(systems.connect().create(subscriber()).status()).isEqualTo(201);
            assertThat(systems.prelude().create(appUser(email(freshEmail()))).status())
                    .isEqualTo(201);
        }
    }

    private static void assertCutOff(RawConnection connection) throws Exception {
        RawConnection.Answer answer = connection.receive(false);
        assertThat(answer.status()).isEqualTo(408);
        assertThat(answer.closes()).isTrue();
        OpenApi.served()
                .assertAnswer("POST", "/users", 408, answer.headers().getOrDefault("content-type", ""), answer.body());
    }

    private static void assertCreatedOrSentAway(Reply reply) {
        assertThat(reply.status()).isIn(201, 503);
        assertThat(reply.header("Retry-After").isPresent()).isEqualTo(reply.status() == 503);
    }
}
