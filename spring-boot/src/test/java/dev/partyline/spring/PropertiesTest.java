package dev.partyline.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.LinePreference;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.tenant.SubscriberKey;
import dev.partyline.domain.tenant.Tenant;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.PhoneRule;
import dev.partyline.domain.value.ValueRules;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.postgres.PostgresUserStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an application may write in its properties. */
class PropertiesTest {
    private static final String ID = "4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b77";
    private static final String NOT_E164 = "must be a + and 7 to 15 digits, the first of them not 0";
    private static final ProjectId PROJECT = ProjectId.of(ID).get();

    /** Without a database. */
    private static ApplicationContextRunner application(String... properties) {
        return new ApplicationContextRunner()
                .withUserConfiguration(Database.Application.class, WithoutDatabase.class)
                .withPropertyValues(Database.NONE)
                .withPropertyValues(properties);
    }

    @Configuration(proxyBeanMethods = false)
    static class WithoutDatabase {
        @Bean
        UserStore store() {
            return PostgresUserStore.own(new SimpleDriverDataSource());
        }
    }

    private static Line line(String number) {
        return Line.of(number).get();
    }

    @Test
    void everyChoiceOfEveryTenantIsRead() {
        application(
                        "partyline.projects[0].id=" + ID,
                        "partyline.projects[0].creating-users=false",
                        "partyline.projects[0].max-shared-users=3",
                        "partyline.projects[0].lines=+14155550100,+14155550101",
                        "partyline.projects[0].shared-identity=phone-or-email",
                        "partyline.projects[0].phone-identity=subscriber",
                        "partyline.projects[0].phone-numbers=valid",
                        "partyline.projects[0].emails=strict",
                        "partyline.projects[0].recreation=avoid-last-line",
                        "partyline.projects[0].prefer=area",
                        "partyline.projects[0].prefer-only=true",
                        "partyline.projects[0].event-values=true",
                        "partyline.console-projects[0].id=console",
                        "partyline.console-projects[0].customers=c1,c2",
                        "partyline.console-projects[0].event-values=true",
                        "partyline.accounts[0].id=acme",
                        "partyline.accounts[0].keys=email,msisdn",
                        "partyline.accounts[0].phone-identity=subscriber",
                        "partyline.accounts[0].event-values=true",
                        "partyline.apps[0].id=54e9ujn",
                        "partyline.apps[0].sessions=false",
                        "partyline.apps[0].max-identifiers=2",
                        "partyline.apps[0].phone-identity=subscriber",
                        "partyline.apps[0].event-values=true")
                .run(context -> {
                    Tenants tenants = context.getBean(Tenants.class);
                    assertThat(Stream.of(PROJECT, new AccountId("acme"), new AppId("54e9ujn"))
                                    .map(tenant ->
                                            tenants.find(tenant).orElseThrow().phoneIdentity()))
                            .containsOnly(PhoneIdentity.SUBSCRIBER);
                    assertThat(Stream.of(
                                            PROJECT,
                                            new ConsoleProjectId("console"),
                                            new AccountId("acme"),
                                            new AppId("54e9ujn"))
                                    .map(tenant -> tenants.find(tenant).orElseThrow()))
                            .allMatch(Tenant::eventValues);
                    assertThat(tenants.project(PROJECT))
                            .contains(new Project(
                                    PROJECT,
                                    false,
                                    OptionalInt.of(3),
                                    SharedIdentity.PHONE_OR_EMAIL,
                                    PhoneIdentity.SUBSCRIBER,
                                    new ValueRules(PhoneRule.VALID, EmailRule.STRICT),
                                    Recreation.AVOID_LAST_LINE,
                                    LinePreference.only(LinePreference.Near.AREA),
                                    Optional.empty(),
                                    true));
                    assertThat(Stream.of("+14155550100", "+14155550101", "+14155550102"))
                            .filteredOn(number -> tenants.owns(PROJECT, line(number)))
                            .containsExactly("+14155550100", "+14155550101");
                    ConsoleProjectId console = new ConsoleProjectId("console");
                    assertThat(tenants.consoleProject(console)).isPresent();
                    assertThat(Stream.of("c1", "c2", "c3"))
                            .filteredOn(customer -> tenants.hasCustomer(
                                    console, CustomerId.of(customer).get()))
                            .containsExactly("c1", "c2");
                    assertThat(tenants.account(new AccountId("acme"))
                                    .orElseThrow()
                                    .keys())
                            .containsExactlyInAnyOrder(SubscriberKey.EMAIL, SubscriberKey.MSISDN);
                    assertThat(tenants.app(new AppId("54e9ujn"))).get().satisfies(app -> {
                        assertThat(app.creatingUsers()).isFalse();
                        assertThat(app.maxIdentifiers()).isEqualTo(2);
                    });
                });
    }

    @Test
    void whatIsNotSaidIsAsPublished() {
        application(
                        "partyline.projects[0].id=" + ID,
                        "partyline.apps[0].id=a",
                        "partyline.accounts[0].id=a",
                        "partyline.console-projects[0].id=c")
                .run(context -> {
                    Tenants tenants = context.getBean(Tenants.class);
                    assertThat(tenants.project(PROJECT)).contains(Project.of(PROJECT));
                    assertThat(tenants.app(new AppId("a"))).contains(App.of(new AppId("a")));
                    assertThat(tenants.account(new AccountId("a"))).contains(Account.of(new AccountId("a")));
                    assertThat(tenants.consoleProject(new ConsoleProjectId("c")))
                            .contains(ConsoleProject.of(new ConsoleProjectId("c")));
                    assertThat(tenants.app(new AppId("b"))).isEmpty();
                });
    }

