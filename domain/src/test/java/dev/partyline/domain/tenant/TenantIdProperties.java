package dev.partyline.domain.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partyline.testkit.arbitrary.DomainArbitraries;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class TenantIdProperties {

    /** Ids as odd as a host may give them, among them such as look like the text of a tenant. */
    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.oneOf(
                DomainArbitraries.hostileTexts(),
                Arbitraries.of("", ":", "::", "app:", "account:a", "project:", "console:app:a", "a:b", "é", "例え"),
                DomainArbitraries.projectIds().map(ProjectId::text));
    }

    @Provide
    Arbitrary<TenantId> tenants() {
        return Arbitraries.oneOf(
                DomainArbitraries.projectIds(),
                ids().map(ConsoleProjectId::new),
                ids().map(AccountId::new),
                ids().map(AppId::new));
    }

    @Property
    void aTenantIsRestoredFromItsText(@ForAll("tenants") TenantId tenant) {
        assertThat(TenantId.restored(tenant.text())).isEqualTo(tenant);
    }

    @Property
    void T1_twoTenantsAreEqualExactlyIfTheirTextsAre(
            @ForAll("tenants") TenantId one, @ForAll("tenants") TenantId other) {
        assertThat(one.text().equals(other.text())).isEqualTo(one.equals(other));
    }

    @Property
    void T1_tenantsOfDifferentKindsNeverHaveTheSameText(
            @ForAll ProjectId project,
            @ForAll("ids") String one,
            @ForAll("ids") String other,
            @ForAll("ids") String third) {
        assertThat(List.of(
                        project.text(),
                        new ConsoleProjectId(one).text(),
                        new AccountId(other).text(),
                        new AppId(third).text()))
                .doesNotHaveDuplicates();
        assertThat(List.of(new ConsoleProjectId(one).text(), new AccountId(one).text(), new AppId(one).text()))
                .doesNotHaveDuplicates();
    }

    /** Stores keep them. */
    @Example
    void aTextIsSpelledAsItEverWas() {
        assertThat(ProjectId.of("018F0000-0000-7000-8000-00000000BEEF").get().text())
                .isEqualTo("project:018f0000-0000-7000-8000-00000000beef");
        assertThat(new ConsoleProjectId("A b").text()).isEqualTo("console:A b");
        assertThat(new AccountId("a").text()).isEqualTo("account:a");
        assertThat(new AppId("").text()).isEqualTo("app:");
    }

    @Example
    void aTextOfNoKindOfTenantIsNotRestored() {
        for (String text : new String[] {"", ":", "a", "app", "APP:a", "apps:a", "project:", "project:a", " app:a"}) {
            assertThatThrownBy(() -> TenantId.restored(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
