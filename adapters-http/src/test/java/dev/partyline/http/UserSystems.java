package dev.partyline.http;

import static dev.partyline.http.OtherSystems.appUser;
import static dev.partyline.http.OtherSystems.customerUser;
import static dev.partyline.http.OtherSystems.email;
import static dev.partyline.http.OtherSystems.freshEmail;
import static dev.partyline.http.OtherSystems.phone;
import static dev.partyline.http.OtherSystems.subscriber;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A started host of all four APIs and of an operator, and clients of their users. */
record UserSystems(StartedHost host) implements AutoCloseable {
    static final String TOKEN = "0perator";
    private static final String PROJECT = "4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b77";
    private static final String OTHER_PROJECT = "4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b78";

    private static final String CONFIGURATION = """
            {
              "spectrum": {
                "projects": [
                  {"id": "4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b77", "secret": "s3cret", "lines": ["+14155550100"],
                   "maxSharedUsers": 500},
                  {"id": "4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b78", "secret": "s3cret-too", "lines": ["+14155550101"],
                   "sharedIdentity": "phone-or-email", "eventValues": true}
                ],
                "pool": ["+14155550900", "+14155550901"]
              },
              "corti": {"projects": [
                {"id": "consoleproject", "token": "t0ken", "customers": ["contosohospital", "fabrikamclinic"]},
                {"id": "otherproject", "token": "0ther-t0ken", "customers": ["contosohospital"], "eventValues": true}
              ]},
              "connect": {"accounts": [
                {"id": "keyed", "apiKey": "keyed-k3y", "keys": ["email", "msisdn", "identity"]},
                {"id": "acme", "apiKey": "k3y", "eventValues": true}
              ]},
              "prelude": {"apps": [
                {"id": "54e9ujn", "token": "t0ken", "maxIdentifiers": 5},
                {"id": "fvua38g", "token": "0ther-t0ken", "eventValues": true}
              ]}%s
            }
            """;

    static UserSystems start() throws Exception {
        return over("memory");
    }

    /** With users in this store. */
    static UserSystems over(String store) throws Exception {
        return start(", \"operator\": {\"token\": \"" + TOKEN + "\"}", store);
    }

    static UserSystems withoutOperator() throws Exception {
        return start("", "memory");
    }

    private static UserSystems start(String operator, String store) throws Exception {
        Path file = StartedHost.configurationFile(CONFIGURATION.formatted(operator));
        try {
            return new UserSystems(StartedHost.with("--config", file.toString(), "--store", store));
        } finally {
            Files.delete(file);
        }
    }

    /** An API, and what its users look like. */
    enum Api {
        SPECTRUM("/projects/{projectId}/users", "id") {
            @Override
            NewUser fresh() {
                return NewUser.shared(Phones.fresh()).named("Ada", "Lovelace").with("email", freshEmail());
            }

            @Override
            String path() {
                return super.path() + "/";
            }

            @Override
            JsonNode user(Reply reply) {
                return reply.json().path("data");
            }

            @Override
            String change(int number) {
                return "{\"firstName\": \"Ada " + number + "\"}";
            }

            @Override
            String lookup(NewUser user) {
                return "?phoneNumber=" + encoded(user, "phoneNumber");
            }

            @Override
            String createdAt() {
                return "createdAt";
            }
        },
        CORTI("/functions/v1/public/projects/{projectId}/customers/{customerId}/users", "id") {
            @Override
            NewUser fresh() {
                return customerUser();
            }

            @Override
            String change(int number) {
                return "{\"firstName\": \"Ada " + number + "\"}";
            }

            @Override
            String lookup(NewUser user) {
                return "?email=" + encoded(user, "email");
            }
        },
        CONNECT("/users", "userId") {
            @Override
            NewUser fresh() {
                return subscriber();
            }

            @Override
            String change(int number) {
                return "{\"name\": \"Ada " + number + "\"}";
            }

            @Override
            String lookup(NewUser user) {
                return "?msisdn=" + encoded(user, "msisdn");
            }
        },
        PRELUDE("/v2/session/apps/{appID}/users", "id") {
            @Override
            NewUser fresh() {
                return appUser(phone(Phones.fresh()), email(freshEmail()))
                        .with("external_id", UUID.randomUUID().toString());
            }

            @Override
            String change(int number) {
                return "{\"profile\": {\"number\": \"" + number + "\"}}";
            }

            @Override
            String lookup(NewUser user) {
                return "?external_id=" + encoded(user, "external_id");
            }

            @Override
            String createdAt() {
                return "created_at";
            }
        };

        private final String path;
        private final String id;

        Api(String path, String id) {
            this.path = path;
            this.id = id;
        }

        /** A user that no other test has. */
        abstract NewUser fresh();

        /** A change that has an effect. */
        abstract String change(int number);

        /** The query that finds the user by a key. */
        abstract String lookup(NewUser user);

        String createdAt() {
            return "createdAt";
        }

        private static String encoded(NewUser user, String member) {
            return String.valueOf(user.members().get(member)).replace("+", "%2B");
        }

        /** The path of the users in the host's description. */
        String path() {
            return path;
        }

        /** The path of one of them. */
        String one() {
            return path + "/{userId}";
        }

        /** The member that has the user's id. */
        String id() {
            return id;
        }

        JsonNode user(Reply reply) {
            return reply.json();
        }

        /** The code of a refusal. */
        String code(Reply reply) {
            JsonNode body = Reply.parse(reply.body());
            return (this == SPECTRUM ? body.path("error") : body).path("code").stringValue();
        }

        void assertRefused(Reply reply, int status, String code) {
            assertThat(reply.status()).as("status of %s", reply).isEqualTo(status);
            assertThat(code(reply)).isEqualTo(code);
        }

        /** A refusal of values that names this one. */
        void assertNames(Reply reply, String field) {
            assertRefused(reply, 400, "invalid_request");
            assertThat(reply.body()).contains(field);
        }
    }

    /** The tenant that the tests work in. */
    UserClient client(Api api) {
        return switch (api) {
            case SPECTRUM -> spectrum(PROJECT, "s3cret");
            case CORTI -> corti("consoleproject", "contosohospital", "t0ken");
            case CONNECT -> connect("keyed-k3y");
            case PRELUDE -> prelude("54e9ujn", "t0ken");
        };
    }

    /** Another tenant, which asks for values in events. */
    UserClient other(Api api) {
        return switch (api) {
            case SPECTRUM -> spectrum(OTHER_PROJECT, "s3cret-too");
            case CORTI -> corti("otherproject", "contosohospital", "0ther-t0ken");
            case CONNECT -> connect("k3y");
            case PRELUDE -> prelude("fvua38g", "0ther-t0ken");
        };
    }

    private UserClient spectrum(String project, String secret) {
        return new UserClient(
                Api.SPECTRUM,
                host.url() + "/projects/" + project + "/users",
                Map.of("Authorization", ProjectClient.basic(project, secret)));
    }

    UserClient corti(String project, String customer, String token) {
        return new UserClient(
                Api.CORTI,
                host.url() + "/functions/v1/public/projects/" + project + "/customers/" + customer + "/users",
                Map.of("Authorization", "Bearer " + token));
    }

    private UserClient connect(String apiKey) {
        return new UserClient(Api.CONNECT, host.url() + "/users", Map.of("X-API-Key", apiKey));
    }

    private UserClient prelude(String app, String token) {
        return new UserClient(
                Api.PRELUDE,
                host.url() + "/v2/session/apps/" + app + "/users",
                Map.of("Authorization", "Bearer " + token));
    }

    @Override
    public void close() {
        host.close();
    }
}
