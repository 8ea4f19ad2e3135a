package dev.partyline.http;

import static dev.partyline.http.OtherSystems.appUser;
import static dev.partyline.http.OtherSystems.customerUser;
import static dev.partyline.http.OtherSystems.email;
import static dev.partyline.http.OtherSystems.freshEmail;
import static dev.partyline.http.OtherSystems.subscriber;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A host whose clients are slow, or ask for slow work: whoever else comes is served as before. */
@Timeout(120)
class BusyHostIT {
    private static final int SLOW_CLIENTS = 250;
    private static final int PASSWORDS = 300;
    private static final int OTHERS = 20;

    private final List<RawConnection> slow = new ArrayList<>();
    private final OtherSystems systems;

    BusyHostIT() throws Exception {
        systems = OtherSystems.start(
                Map.of("JDK_JAVA_OPTIONS", "-Dpartyline.request-time=PT5S -Dpartyline.queue-time=PT1S"));
    }

    @AfterEach
    void stop() throws Exception {
        for (RawConnection connection : slow) {
            connection.close();
        }
        systems.close();
    }

    @Test
    void bodiesThatDripHoldNobodyUpAndAreCutOff() throws Exception {
        sendEach("POST /users HTTP/1.1\r\nHost: x\r\nX-API-Key: k3y\r\nContent-Type: application/json\r\n"
                + "Content-Length: 1000\r\n\r\n{");

        everybodyElseIsServed();

        for (RawConnection connection : slow) {
            RawConnection.Answer answer = connection.receive(false);
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.closes()).isTrue();
        }
    }

    @Test
    void aBodyOfNobodyIsNotWaitedFor() throws Exception {
        sendEach("POST /users HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");

        for (RawConnection connection : slow) {
            assertThat(connection.receive(false).status()).isEqualTo(401);
        }
    }

    @Test
    void headsThatDripHoldNobodyUpAndAreCutOff() throws Exception {
        sendEach("POST /users HTTP/1.1\r\nHost: x\r\nX-API-");

        everybodyElseIsServed();

        for (RawConnection connection : slow) {
            assertThat(connection.receiveAll()).isEmpty();
        }
    }

    @Test
    void passwordsHoldNobodyUpAndWhoWaitsTooLongIsSentAway() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(PASSWORDS);
        try {
            List<Future<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < PASSWORDS; i++) {
                Callable<Reply> create =
                        () -> systems.corti().create(customerUser().with("password", "My$ecureP@ssw0rd123!"));
                replies.add(clients.submit(create));
            }

            everybodyElseIsServed();

            for (Future<Reply> reply : replies) {
                assertThat(reply.get().status()).isIn(201, 503);
                if (reply.get().status() == 503) {
                    assertThat(reply.get().response().headers().firstValue("Retry-After"))
                            .isPresent();
                }
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private void sendEach(String beginning) throws Exception {
        for (int i = 0; i < SLOW_CLIENTS; i++) {
            RawConnection connection = new RawConnection(systems.host().port());
            slow.add(connection);
            connection.send(beginning);
        }
    }

    private void everybodyElseIsServed() throws Exception {
        for (int i = 0; i < OTHERS; i++) {
            assertThat(systems.host().call("GET", "/healthz").status()).isEqualTo(200);
            assertThat(systems.host().call("GET", "/livez").status()).isEqualTo(200);
            assertThat(systems.connect().create(subscriber()).status()).isEqualTo(201);
            assertThat(systems.prelude().create(appUser(email(freshEmail()))).status())
                    .isEqualTo(201);
        }
    }
}
