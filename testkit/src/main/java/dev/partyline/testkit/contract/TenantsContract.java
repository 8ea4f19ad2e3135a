package dev.partyline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.Tenant;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.Tenants;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What {@link Tenants} demands (rules T3, A6, C5, V9): each tenant is found as it is now, by its id and in its kind,
 * and of others there are none. Extended by the test of an adapter, which says what there is. The tenants are used by
 * many threads.
 */
@ExtendWith(DemandFirst.class)
public abstract class TenantsContract {
    private static final String NOBODYS = "nobodys-" + UUID.randomUUID();

    /** For tests of adapters. */
    protected TenantsContract() {}

    /** The adapter. */
    protected abstract Tenants tenants();

    /** Tenants that the adapter must find, at least one, and of each kind that the host has. */
    protected abstract Collection<? extends Tenant> known();

    /** Customers that the console projects among them have. Without any, their test is reported as aborted. */
    protected Map<ConsoleProjectId, Set<CustomerId>> customers() {
        return Map.of();
    }

    /** Lines that the projects among them own. */
    protected Map<ProjectId, Set<Line>> lines() {
        return Map.of();
    }

    @Demand("Each tenant is found by its id, as it is now.")
    @Test
    void T3_eachTenantIsFoundAsItIs() {
        Tenants tenants = tenants();
        assertThat(known())
                .isNotEmpty()
                .allSatisfy(tenant -> assertThat(found(tenants, tenant)).isEqualTo(Optional.of(tenant)));
    }

    @Demand("An id that no tenant has finds nothing, whatever its text is.")
    @Test
    void T3_ofTenantsThatThereAreNotNothingIsFound() {
        Tenants tenants = tenants();
        UUID random = UUID.randomUUID();
        assertThat(tenants.project(ProjectId.of(random.toString()).get())).isEmpty();
        assertThat(tenants.project(
                        ProjectId.of("00000000-0000-0000-0000-000000000000").get()))
                .isEqualTo(known().stream()
                        .filter(tenant -> tenant.id().toString().equals("00000000-0000-0000-0000-000000000000"))
                        .findAny());
        for (String text : List.of(NOBODYS, "", " ", "' OR 1=1 --", "\ud83d\ude00")) {
            assertThat(tenants.consoleProject(new ConsoleProjectId(text))).isEmpty();
            assertThat(tenants.account(new AccountId(text))).isEmpty();
            assertThat(tenants.app(new AppId(text))).isEmpty();
        }
    }

    @Demand("An id finds a tenant of its own kind alone, even if ids of other kinds have the same text.")
    @Test
    void T3_anIdIsOfItsKindAlone() {
        Tenants tenants = tenants();
        for (Tenant tenant : known()) {
            String text = tenant.id().toString();
            assertThat(tenants.consoleProject(new ConsoleProjectId(text)).isPresent())
                    .isEqualTo(isKnown(new ConsoleProjectId(text)));
            assertThat(tenants.account(new AccountId(text)).isPresent()).isEqualTo(isKnown(new AccountId(text)));
            assertThat(tenants.app(new AppId(text)).isPresent()).isEqualTo(isKnown(new AppId(text)));
        }
    }

    @Demand("A console project has its customers and no others.")
    @Test
    void C5_aConsoleProjectHasItsCustomersAndNoOthers() {
        assumeFalse(customers().isEmpty(), "the test of the adapter names no customers");
        Tenants tenants = tenants();
        CustomerId nobodys = CustomerId.of(NOBODYS).get();
        customers().forEach((project, customers) -> {
            assertThat(customers)
                    .allSatisfy(customer ->
                            assertThat(tenants.hasCustomer(project, customer)).isTrue());
            assertThat(tenants.hasCustomer(project, nobodys)).isFalse();
            customers.forEach(customer -> assertThat(tenants.hasCustomer(new ConsoleProjectId(NOBODYS), customer))
                    .as("of a project that there is not")
                    .isFalse());
        });
    }

    @Demand("A project owns its lines, as a store kept them too, and no others.")
    @Test
    void D1_aProjectOwnsItsLinesAndNoOthers() {
        Tenants tenants = tenants();
        ProjectId nobody = ProjectId.of(UUID.randomUUID().toString()).get();
        Line nobodys = Line.of("+99999999999").get();
        known().stream()
                .filter(Project.class::isInstance)
                .map(project -> ((Project) project).id())
                .forEach(project -> {
                    Set<Line> owned = lines().getOrDefault(project, Set.of());
                    assertThat(owned).allSatisfy(line -> {
                        assertThat(tenants.owns(project, line)).isTrue();
                        assertThat(tenants.owns(project, Line.restored(line.e164())))
                                .isTrue();
                        assertThat(tenants.owns(nobody, line)).as("of another").isFalse();
                    });
                    assertThat(tenants.owns(project, nobodys)).as("nobody's").isFalse();
                    lines().values().stream()
                            .flatMap(Set::stream)
                            .filter(line -> !owned.contains(line))
                            .forEach(line -> assertThat(tenants.owns(project, line))
                                    .as("another project's")
                                    .isFalse());
                });
    }

    @Demand("Many callers may ask for tenants at the same time.")
    @Test
    void T3_manyMayAskAtTheSameTime() {
        Tenants tenants = tenants();
        assertThat(Race.run(caller -> known().stream()
                        .allMatch(tenant -> found(tenants, tenant).equals(Optional.of(tenant)))))
                .containsOnly(true);
    }

    private boolean isKnown(Object id) {
        return known().stream().anyMatch(tenant -> tenant.id().equals(id));
    }

    private static Optional<? extends Tenant> found(Tenants tenants, Tenant tenant) {
        if (tenant instanceof Project project) {
            return tenants.project(project.id());
        }
        if (tenant instanceof ConsoleProject project) {
            return tenants.consoleProject(project.id());
        }
        return tenant instanceof Account account ? tenants.account(account.id()) : tenants.app(((App) tenant).id());
    }
}
