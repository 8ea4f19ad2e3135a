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
import dev.partyline.ports.driven.Tenants;
import dev.partyline.testkit.contract.TenantsContract;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tenants of the configuration that the other tests of the host have. */
class ConfiguredTenantsTest extends TenantsContract {
    private static final Configuration CONFIGURATION = configuration();

    private static Configuration configuration() {
        try {
            return ConfigurationReader.read(OtherSystems.CONFIGURATION);
        } catch (ConfigurationException wrong) {
            throw new AssertionError(wrong);
        }
    }

    @Override
    protected Tenants tenants() {
        return new ConfiguredTenants(CONFIGURATION);
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

    @Override
    protected Map<ProjectId, Set<Line>> lines() {
        return Map.of(
                ProjectId.of("4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b77").get(),
                Set.of(Line.of("+14155550100").get()),
                ProjectId.of("4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b78").get(),
                Set.of(Line.of("+14155550101").get()));
    }

    @Test
    void T3_whatIsSwitchedOffIsFoundSwitchedOff() {
        assertThat(CONFIGURATION.apps()).anyMatch(app -> !app.app().creatingUsers());
    }
}
