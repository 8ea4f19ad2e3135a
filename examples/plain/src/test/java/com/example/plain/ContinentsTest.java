package com.example.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.Cell;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Tenants;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContinentsTest {
    private static final Project AMERICAN = Start.PROJECT;
    private static final Project EUROPEAN =
            Project.of(ProjectId.of("8c0f8d3e-0f0e-4c57-9d8c-5b9c7c0e4a11").get());
    private static final PoolLine NEW_YORK =
            PoolLine.unlimited(Line.of("+12125550101").get());
    private static final PoolLine LONDON =
            PoolLine.unlimited(Line.of("+442079460101").get());

    private final Tenants tenants = Tenants.of(AMERICAN, EUROPEAN);
    private final Continents continents =
            new Continents(Map.of(AMERICAN.id(), Continents.AMERICA, EUROPEAN.id(), Continents.EUROPE));

    @Test
    void aUserIsOnALineOfItsContinent() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            Cell america = Continents.cell(url, "america", NEW_YORK);
            UserRegistry users = continents
                    .cells(america, Continents.cell(url, "europe", LONDON), tenants)
                    .users();
            SharedUser american = create(users, AMERICAN);
            SharedUser european = create(users, EUROPEAN);
            assertEquals(List.of(NEW_YORK.line(), LONDON.line()), List.of(american.line(), european.line()));
            assertEquals(Optional.of(european), users.find(european.phone(), LONDON.line()));

            Cell wrong = Continents.cell(url, "wrong", NEW_YORK);
            assertThrows(IllegalArgumentException.class, () -> continents.cells(america, wrong, tenants));
        }
    }

    private static SharedUser create(UserRegistry users, Project project) {
        return NewSharedUser.of(project, "+447700900123", GivenProfile.NONE)
                .flatMap(users::create)
                .map(Outcome::user)
                .get();
    }
}
