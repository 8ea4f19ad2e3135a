package com.example.signup;

import dev.partyline.ports.driven.Change.Happened;
import dev.partyline.ports.driven.Event;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forgets the signups of a user that was erased. An event may come twice, which does no harm here. */
@Component
class Erasures {
    private final JdbcClient database;

    Erasures(JdbcClient database) {
        this.database = database;
    }

    @EventListener
    void on(Event event) {
        if (event.happened() == Happened.ERASED) {
            database.sql("DELETE FROM signup WHERE user_id = ?")
                    .param(event.user().value())
                    .update();
        }
    }
}
