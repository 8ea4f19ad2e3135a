package dev.partyline.http;

import static dev.partyline.http.OtherSystems.appUser;
import static dev.partyline.http.OtherSystems.customerUser;
import static dev.partyline.http.OtherSystems.email;
import static dev.partyline.http.OtherSystems.freshBritish;
import static dev.partyline.http.OtherSystems.freshEmail;
import static dev.partyline.http.OtherSystems.subscriber;
import static dev.partyline.http.Problems.assertInvalid;
import static dev.partyline.http.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Idempotency keys of all four APIs, through the started jar. */
class IdempotencyIT {
    private static OtherSystems systems;

    @BeforeAll
    static void start() throws Exception {
        systems = OtherSystems.start();
    }

    @AfterAll
    static void stop() {
        systems.close();
    }

    /** An API, and how to ask it for a user: in one way, in another that means the same, and for another one. */
    private enum Api {
        SPECTRUM(200) {
            @Override
            CreateCall call() {
                return systems.spectrum();
            }

            @Override
            CreateCall ofAnotherTenant() {
                return systems.otherSpectrum();
            }

            @Override
            List<String> spellings() {
                String national = freshBritish();
                String address = freshEmail();
                return List.of(
                        "{\"type\":\"shared\",\"phoneNumber\":\"+44" + national
                                + "\",\"firstName\":\"Ada\",\"email\":\"" + address + "\"}",
                        " {\"email\": \"" + address.toUpperCase(Locale.ROOT)
                                + "\", \"firstName\": \"\\u0041da\",\n\"phoneNumber\": \"+440" + national
                                + "\", \"lastName\": null, \"type\": \"shared\"}\n");
            }

            @Override
            String changed(String body) {
                return body.replace("\"firstName\":\"Ada\"", "\"firstName\":\"Eva\"");
            }

            @Override
            void assertReused(Reply reply) {
                Refusals.assertRefused(reply, 409, "idempotency_key_reused");
            }

            @Override
            void assertWrongKey(Reply reply, String code) {
                Refusals.assertInvalid(reply, "X-Idempotency-Key", code);
            }
        },
        CORTI(201) {
            @Override
            CreateCall call() {
                return systems.corti();
            }

            @Override
            CreateCall ofAnotherTenant() {
                return systems.corti("otherproject", "contosohospital").bearing("0ther-t0ken");
            }

            @Override
            List<String> spellings() {
                String address = freshEmail();
                return List.of(
                        "{\"email\":\"" + address + "\",\"firstName\":\"Ada\",\"lastName\":\"Doe\"}",
                        "\t{\"lastName\": \"Doe\", \"enabled\": true, \"emailVerified\": null, \"firstName\": \"Ada\", \"email\": \""
                                + address.toUpperCase(Locale.ROOT) + "\"}");
            }

            @Override
            String changed(String body) {
                return body.replace("\"Doe\"", "\"Poe\"");
            }
        },
        CONNECT(201) {
            @Override
            CreateCall call() {
                return systems.connect();
            }

            @Override
            CreateCall ofAnotherTenant() {
                return systems.connect("0ther-k3y");
            }

            @Override
            List<String> spellings() {
                String national = freshBritish();
                String address = freshEmail();
                return List.of(
                        "{\"name\":\"Ada\",\"email\":\"" + address + "\",\"msisdn\":\"+44" + national
                                + "\",\"metadata\":{\"a\":1,\"b\":{\"c\":[1,2],\"d\":null}}}",
                        "{\"metadata\": {\"b\": {\"d\": null, \"c\": [1.0, 2e0]}, \"a\": 1}, \"msisdn\": \"+440"
                                + national
                                + "\", \"email\": \"" + address.toUpperCase(Locale.ROOT)
                                + "\", \"name\": \"Ada\", \"identity\": null}");
            }

            @Override
            String changed(String body) {
                return body.replace("[1,2]", "[2,1]");
            }
        },
        PRELUDE(201) {
            @Override
            CreateCall call() {
                return systems.prelude();
            }

            @Override
            CreateCall ofAnotherTenant() {
                return systems.prelude("fvua38g").bearing("0ther-t0ken");
            }

            @Override
            List<String> spellings() {
                String national = freshBritish();
                String address = freshEmail();
                return List.of(
                        "{\"identifiers\":[{\"type\":\"phone_number\",\"value\":\"+44" + national
                                + "\"},{\"type\":\"email_address\",\"value\":\"" + address
                                + "\"}],\"profile\":{\"a\":\"1\",\"b\":\"2\"}}",
                        "{\"profile\": {\"b\": \"2\", \"a\": \"1\"}, \"id\": null, \"identifiers\": [ {\"value\": \"+440"
                                + national
                                + "\", \"type\": \"phone_number\"}, {\"type\": \"email_address\", \"value\": \""
                                + address.toUpperCase(Locale.ROOT) + "\"}]}");
            }

            @Override
            String changed(String body) {
                return body.replace("\"a\":\"1\"", "\"a\":\"2\"");
            }

            @Override
            void assertReused(Reply reply) {
                assertThat(reply.status()).as("status of %s", reply).isEqualTo(409);
                assertShape(reply, "idempotency_key_reused", "conflict");
            }

            @Override
            void assertWrongKey(Reply reply, String code) {
                assertThat(reply.status()).as("status of %s", reply).isEqualTo(400);
                assertShape(reply, "invalid_request", "bad_request");
            }

            private void assertShape(Reply reply, String code, String status) {
                JsonNode json = reply.json();
                assertThat(json.propertyNames()).containsExactlyInAnyOrder("code", "status", "message");
                assertThat(json.path("code").stringValue()).isEqualTo(code);
                assertThat(json.path("status").stringValue()).isEqualTo(status);
            }
        };

