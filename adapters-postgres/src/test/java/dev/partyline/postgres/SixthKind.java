package dev.partyline.postgres;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A kind of user that nobody has thought of: what is added for it, by the steps of the page. */
final class SixthKind {
    static final String NAME = "GADGET";

    /** The files that are new. */
    static final Path FOLDER = CopiedSources.ROOT.resolve("adapters-postgres/src/test/resources/gadget");

    private static final String DOMAIN = "domain/dev/partyline/domain/";
    private static final String PORTS = "ports/dev/partyline/ports/";
    private static final String POSTGRES = "adapters-postgres/dev/partyline/postgres/";
    private static final String TESTKIT = "testkit/dev/partyline/testkit/";

    static final List<Insertion> INSERTIONS = List.of(
            // The user and its keys.
            after(
                    2,
                    DOMAIN + "user/User.java",
                    "permits LineUser, CustomerUser, SubscriberUser, AppUser",
                    ", GadgetUser"),
            after(2, DOMAIN + "user/User.java", "Function<? super AppUser, ? extends T> app", """
            , Function<? super GadgetUser, ? extends T> gadget"""),
            before(2, DOMAIN + "user/User.java", "return app.apply((AppUser) this);", """
            if (this instanceof GadgetUser user) {
                return gadget.apply(user);
            }
            """),
            after(2, DOMAIN + "user/UserKind.java", "APP", ", GADGET"),
            before(2, DOMAIN + "user/Key.java", "/** What two spellings share", """
            record GadgetSerial(AccountId account, ExternalId serial) implements Key {
                @Override
                public Optional<TenantId> tenant() {
                    return Optional.of(account);
                }

                @Override
                public String claim() {
                    return "gadget-serial:" + serial.value();
                }

                @Override
                public Field field() {
                    return Field.SERIAL_NUMBER;
                }
            }

            record GadgetCard(AccountId account, PhoneNumber card) implements Key {
                @Override
                public Optional<TenantId> tenant() {
                    return Optional.of(account);
                }

                @Override
                public String claim() {
                    return "gadget-card:" + card.e164();
                }

                @Override
                public Field field() {
                    return Field.MSISDN;
                }
            }

            """),
            before(2, DOMAIN + "value/Field.java", "IDEMPOTENCY_KEY(", """
            SERIAL_NUMBER("serialNumber"),
            """),
            // The request.
            after(3, DOMAIN + "request/CreateRequest.java", "NewSubscriberUser, NewAppUser", ", NewGadgetUser"),
            after(3, DOMAIN + "request/CreateRequest.java", "Function<? super NewAppUser, ? extends T> app", """
            , Function<? super NewGadgetUser, ? extends T> gadget"""),
            before(3, DOMAIN + "request/CreateRequest.java", "return app.apply((NewAppUser) this);", """
            if (this instanceof NewGadgetUser request) {
                return gadget.apply(request);
            }
            """),
            // The refusals.
            before(4, DOMAIN + "answer/Refusal.java", "DeactivationRefusal,\n", "GadgetUserRefusal, "),
            after(
                    4,
                    DOMAIN + "answer/Refusal.java",
                    "implements CustomerUserRefusal, SubscriberUserRefusal, AppUserRefusal",
                    ", GadgetUserRefusal"),
            after(
                    4,
                    DOMAIN + "answer/CreationRefusal.java",
                    "SubscriberUserRefusal, AppUserRefusal",
                    ", GadgetUserRefusal"),
            // What it claims for a phone.
            after(5, DOMAIN + "rule/PhoneRules.java", "app -> rekeyed(app, identity)", ", gadget -> gadget"),
            after(5, DOMAIN + "rule/PhoneRules.java", "app -> Field.IDENTIFIERS", ", gadget -> Field.MSISDN"),
            // The creation.
            before(6, PORTS + "Creation.java", "import dev.partyline.domain.answer.Refusal;", """
            import dev.partyline.domain.answer.GadgetUserRefusal;
            import dev.partyline.domain.request.NewGadgetUser;
            import dev.partyline.domain.rule.GadgetUserRules;
            import dev.partyline.domain.user.GadgetUser;
            """),
            after(6, PORTS + "Creation.java", ".map(present -> new OfApp(app, present))", """
            , gadget -> TenantRules.admit(tenants.account(gadget.tenant()), account -> Vector.empty())
                    .map(account -> new OfGadget(gadget, account))"""),
            before(6, PORTS + "Creation.java", "/** An app user may have", """
            record OfGadget(NewGadgetUser request, Account tenant) implements Creation<GadgetUserRefusal, GadgetUser> {
                @Override
                public Question question() {
                    return GadgetUserRules.question(request);
                }

                @Override
                public Decision<GadgetUserRefusal, GadgetUser> decide(Facts facts) {
                    return GadgetUserRules.decide(request, facts);
                }
            }

            """),
            // The rows.
            after(7, POSTGRES + "UserRow.java", "case APP -> 4;", "case GADGET -> 5;"),
            after(7, POSTGRES + "UserRow.java", "case 4 -> UserKind.APP;", "case 5 -> UserKind.GADGET;"),
            before(
                    7,
                    POSTGRES + "UserData.java",
                    "import dev.partyline.domain.user.LineUser;",
                    "import dev.partyline.domain.user.GadgetUser;\n"),
            after(
                    7,
                    POSTGRES + "UserData.java",
                    "app -> row(app, app(app))",
                    ", gadget -> row(gadget, gadget(gadget))"),
            before(7, POSTGRES + "UserData.java", "private static JsonValue text(Name name) {", """
            private static Map<String, JsonValue> gadget(GadgetUser user) {
                return Map.of(
                        "serial", new JsonString(user.serial().value()),
                        "card", new JsonString(user.card().e164()),
                        "label", text(user.label()));
            }

            """),
            before(7, POSTGRES + "UserData.java", "case APP ->", """
            case GADGET ->
                new GadgetUser(
                        id,
                        row.version(),
                        (AccountId) tenant,
                        ExternalId.restored(data.text("serial")),
                        PhoneNumber.restored(data.text("card")),
                        Name.restored(data.text("label")),
                        row.createdAt());
            """),
            // The people of the testkit.
            before(
                    8,
                    TESTKIT + "contract/Person.java",
                    "import dev.partyline.domain.user.Profile;",
                    "import dev.partyline.domain.user.GadgetUser;\n"),
            before(
                    8,
                    TESTKIT + "contract/Person.java",
                    "case SUBSCRIBER, APP -> List.of(",
                    "case GADGET -> List.of(withFirst, withSecond);\n"),
            after(8, TESTKIT + "contract/Person.java", "case CUSTOMER, SUBSCRIBER, APP", ", GADGET"),
            after(
                    8,
                    TESTKIT + "contract/Person.java",
                    "case APP -> Versions.at(version, asApp());",
                    "case GADGET -> Versions.at(version, asGadget());"),
            before(
                    8,
                    TESTKIT + "contract/Person.java",
                    "case SUBSCRIBER -> new AccountId(text);",
                    "case GADGET -> new AccountId(text);\n"),
            before(8, TESTKIT + "contract/Person.java", "private UserId userId() {", """
            GadgetUser asGadget() {
                return dev.partyline.domain.request.NewGadgetUser.of(
                                (AccountId) tenant(kind, tenant), "sn" + first, phone(second).e164(), "Zoë " + look)
                        .get()
                        .as(userId(), createdAt());
            }

            """),
            before(
                    8,
                    TESTKIT + "contract/Versions.java",
                    "import dev.partyline.domain.user.SharedUser;",
                    "import dev.partyline.domain.user.GadgetUser;\n"),
            after(8, TESTKIT + "contract/Versions.java", "app -> at(version, app)", ", gadget -> at(version, gadget)"),
            before(8, TESTKIT + "contract/Versions.java", "static AppUser at(", """
            static GadgetUser at(long version, GadgetUser user) {
                return new GadgetUser(
                        user.id(),
                        version,
                        user.account(),
                        user.serial(),
                        user.card(),
                        user.label(),
                        user.createdAt());
            }

            """),
            after(
                    8,
                    TESTKIT + "contract/PhoneFormChapter.java",
                    "app -> app.withIdentifiers(List.of(new Identifier.Phone(phone, claims)))",
                    ", gadget -> gadget"),
            before(
                    8,
                    TESTKIT + "arbitrary/DomainArbitraries.java",
                    "import dev.partyline.domain.user.Profile;",
                    "import dev.partyline.domain.user.GadgetUser;\n"),
            after(
                    8,
                    TESTKIT + "arbitrary/DomainArbitraries.java",
                    "case APP -> appUsers().map(user -> user);",
                    "case GADGET -> gadgetUsers().map(user -> user);"),
            before(8, TESTKIT + "arbitrary/DomainArbitraries.java", "private static Arbitrary<UUID> uuids() {", """
            private static Arbitrary<GadgetUser> gadgetUsers() {
                return Combinators.combine(
                                userIds(), versions(), accounts(), externalIds(), phones(), names(), instants())
                        .as((id, version, account, serial, card, label, now) ->
                                new GadgetUser(id, version, account.id(), serial, card, label, now));
            }

            """));

    private SixthKind() {}

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static Insertion after(int step, String file, String place, String text) {
        return new Insertion(step, file, place, place + text);
    }

    private static Insertion before(int step, String file, String place, String text) {
        return new Insertion(step, file, place, text + place);
    }

    /**
     * What a step of the page adds to a file.
     *
     * @param place a text that the file has exactly once
     * @param with the same text with what is added before or behind it
     */
    record Insertion(int step, String file, String place, String with) {
        /** The type whose file it is. */
        String type() {
            return requireNonNull(Path.of(file).getFileName()).toString().replace(".java", "");
        }

        void into(Path folder) throws IOException {
            Path path = folder.resolve(file);
            String text = Files.readString(path);
            assertThat(text.split(Pattern.quote(place), -1))
                    .as("step %s: \"%s\" is in %s once", step, place, type())
                    .hasSize(2);
            Files.writeString(path, text.replace(place, with));
        }
    }
}
