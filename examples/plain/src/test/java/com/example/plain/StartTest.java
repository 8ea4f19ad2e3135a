package com.example.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Tenants;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartTest {
    @Test
    void inMemory() {
        InMemoryPhonePool pool = InMemoryPhonePool.of(List.of(Start.LINE));
        createsOneUserOfOnePhone(UserRegistry.of(InMemoryUserStore.withLines(pool), Tenants.of(Start.PROJECT)));
    }

    @Test
    void onPostgres() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            createsOneUserOfOnePhone(StartOnPostgres.registry(postgres.getPostgresDatabase()));
        }
    }

    private static void createsOneUserOfOnePhone(UserRegistry registry) {
        String created = Start.create(registry, "+447700900123");
        assertTrue(created.startsWith("Created "), created);
        assertEquals(created.replace("Created", "Returned"), Start.create(registry, "+4407700900123"));
        assertTrue(Start.create(registry, "+14155550132").startsWith("Created "));
        assertEquals("refused, shared_user_limit_reached", Start.create(registry, "+14155550133"));
    }
}
