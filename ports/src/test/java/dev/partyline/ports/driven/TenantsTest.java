package dev.partyline.ports.driven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.Tenant;
import dev.partyline.ports.Samples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tenants that do not change. */
class TenantsTest {
    /** Of one name, which makes no tenant of one kind that of another. */
    private static final ConsoleProject CONSOLE_PROJECT = ConsoleProject.of(new ConsoleProjectId("a"));

    private static final Account ACCOUNT = Account.of(new AccountId("a"));
    private static final App APP = App.of(new AppId("a"));

    private static final ProjectId OTHER_PROJECT =
            ProjectId.of("00000000-0000-4000-8000-000000000002").get();

    @Test
    void T3_theGivenTenantsAreFoundEachByItsKind() {
        Tenants tenants = Tenants.of(Samples.PROJECT, CONSOLE_PROJECT, ACCOUNT, APP);

        assertThat(tenants.project(Samples.PROJECT.id())).contains(Samples.PROJECT);
        assertThat(tenants.consoleProject(CONSOLE_PROJECT.id())).contains(CONSOLE_PROJECT);
        assertThat(tenants.account(ACCOUNT.id())).contains(ACCOUNT);
        assertThat(tenants.app(APP.id())).contains(APP);
    }

    @Test
    void T3_thereAreNoOthers() {
        Tenants tenants = Tenants.of(Samples.PROJECT, APP);

        assertThat(tenants.project(OTHER_PROJECT)).isEmpty();
        assertThat(tenants.consoleProject(CONSOLE_PROJECT.id())).isEmpty();
        assertThat(tenants.account(ACCOUNT.id())).isEmpty();
        assertThat(tenants.app(new AppId("b"))).isEmpty();
        assertThat(Tenants.of().project(Samples.PROJECT.id())).isEmpty();
    }

    @Test
    void ofTwoWithTheSameIdTheLastOneCounts() {
        assertThat(Tenants.of(APP, APP.withMaxIdentifiers(1)).app(APP.id())).contains(APP.withMaxIdentifiers(1));
    }

    @Test
    void D1_theyOwnNoLinesAndC5_haveNoCustomers() {
        Tenants tenants = Tenants.of(Samples.PROJECT, CONSOLE_PROJECT);

        assertThat(tenants.owns(Samples.PROJECT.id(), Samples.LINE)).isFalse();
        assertThat(tenants.hasCustomer(CONSOLE_PROJECT.id(), Samples.CUSTOMER)).isFalse();
    }

    @Test
    void X3_onlyThoseAreSweptThatAskForIt() {
        Account asking = ACCOUNT.withEraseAfter(Duration.ZERO);
        assertThat(List.<Tenant>copyOf(Tenants.of(Samples.PROJECT, CONSOLE_PROJECT, asking, APP)
                        .erasing()))
                .containsExactly(asking);
    }

    /** T3: a host implements what it has. */
    @Test
    void T3_ofTheKindsThatAHostDoesNotHaveThereAreNone() {
        Tenants none = new Tenants() {};

        assertThat(none.project(Samples.PROJECT.id())).isEmpty();
        assertThat(none.consoleProject(CONSOLE_PROJECT.id())).isEmpty();
        assertThat(none.account(ACCOUNT.id())).isEmpty();
        assertThat(none.app(APP.id())).isEmpty();
    }
}
