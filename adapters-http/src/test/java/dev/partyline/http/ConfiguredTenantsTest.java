package dev.partyline.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.Tenant;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.Line;
import dev.partyline.http.config.Configuration;
import dev.partyline.http.config.ConfigurationException;
import dev.partyline.http.config.ConfigurationReader;
import dev.partyline.ports.driven.LineOwnership;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.testkit.contract.LineOwnershipContract;
import dev.partyline.testkit.contract.TenantsContract;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The tenants of the configuration that the other tests of the host have, and their lines. */
class ConfiguredTenantsTest {
    private static final Configuration CONFIGURATION = configuration();
    private static final ConfiguredTenants CONFIGURED = new ConfiguredTenants(CONFIGURATION);

    private static Configuration configuration() {
        try {
            return ConfigurationReader.read(OtherSystems.CONFIGURATION);
        } catch (ConfigurationException wrong) {
            throw new AssertionError(wrong);
        }
    }

    @Test
    void T3_whatIsSwitchedOffIsFoundSwitchedOff() {
        assertThat(CONFIGURATION.apps()).anyMatch(app -> !app.app().creatingUsers());
    }

    @Nested
    class OfTenants extends TenantsContract {
        @Override
        protected Tenants tenants() {
            return CONFIGURED;
        }

        @Override
        protected Collection<? extends Tenant> known() {
            return Stream.of(
                            CONFIGURATION.projects().stream().map(entry -> entry.project()),
                            CONFIGURATION.consoleProjects().stream().map(entry -> entry.project()),
                            CONFIGURATION.accounts().stream().map(entry -> entry.account()),
                            CONFIGURATION.apps().stream().map(entry -> entry.app()))
                    .<Tenant>flatMap(tenants -> tenants)
                    .toList();
        }

        @Override
        protected Map<ConsoleProjectId, Set<CustomerId>> customers() {
            return Map.of(
                    new ConsoleProjectId("consoleproject"),
                    Set.of(
                            CustomerId.of("contosohospital").get(),
                            CustomerId.of("fabrikamclinic").get()),
                    new ConsoleProjectId("otherproject"),
                    Set.of(CustomerId.of("contosohospital").get()));
        }
    }

    @Nested
    class OfLines extends LineOwnershipContract {
        @Override
        protected LineOwnership lines() {
            return new ConfiguredTenants(withoutLinesOf(other()));
        }

        @Override
        protected ProjectId owner() {
            return CONFIGURATION.projects().get(0).project().id();
        }

        @Override
        protected Line owned() {
            return Line.of("+14155550100").get();
        }

        @Override
        protected ProjectId other() {
            return CONFIGURATION.projects().get(1).project().id();
        }

        private Configuration withoutLinesOf(ProjectId project) {
            return new Configuration(
                    CONFIGURATION.projects().stream()
                            .map(entry -> entry.project().id().equals(project)
                                    ? new Configuration.SpectrumProject(entry.project(), entry.secret(), Set.of())
                                    : entry)
                            .toList(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());
        }
    }
}