        private final int success;

        Api(int success) {
            this.success = success;
        }

        abstract CreateCall call();

        abstract CreateCall ofAnotherTenant();

        /** Two bodies that mean the same, for a user that is nobody's yet. */
        abstract List<String> spellings();

        /** The first of the two, changed in a value that is no key. */
        abstract String changed(String body);

        void assertReused(Reply reply) {
            assertProblem(reply, 409, "idempotency_key_reused");
        }

        void assertWrongKey(Reply reply, String code) {
            assertInvalid(reply, "X-Idempotency-Key", code);
        }

        String freshBody() {
            return spellings().get(0);
        }

        void assertCreated(Reply reply) {
            assertThat(reply.status()).as("status of %s", reply).isEqualTo(success);
            if (this == SPECTRUM) {
                assertThat(reply.outcome()).isEqualTo("created");
            }
        }

        void assertReplay(Reply replay, Reply first) {
            assertCreated(replay);
            assertThat(replay.body()).isEqualTo(first.body());
        }
    }

    private static String freshKey() {
        return UUID.randomUUID().toString();
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void I1_theSameRequestHasTheSameAnswer(Api api) throws Exception {
        String key = freshKey();
        String body = api.freshBody();
        Reply first = api.call().once(key).post(body);
        api.assertCreated(first);

        for (int i = 0; i < 3; i++) {
            api.assertReplay(api.call().once(key).post(body), first);
        }
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void I2_theSameIsTheSameHoweverItIsSpelled(Api api) throws Exception {
        String key = freshKey();
        List<String> spellings = api.spellings();
        Reply first = api.call().once(key).post(spellings.get(0));
        api.assertCreated(first);

        api.assertReplay(api.call().once(key).post(spellings.get(1)), first);
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void I2_anotherRequestIsRefusedAndTheFirstStays(Api api) throws Exception {
        String key = freshKey();
        String body = api.freshBody();
        Reply first = api.call().once(key).post(body);
        api.assertCreated(first);
        assertThat(api.changed(body)).isNotEqualTo(body);

        api.assertReused(api.call().once(key).post(api.changed(body)));
        api.assertReused(api.call().once(key).post(api.freshBody()));

        api.assertReplay(api.call().once(key).post(body), first);
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void V10_aKeyHas1To256Characters(Api api) throws Exception {
        String body = api.freshBody();
        api.assertWrongKey(api.call().once("").post(body), "too_short");
        api.assertWrongKey(api.call().once("k".repeat(257)).post(body), "too_long");

        String longest = freshKey() + "k".repeat(220);
        Reply first = api.call().once(longest).post(body);

        assertThat(longest).hasSize(256);
        api.assertCreated(first);
        api.assertReplay(api.call().once(longest).post(body), first);
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void I4_aKeyIsOfOneTenant(Api api) throws Exception {
        String key = freshKey();
        String body = api.freshBody();
        Reply first = api.call().once(key).post(body);
        api.assertCreated(first);

        Reply other = api.ofAnotherTenant().once(key).post(body);

        api.assertCreated(other);
        assertThat(other.body()).isNotEqualTo(first.body());
        api.assertReused(api.ofAnotherTenant().once(key).post(api.changed(body)));
        api.assertReplay(api.call().once(key).post(body), first);
    }

    @Test
    void I4_aKeyIsOfOneApi() throws Exception {
        String key = freshKey();
        for (Api api : Api.values()) {
            api.assertCreated(api.call().once(key).post(api.freshBody()));
        }
    }

    @Test
    void I4_theCustomerIsPartOfTheRequest() throws Exception {
        String key = freshKey();
        NewUser user = customerUser();
        Api.CORTI.assertCreated(systems.corti().once(key).create(user));

        Api.CORTI.assertReused(systems.corti("consoleproject", "fabrikamclinic")
                .bearing("t0ken")
                .once(key)
                .create(user));
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void I6_aRequestWithWrongValuesLeavesNoRecord(Api api) throws Exception {
        String key = freshKey();
        assertThat(api.call().once(key).post("{}").status()).isEqualTo(400);
        assertThat(api.call().once(key).post("{").status()).isEqualTo(400);

        api.assertCreated(api.call().once(key).post(api.freshBody()));
    }

    /** The same create is the same user without a key as well. Only another one shows that the key is kept. */
    @Test
    void I2_theKeyOfADedicatedUserIsOfOneRequest() throws Exception {
        CreateCall once = systems.spectrum().once(freshKey());
        assertThat(once.create(NewUser.dedicated(Phones.fresh(), "+14155550100"))
                        .status())
                .isEqualTo(200);

        Api.SPECTRUM.assertReused(once.create(NewUser.dedicated(Phones.fresh(), "+14155550100")));
    }

    @Test
    void I6_aRefusedRequestLeavesNoRecord() throws Exception {
        String number = Phones.fresh();
        assertTriedAgain(
                systems.spectrum(),
                422,
                NewUser.dedicated(number, "+14155550199"),
                NewUser.dedicated(number, "+14155550100"));
        NewUser customerUser = customerUser();
        assertThat(systems.corti().create(customerUser).status()).isEqualTo(201);
        assertTriedAgain(systems.corti(), 409, customerUser, customerUser.with("email", freshEmail()));
        NewUser subscriber = subscriber();
        CreateCall keyed = systems.connect("emailed-k3y");
        assertThat(keyed.create(subscriber).status()).isEqualTo(201);
        assertTriedAgain(keyed, 409, subscriber, subscriber.with("email", freshEmail()));
        NewUser appUser = appUser(email(freshEmail()));
        assertThat(systems.prelude().create(appUser).status()).isEqualTo(201);
        assertTriedAgain(systems.prelude(), 409, appUser, appUser(email(freshEmail())));
    }

    private static void assertTriedAgain(CreateCall call, int refusal, NewUser refused, NewUser accepted)
            throws Exception {
        String key = freshKey();
        assertThat(call.once(key).create(refused).status()).isEqualTo(refusal);
        // Not even the refusal is remembered.
        assertThat(call.once(key).create(refused).status()).isEqualTo(refusal);
        Reply first = call.once(key).create(accepted);
        assertThat(first.status()).as("status of %s", first).isIn(200, 201);
        assertThat(call.once(key).create(accepted).body()).isEqualTo(first.body());
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void I5_ofManyAtOnceOneIsCarriedOutAndAllGetItsAnswer(Api api) throws Exception {
        for (int round = 0; round < 5; round++) {
            String key = freshKey();
            List<String> spellings = api.spellings();

            List<Reply> replies = Together.atOnce(16, i -> api.call().once(key).post(spellings.get(i % 2)));

            assertThat(replies).allSatisfy(reply -> api.assertReplay(reply, replies.get(0)));
        }
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void I5_I2_ofTwoRequestsWithOneKeyAtOnceOneIsRefused(Api api) throws Exception {
        for (int round = 0; round < 5; round++) {
            String key = freshKey();
            String body = api.freshBody();
            String changed = api.changed(body);

            List<Reply> replies = Together.atOnce(16, i -> api.call().once(key).post(i % 2 == 0 ? body : changed));

            List<Reply> created =
                    replies.stream().filter(reply -> reply.status() != 409).toList();
            assertThat(created).hasSize(8).allSatisfy(reply -> api.assertReplay(reply, created.get(0)));
            assertThat(replies.stream().filter(reply -> reply.status() == 409)).allSatisfy(api::assertReused);
        }
    }

    @Test
    void I1_C6_aPasswordIsPartOfTheRequestThoughItIsNotKept() throws Exception {
        String key = freshKey();
        NewUser user = customerUser().with("password", "My$ecureP@ssw0rd123!");
        Reply first = systems.corti().once(key).create(user);
        Api.CORTI.assertCreated(first);

        Api.CORTI.assertReplay(systems.corti().once(key).create(user), first);
        for (NewUser other : List.of(user.with("password", "My$ecureP@ssw0rd124!"), user.without("password"))) {
            Api.CORTI.assertReused(systems.corti().once(key).create(other));
        }
        assertThat(Stream.of(first.body())).noneMatch(body -> body.contains("ssw0rd"));
    }

    @Test
    void I1_C7_theSameHashIsTheSameTextAndNotItsPassword() throws Exception {
        String key = freshKey();
        String hash = "$2b$05$abcdefghijklmnopqrstuuFiPhXf1sVd3pCCRO.uVh34H/qI/ZsuS";
        NewUser user = customerUser().with("passwordHash", hash);
        NewUser without = user.without("passwordHash");
        Reply first = systems.corti().once(key).create(user);
        Api.CORTI.assertCreated(first);

        Api.CORTI.assertReplay(systems.corti().once(key).create(user), first);
        for (NewUser other : List.of(
                without,
                without.with("password", "correct horse battery staple"),
                user.with("passwordHash", hash.replace("$2b$", "$2a$")))) {
            Api.CORTI.assertReused(systems.corti().once(key).create(other));
        }
    }

    @Test
    void I1_aSharedUserIsAnsweredAsItWas() throws Exception {
        String key = freshKey();
        NewUser user = NewUser.shared(Phones.fresh()).with("firstName", "Ada");
        Reply first = systems.spectrum().once(key).create(user);
        Reply updated = systems.spectrum().create(user.with("firstName", "Eva"));

        assertThat(updated.outcome()).isEqualTo("updated");
        Api.SPECTRUM.assertReplay(systems.spectrum().once(key).create(user), first);
        assertThat(systems.spectrum()
                        .create(user.without("firstName"))
                        .user()
                        .path("firstName")
                        .stringValue())
                .isEqualTo("Eva");
    }
}
