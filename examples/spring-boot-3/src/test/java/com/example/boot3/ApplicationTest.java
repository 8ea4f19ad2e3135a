package com.example.boot3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.PackageVersion;
import dev.partyline.domain.request.GivenSubscriberUser;
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.JsonValue.JsonString;
import dev.partyline.ports.UserRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** On the versions that Spring Boot 3.5 manages, which have an older Jackson than the adapter. */
@SpringBootTest
class ApplicationTest {
    private static EmbeddedPostgres server;

    @Autowired
    private UserRegistry users;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) throws IOException {
        server = EmbeddedPostgres.start();
        properties.add("spring.datasource.url", () -> server.getJdbcUrl("postgres", "postgres"));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    /** Its metadata is kept as JSON, so that Jackson has something to do. */
    @Test
    void aUserIsCreatedAndFound() {
        JsonObject metadata = JsonObject.of(Map.of("plan", new JsonString("basic")));
        GivenSubscriberUser given = GivenSubscriberUser.NONE
                .withName("Ada Lovelace")
                .withEmail("ada@example.com")
                .withMsisdn("+14155550132")
                .withMetadata(metadata);
        SubscriberUser user = NewSubscriberUser.of(Application.ACME, given)
                .flatMap(users::create)
                .get()
                .user();
        assertThat(users.find(Application.ACME.id(), user.id())).contains(user);
        assertThat(user.metadata().value()).isEqualTo(metadata);
    }

    /** The older Jackson of Boot is there, beside the adapter's. */
    @Test
    void theVersionsAreThoseOfBoot() {
        assertThat(PackageVersion.VERSION.toString()).startsWith("2.");
        assertThat(SpringBootVersion.getVersion()).startsWith("3.5.");
    }
}
