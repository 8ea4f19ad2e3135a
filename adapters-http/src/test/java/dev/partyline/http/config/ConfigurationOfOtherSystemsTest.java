package dev.partyline.http.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.tenant.SubscriberKey;
import dev.partyline.domain.tenant.Tenant;
import dev.partyline.http.config.Configuration.ConnectAccount;
import dev.partyline.http.config.Configuration.CortiProject;
import dev.partyline.http.config.Configuration.PreludeApp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationOfOtherSystemsTest {
    private static final String CORTI = "{\"corti\": {\"projects\": [%s]}}";
    private static final String CONNECT = "{\"connect\": {\"accounts\": [%s]}}";
    private static final String PRELUDE = "{\"prelude\": {\"apps\": [%s]}}";

    private static List<String> places(String json) {
        try {
            ConfigurationReader.read(json);
            return List.of();
        } catch (ConfigurationException wrong) {
            assertThat(wrong).hasMessageNotContainingAny("s3cret");
            return wrong.faults().stream().map(ConfigurationFault::place).toList();
        }
    }

    @Test
    void everySectionMayBeMissing() throws ConfigurationException {
        for (String json : List.of("{}", "{\"corti\": {}, \"connect\": {}, \"prelude\": {}}")) {
            Configuration configuration = ConfigurationReader.read(json);

            assertThat(configuration.consoleProjects()).isEmpty();
            assertThat(configuration.accounts()).isEmpty();
            assertThat(configuration.apps()).isEmpty();
        }
    }

    @Test
    void aCortiProjectHasItsCustomers() throws ConfigurationException {
        CortiProject project = ConfigurationReader.read(CORTI.formatted(
                        "{\"id\": \"consoleproject\", \"token\": \"s3cret\", \"customers\": [\"a\", \"b\"]}"))
                .consoleProjects()
                .get(0);

        assertThat(project.project().id().value()).isEqualTo("consoleproject");
        assertThat(project.token().matches("s3cret")).isTrue();
        assertThat(project.token().matches("other")).isFalse();
        assertThat(project.token()).asString().doesNotContain("s3cret");
        assertThat(project.customers()).extracting(customer -> customer.value()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void N4_anAccountHasTheKeysThatItAsksFor() throws ConfigurationException {
        List<ConnectAccount> accounts = ConfigurationReader.read(
                        CONNECT.formatted("{\"id\": \"acme\", \"apiKey\": \"k3y\"}, {\"id\": \"keyed\", \"apiKey\":"
                                + " \"k3y2\", \"keys\": [\"email\", \"identity\"]}"))
                .accounts();

        assertThat(accounts.get(0).account().keys()).isEmpty();
        assertThat(accounts.get(1).account().keys())
                .containsExactlyInAnyOrder(SubscriberKey.EMAIL, SubscriberKey.IDENTITY);
        assertThat(accounts.get(1).apiKey().matches("k3y2")).isTrue();
    }

    @Test
    void A1_A6_anAppHasSessionsAndTenIdentifiersUnlessStated() throws ConfigurationException {
        List<PreludeApp> apps = ConfigurationReader.read(
                        PRELUDE.formatted("{\"id\": \"a\", \"token\": \"t\"}, {\"id\": \"b\", \"token\": \"t\","
                                + " \"sessions\": false, \"maxIdentifiers\": 1}"))
                .apps();

        assertThat(apps.get(0).app().creatingUsers()).isTrue();
        assertThat(apps.get(0).app().maxIdentifiers()).isEqualTo(10);
        assertThat(apps.get(1).app().creatingUsers()).isFalse();
        assertThat(apps.get(1).app().maxIdentifiers()).isEqualTo(1);
    }

    @Test
    void anOperatorHasATokenIfThereIsOne() throws ConfigurationException {
        assertThat(ConfigurationReader.read("{}").operatorToken()).isEmpty();
        assertThat(ConfigurationReader.read("{\"operator\": {\"token\": \"s3cret\"}}")
                        .operatorToken())
                .hasValueSatisfying(token -> assertThat(token.matches("s3cret")).isTrue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            null                              | operator
            "s3cret"                          | operator
            {}                                | operator.token
            {"token": ""}                     | operator.token
            {"token": 1}                      | operator.token
            {"token": "s3cret\\n"}            | operator.token
            {"token": "s3cret", "tokens": []} | operator.tokens
            """)
    void aFaultOfTheOperatorIsToldAtItsPlace(String section, String place) {
        assertThat(places("{\"operator\": " + section + "}")).containsExactly(place);
    }

    /** A tenant of each kind, with this member. */
    private static String withEach(String member) {
        return """
                {"spectrum": {"projects": [{"id": "4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b77", "secret": "a", %1$s}]},
                 "corti": {"projects": [{"id": "a", "token": "b", %1$s}]},
                 "connect": {"accounts": [{"id": "a", "apiKey": "c", %1$s}]},
                 "prelude": {"apps": [{"id": "a", "token": "d", %1$s}]}}""".formatted(member);
    }

    private static String withDays(String days) {
        return withEach("\"eraseAfterDays\": " + days);
    }

    private static List<Tenant> tenants(String configuration) throws ConfigurationException {
        Configuration read = ConfigurationReader.read(configuration);
        return List.of(
                read.projects().get(0).project(),
                read.consoleProjects().get(0).project(),
                read.accounts().get(0).account(),
                read.apps().get(0).app());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anyTenantSaysWhetherItsEventsCarryValues(boolean on) throws ConfigurationException {
        assertThat(tenants(withEach("\"eventValues\": " + on)))
                .allSatisfy(tenant -> assertThat(tenant.eventValues()).isEqualTo(on));
        assertThat(tenants(withDays("1")))
                .allSatisfy(tenant -> assertThat(tenant.eventValues()).isFalse());
        assertThat(places(withEach("\"eventValues\": \"" + on + "\"")))
                .containsExactly(
                        "spectrum.projects[0].eventValues",
                        "corti.projects[0].eventValues",
                        "connect.accounts[0].eventValues",
                        "prelude.apps[0].eventValues");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 36_500})
    void anyTenantSaysAfterHowManyDaysItsUsersAreErased(int days) throws ConfigurationException {
        assertThat(tenants(withDays(Integer.toString(days))))
                .allSatisfy(tenant -> assertThat(tenant.eraseAfter()).contains(Duration.ofDays(days)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "36501", "99999999999", "\"30\"", "null", "true", "[]"})
    void anyOtherNumberOfDaysIsAFaultOfItsTenant(String days) {
        assertThat(places(withDays(days)))
                .containsExactly(
                        "spectrum.projects[0].eraseAfterDays",
                        "corti.projects[0].eraseAfterDays",
                        "connect.accounts[0].eraseAfterDays",
                        "prelude.apps[0].eraseAfterDays");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                                                    | corti
            null                                                                  | corti
            {"projects": {}}                                                      | corti.projects
            {"projects": null}                                                    | corti.projects
            {"project": []}                                                       | corti.project
            {"projects": [{"token": "s3cret"}]}                                   | corti.projects[0].id
            {"projects": [{"id": "", "token": "s3cret"}]}                         | corti.projects[0].id
            {"projects": [{"id": 1, "token": "s3cret"}]}                          | corti.projects[0].id
            {"projects": [{"id": "a"}]}                                           | corti.projects[0].token
            {"projects": [{"id": "a", "token": ""}]}                              | corti.projects[0].token
            {"projects": [{"id": "a", "token": ["s3cret"]}]}                      | corti.projects[0].token
            {"projects": [{"id": "a", "token": "s3cret", "apiKey": 1}]}           | corti.projects[0].apiKey
            {"projects": [{"id": "a", "token": "s3cret", "customers": "b"}]}      | corti.projects[0].customers
            {"projects": [{"id": "a", "token": "s3cret", "customers": ["b", 1]}]} | corti.projects[0].customers[1]
            {"projects": [{"id": "a", "token": "s3cret", "customers": ["b", ""]}]} | corti.projects[0].customers[1]
            {"projects": [{"id": "a", "token": "s3cret", "customers": ["\\u0000"]}]} | corti.projects[0].customers[0]
            {"projects": [{"id": "a", "token": "s3cret", "customers": ["b", "b"]}]} | corti.projects[0].customers[1]
            {"projects": [{"id": "a", "token": "s3cret"}, {"id": "a", "token": "t"}]} | corti.projects[1].id
            """)
    void aFaultOfCortiIsToldAtItsPlace(String section, String place) {
        assertThat(places("{\"corti\": " + section + "}")).containsExactly(place);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "accounts"                                                                     | connect
            {"accounts": true}                                                             | connect.accounts
            {"accounts": [{"apiKey": "s3cret"}]}                                           | connect.accounts[0].id
            {"accounts": [{"id": "a"}]}                                                    | connect.accounts[0].apiKey
            {"accounts": [{"id": "a", "apiKey": 1}]}                                       | connect.accounts[0].apiKey
            {"accounts": [{"id": "a", "apiKey": "s3cret", "token": "s3cret"}]}             | connect.accounts[0].token
            {"accounts": [{"id": "a", "apiKey": "s3cret", "keys": "email"}]}               | connect.accounts[0].keys
            {"accounts": [{"id": "a", "apiKey": "s3cret", "keys": ["email", "name"]}]}     | connect.accounts[0].keys[1]
            {"accounts": [{"id": "a", "apiKey": "s3cret", "keys": [null]}]}                | connect.accounts[0].keys[0]
            {"accounts": [{"id": "a", "apiKey": "s3cret", "keys": ["email", "email"]}]}    | connect.accounts[0].keys[1]
            {"accounts": [{"id": "a", "apiKey": "s3cret"}, {"id": "a", "apiKey": "k"}]}      | connect.accounts[1].id
            {"accounts": [{"id": "a", "apiKey": "s3cret"}, {"id": "b", "apiKey": "s3cret"}]} | connect.accounts[1].apiKey
            """)
    void aFaultOfConnectIsToldAtItsPlace(String section, String place) {
        assertThat(places("{\"connect\": " + section + "}")).containsExactly(place);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1                                                                          | prelude
            {"apps": "a"}                                                              | prelude.apps
            {"apps": [{"token": "s3cret"}]}                                            | prelude.apps[0].id
            {"apps": [{"id": "a"}]}                                                    | prelude.apps[0].token
            {"apps": [{"id": "a", "token": null}]}                                     | prelude.apps[0].token
            {"apps": [{"id": "a", "token": "s3cret", "session": true}]}                | prelude.apps[0].session
            {"apps": [{"id": "a", "token": "s3cret", "sessions": "true"}]}             | prelude.apps[0].sessions
            {"apps": [{"id": "a", "token": "s3cret", "sessions": null}]}               | prelude.apps[0].sessions
            {"apps": [{"id": "a", "token": "s3cret", "maxIdentifiers": 0}]}            | prelude.apps[0].maxIdentifiers
            {"apps": [{"id": "a", "token": "s3cret", "maxIdentifiers": 1.5}]}          | prelude.apps[0].maxIdentifiers
            {"apps": [{"id": "a", "token": "s3cret", "maxIdentifiers": "5"}]}          | prelude.apps[0].maxIdentifiers
            {"apps": [{"id": "a", "token": "s3cret", "maxIdentifiers": 2147483648}]}   | prelude.apps[0].maxIdentifiers
            {"apps": [{"id": "a", "token": "s3cret"}, {"id": "a", "token": "s3cret"}]} | prelude.apps[1].id
            """)
    void aFaultOfPreludeIsToldAtItsPlace(String section, String place) {
        assertThat(places("{\"prelude\": " + section + "}")).containsExactly(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Corti", "twilio"})
    void anUnknownSectionIsAFault(String section) {
        assertThat(places("{\"" + section + "\": {}}")).containsExactly(section);
    }

    @Test
    void everyFaultIsToldAtOnce() {
        assertThat(places("""
                {"corti": {"projects": [{"customers": [1]}]},
                 "connect": {"accounts": [{"keys": ["x"]}]},
                 "prelude": {"apps": [{"sessions": 1, "maxIdentifiers": -1}]}}"""))
                .containsExactlyInAnyOrder(
                        "corti.projects[0].id",
                        "corti.projects[0].token",
                        "corti.projects[0].customers[0]",
                        "connect.accounts[0].id",
                        "connect.accounts[0].apiKey",
                        "connect.accounts[0].keys[0]",
                        "prelude.apps[0].id",
                        "prelude.apps[0].token",
                        "prelude.apps[0].sessions",
                        "prelude.apps[0].maxIdentifiers");
    }
}
