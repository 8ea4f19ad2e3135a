package dev.partyline.http;

import dev.partyline.http.HostProcess.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A started host of all four systems, and its clients. */
record OtherSystems(StartedHost host) implements AutoCloseable {
    static final String PROJECT = "4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b77";
    static final String OTHER_PROJECT = "4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b78";

    static final String CONFIGURATION = """
            {
              "spectrum": {
                "projects": [
                  {"id": "4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b77", "secret": "s3cret", "lines": ["+14155550100"]},
                  {"id": "4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b78", "secret": "s3cret-too", "lines": ["+14155550101"]}
                ],
                "pool": ["+14155550900", "+14155550901"]
              },
              "corti": {"projects": [
                {"id": "consoleproject", "token": "t0ken", "customers": ["contosohospital", "fabrikamclinic"]},
                {"id": "otherproject", "token": "0ther-t0ken", "customers": ["contosohospital"]}
              ]},
              "connect": {"accounts": [
                {"id": "acme", "apiKey": "k3y"},
                {"id": "other", "apiKey": "0ther-k3y"},
                {"id": "keyed", "apiKey": "keyed-k3y", "keys": ["email", "msisdn", "identity"]},
                {"id": "emailed", "apiKey": "emailed-k3y", "keys": ["email"]}
              ]},
              "prelude": {"apps": [
                {"id": "54e9ujn", "token": "t0ken", "maxIdentifiers": 5},
                {"id": "fvua38g", "token": "0ther-t0ken"},
                {"id": "closed", "token": "cl0sed-t0ken", "sessions": false}
              ]}
            }
            """;

    private static final AtomicInteger NEXT = new AtomicInteger(100_000);

    static OtherSystems start() throws Exception {
        return start(Map.of());
    }

    static OtherSystems start(Map<String, String> environment) throws Exception {
        Path file = StartedHost.configurationFile(CONFIGURATION);
        try {
            return new OtherSystems(StartedHost.with(environment, "--config", file.toString()));
        } finally {
            Files.delete(file);
        }
    }

    /** An email address that no other test uses. */
    static String freshEmail() {
        return "user" + NEXT.getAndIncrement() + "@example.com";
    }

    /** The national part of a British mobile number that no other test uses, without its leading 0. */
    static String freshBritish() {
        return "7700" + NEXT.getAndIncrement();
    }

    CreateCall spectrum() {
        return CreateCall.to(host.url() + "/projects/" + PROJECT + "/users/")
                .with("Authorization", ProjectClient.basic(PROJECT, "s3cret"));
    }

    CreateCall otherSpectrum() {
        return CreateCall.to(host.url() + "/projects/" + OTHER_PROJECT + "/users/")
                .with("Authorization", ProjectClient.basic(OTHER_PROJECT, "s3cret-too"));
    }

    CreateCall corti() {
        return corti("consoleproject", "contosohospital").bearing("t0ken");
    }

    /** Without credentials. */
    CreateCall corti(String project, String customer) {
        return CreateCall.to(
                host.url() + "/functions/v1/public/projects/" + project + "/customers/" + customer + "/users");
    }

    CreateCall connect() {
        return connect("k3y");
    }

    CreateCall connect(String apiKey) {
        return CreateCall.to(host.url() + "/users").with("X-API-Key", apiKey);
    }

    CreateCall prelude() {
        return prelude("54e9ujn").bearing("t0ken");
    }

    /** Without credentials. */
    CreateCall prelude(String app) {
        return CreateCall.to(host.url() + "/v2/session/apps/" + app + "/users");
    }

    static NewUser customerUser() {
        return NewUser.EMPTY.with("email", freshEmail()).named("John", "Doe");
    }

    static NewUser subscriber() {
        return NewUser.EMPTY
                .with("name", "John Doe")
                .with("email", freshEmail())
                .with("msisdn", Phones.fresh());
    }

    static NewUser appUser(Object... identifiers) {
        return NewUser.EMPTY.with("identifiers", List.of(identifiers));
    }

    static Map<String, Object> phone(String number) {
        return Map.of("type", "phone_number", "value", number);
    }

    static Map<String, Object> email(String address) {
        return Map.of("type", "email_address", "value", address);
    }

    Ended stop() {
        return host.stop();
    }

    @Override
    public void close() {
        host.close();
    }
}