    @Test
    void aLineHasACapacityOrNone() {
        application(
                        "partyline.lines[0].number=+14155550900",
                        "partyline.lines[0].capacity=1000",
                        "partyline.lines[1].number=+14155550901",
                        "partyline.lines[1].state=at-risk")
                .run(context -> assertThat(context.getBean(Configured.class).lines())
                        .containsExactly(
                                new PoolLine(line("+14155550900"), 1000),
                                PoolLine.unlimited(line("+14155550901")).in(LineState.AT_RISK)));
    }

    @Test
    void everyFaultIsToldByTheNameOfItsPropertyAndWithoutItsValue() {
        String[] faulty = {
            "partyline.lines[0].number=4155550900",
            "partyline.lines[1].number=+14155550901",
            "partyline.lines[2].number=+14155550901",
            "partyline.lines[2].capacity=-1",
            "partyline.lines[2].state=retired",
            "partyline.projects[0].id=no-uuid",
            "partyline.projects[1].id=" + ID,
            "partyline.projects[1].max-shared-users=-1",
            "partyline.projects[1].emails=format",
            "partyline.projects[1].lines=+14155550100,oops",
            "partyline.projects[2].id=" + ID,
            "partyline.projects[2].lines=+14155550100",
            "partyline.console-projects[0].customers=c",
            "partyline.console-projects[1].id=c",
            "partyline.console-projects[1].customers=c,c",
            "partyline.accounts[0].keys=email",
            "partyline.apps[0].id=a",
            "partyline.apps[1].id=a",
            "partyline.apps[1].max-identifiers=0",
            "partyline.housekeeping.interval=0s",
            "partyline.events.keep=-1d",
            "partyline.keep-former-pairs=-1d"
        };
        application(faulty)
                .run(context -> assertThat(analysis(context.getStartupFailure())
                                .getDescription()
                                .lines()
                                .skip(1))
                        .containsExactly(
                                "partyline.lines[0].number: " + NOT_E164,
                                "partyline.lines[2].capacity: must be 0 or more",
                                "partyline.lines[2].state: must be open, at-risk, reserved or draining",
                                "partyline.lines[2].number: stands there already",
                                "partyline.projects[0].id: is not a UUID",
                                "partyline.projects[1].max-shared-users: must be 0 or more",
                                "partyline.projects[1].emails: must be published or strict",
                                "partyline.projects[1].lines[1]: " + NOT_E164,
                                "partyline.projects[2].id: stands there already",
                                "partyline.projects[2].lines[0]: stands there already",
                                "partyline.console-projects[0].id: is required",
                                "partyline.console-projects[1].customers[1]: stands there already",
                                "partyline.accounts[0].id: is required",
                                "partyline.apps[1].max-identifiers: must be 1 or more",
                                "partyline.apps[1].id: stands there already",
                                "partyline.housekeeping.interval: must be more than no time",
                                "partyline.events.keep: must not be negative",
                                "partyline.keep-former-pairs: must not be negative"));
    }

    private static FailureAnalysis analysis(@Nullable Throwable failure) {
        return Objects.requireNonNull(new InvalidPropertiesAnalyzer().analyze(Objects.requireNonNull(failure)));
    }

    /** Else a limit that is misspelt would be no limit. */
    @Test
    void aPropertyThatIsNotKnownIsRefused() {
        application("partyline.projects[0].id=" + ID, "partyline.projects[0].max-shared-user=3")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("partyline.projects[0].max-shared-user"));
    }

    /** The analyzer is found by Boot, or nobody would see its words. */
    @Test
    void theAnalyzerIsKnownToBoot() {
        assertThat(SpringFactoriesLoader.forDefaultResourceLocation(SpringApplication.class.getClassLoader())
                        .load(FailureAnalyzer.class, FailureHandler.handleMessage((message, failure) -> {})))
                .hasAtLeastOneElementOfType(InvalidPropertiesAnalyzer.class);
    }

    @Test
    void everyPropertyHasADescription() throws IOException {
        Map<String, String> descriptions = new TreeMap<>();
        for (JsonNode property : metadata("spring-configuration-metadata.json").path("properties")) {
            descriptions.put(
                    property.path("name").asString(),
                    property.path("description").asString(""));
        }
        assertThat(descriptions)
                .containsOnlyKeys(List.of(
                        "management.health.partyline.enabled",
                        "partyline.accounts",
                        "partyline.apps",
                        "partyline.console-projects",
                        "partyline.events.batch",
                        "partyline.events.interval",
                        "partyline.events.keep",
                        "partyline.events.lease",
                        "partyline.events.publish",
                        "partyline.housekeeping.enabled",
                        "partyline.housekeeping.interval",
                        "partyline.keep-former-pairs",
                        "partyline.lines",
                        "partyline.migrate",
                        "partyline.projects"))
                .allSatisfy(
                        (name, description) -> assertThat(description).as(name).endsWith("."));
    }

    private static JsonNode metadata(String file) throws IOException {
        try (InputStream found = PartylineProperties.class.getClassLoader().getResourceAsStream("META-INF/" + file)) {
            return JsonMapper.shared().readTree(found);
        }
    }
}
