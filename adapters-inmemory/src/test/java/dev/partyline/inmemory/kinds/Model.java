package dev.partyline.inmemory.kinds;

import dev.partyline.domain.user.UserKind;
import dev.partyline.inmemory.kinds.Command.Change;
import dev.partyline.inmemory.kinds.Command.Create;
import dev.partyline.inmemory.kinds.Command.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the catalogue of rules says, written down a second time for one caller at a time: plain maps of texts. Of what
 * an answer may choose (a new id, the time of an update) the model takes what was chosen, where it may be chosen.
 */
final class Model {
    private static final Duration DAY = Duration.ofHours(24);

    /** What the fields are called that the members of a user are. */
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("phone", "PHONE_NUMBER"),
            Map.entry("firstName", "FIRST_NAME"),
            Map.entry("email", "EMAIL"),
            Map.entry("password", "PASSWORD"),
            Map.entry("enabled", "ENABLED"),
            Map.entry("name", "NAME"),
            Map.entry("msisdn", "MSISDN"),
            Map.entry("identity", "IDENTITY"),
            Map.entry("metadata", "METADATA"),
            Map.entry("identifiers", "IDENTIFIERS"),
            Map.entry("externalId", "EXTERNAL_ID"),
            Map.entry("profile", "PROFILE"));

    /** The place of a record: of one tenant and one operation (I4). */
    private record Slot(String operation, String family, int tenant, int key) {}

    private record Remembered(String request, int password, Instant firstUse, Seen answer) {
        /** X2: it stands, and is no request's any more. */
        Remembered erased() {
            return new Remembered("erased", password, firstUse, answer);
        }
    }

    final List<Person> people = new ArrayList<>();
    private final Map<Slot, Remembered> records = new HashMap<>();
    Instant now = Surroundings.START;

    // ------------------------------------------------------------------------------------------------------ records

    /** I1 to I3, I6: what was answered under the key; or else what is answered now, which is remembered. */
    private Seen once(Slot slot, boolean dry, String request, int password, Supplier<Seen> first) {
        Remembered remembered = slot.key == 0 ? null : records.get(slot);
        if (remembered != null && now.isBefore(remembered.firstUse.plus(DAY))) {
            return replay(remembered, dry, request, password);
        }
        Seen answer = first.get();
        if (slot.key != 0 && !dry && !answer.isRefused()) {
            records.put(slot, new Remembered(request, password, now, answer));
        }
        return answer;
    }

    private static Seen replay(Remembered remembered, boolean dry, String request, int password) {
        if (!remembered.request.equals(request) || remembered.password != password) {
            return refused("idempotency_key_reused", "");
        }
        return dry ? new Seen("would return", remembered.answer.user()) : remembered.answer;
    }

    // ----------------------------------------------------------------------------------------------------- creating

    /** @param absent L8: whether the user is not to be there yet */
    Seen created(Create create, boolean absent, Seen actual) {
        if (create.tenant() == Surroundings.UNKNOWN) {
            return refused("unknown_tenant", "");
        }
        if (create.tenant() == Surroundings.OFF) {
            return refused("creation_disabled", "");
        }
        Slot slot = new Slot("create", Person.family(create.kind()), create.tenant(), create.key());
        int password = create.kind() == UserKind.CUSTOMER ? create.values().password() : 0;
        return once(slot, create.dry(), canonical(create, absent), password, () -> carriedOut(create, absent, actual));
    }

    /**
     * What the request asks for, but for the password; the spelling is nothing, and what its kind has no use for
     * neither.
     */
    private static String canonical(Create create, boolean absent) {
        Values v = create.values();
        return create.kind() + ":"
                + switch (create.kind()) {
                    case SHARED, DEDICATED -> v.who() + "," + v.other() + "," + v.name() + "," + absent;
                    case CUSTOMER -> v.who() + "," + v.other() + "," + v.name() + "," + (v.extra() < 2);
                    case SUBSCRIBER, APP ->
                        v.who() + "," + v.other() + "," + v.name() + "," + v.extra() + "," + v.given();
                };
    }

    private Seen carriedOut(Create create, boolean absent, Seen actual) {
        return switch (create.kind()) {
            case SHARED -> shared(create, absent, actual);
            case DEDICATED -> dedicated(create, absent, actual);
            case CUSTOMER -> customer(create, actual);
            case SUBSCRIBER -> subscriber(create, actual);
            case APP -> app(create, actual);
        };
    }

    private Seen shared(Create create, boolean absent, Seen actual) {
        Map<String, String> members = lineUser(create, Surroundings.LINES.get(0).e164());
        Optional<Person> existing = holder("shared " + create.tenant() + " " + members.get("phone"));
        if (existing.isPresent()) {
            return absent ? refused("exists", "") : merged(existing.get(), create);
        }
        if (create.tenant() == 0 && activeShared() >= Surroundings.LIMIT_OF_PROJECT_0) {
            return refused("shared_user_limit_reached", "" + Surroundings.LIMIT_OF_PROJECT_0);
        }
        return isOnItsLine(members) ? refused("pool_exhausted", "") : admitted(create, actual, members);
    }

    private boolean isOnItsLine(Map<String, String> members) {
        return holder(members.get("phone") + " on " + members.get("line")).isPresent();
    }

    private long activeShared() {
        return people.stream()
                .filter(person -> person.isActive() && person.kind == UserKind.SHARED && person.tenant == 0)
                .count();
    }

    /** S3 */
    private Seen merged(Person person, Create create) {
        Map<String, String> merged = person.members();
        merged.putAll(profile(create.values()));
        return updated(person, merged, create.dry());
    }

    /** L4, L6: a person with these members; what changes nothing has no effect. */
    private Seen updated(Person person, Map<String, String> members, boolean dry) {
        Set<String> fields = fields(person.members(), members);
        if (fields.isEmpty()) {
            return new Seen(dry ? "would return" : "returned", person.seen());
        }
        if (dry) {
            return new Seen("would update " + fields, person.next(foreseen(person.members(), members)));
        }
        person.become(members, now);
        return new Seen("updated " + fields, person.seen());
    }

    /** C6: a password that is set is hashed only once the change is made. */
    private static Map<String, String> foreseen(Map<String, String> before, Map<String, String> after) {
        Map<String, String> foreseen = new TreeMap<>(after);
        foreseen.computeIfPresent("password", (member, set) -> before.get(member));
        return foreseen;
    }

    private static Set<String> fields(Map<String, String> before, Map<String, String> after) {
        Set<String> fields = new TreeSet<>();
        FIELDS.forEach((member, field) -> {
            if (!Optional.ofNullable(before.get(member)).equals(Optional.ofNullable(after.get(member)))) {
                fields.add(field);
            }
        });
        return fields;
    }

    private static Map<String, String> profile(Values values) {
        Map<String, String> profile = new LinkedHashMap<>();
        if (values.name() != 0) {
            profile.put("firstName", Requests.name(values.name()));
        }
        if (values.other() != 0) {
            profile.put("email", Requests.email(values.other(), values.spelling()));
        }
        return profile;
    }

    private static Map<String, String> lineUser(Create create, String line) {
        Map<String, String> members = new TreeMap<>(profile(create.values()));
        members.put("phone", Requests.phone(create.values().who(), 0));
        members.put("line", line);
        return members;
    }

    private Seen dedicated(Create create, boolean absent, Seen actual) {
        int number = Requests.dedicatedLine(create.values());
        String line = Surroundings.LINES.get(number).e164();
        if (!Surroundings.owns(create.tenant(), number)) {
            return refused("line_not_owned", line);
        }
        Map<String, String> members = lineUser(create, line);
        Optional<Person> existing = holder("dedicated " + create.tenant() + " " + members.get("phone") + " " + line);
        if (existing.isPresent()) {
            return absent
                    ? refused("exists", "")
                    : new Seen(
                            create.dry() ? "would return" : "returned",
                            existing.get().seen());
        }
        return isOnItsLine(members) ? refused("phone_on_line_taken", line) : admitted(create, actual, members);
    }

    private Seen customer(Create create, Seen actual) {
        Values values = create.values();
        String customer = "c" + values.other();
        if (!Surroundings.hasCustomer(create.tenant(), customer)) {
            return refused("customer_not_found", customer);
        }
        Map<String, String> members = new TreeMap<>();
        members.put("customer", customer);
        members.put("email", Requests.email(values.who(), values.spelling()));
        members.put("firstName", Requests.name(values.name()));
        members.put("lastName", "Last");
        members.put("emailVerified", "false");
        members.put("enabled", "" + (values.extra() < 2));
        if (values.password() != 0) {
            members.put("password", values.password() == Requests.HASH_OF_PASSWORD_2 ? "2" : "" + values.password());
        }
        return inUse(create, members).orElseGet(() -> admitted(create, actual, members));
    }

    private Seen subscriber(Create create, Seen actual) {
        Values values = create.values();
        Map<String, String> members = new TreeMap<>();
        members.put("name", Requests.name(values.name()));
        members.put("email", Requests.email(values.who(), values.spelling()));
        members.put("msisdn", Requests.phone(values.other(), 0));
        Requests.extra(values.extra()).ifPresent(identity -> members.put("identity", identity));
        members.put("metadata", "{\"given\":\"g" + values.given() + "\"}");
        members.put("customers", "");
        members.put("updatedAt", now.toString());
        return inUse(create, members).orElseGet(() -> admitted(create, actual, members));
    }

    private Seen app(Create create, Seen actual) {
        Values values = create.values();
        String email = Requests.email(values.who(), values.spelling());
        Map<String, String> members = new TreeMap<>();
        members.put("identifiers", values.other() > 0 ? email + "," + Requests.phone(values.other(), 0) : email);
        Requests.extra(values.extra()).ifPresent(external -> members.put("externalId", external));
        members.put("profile", "{\"name\":\"" + Requests.name(values.name()) + "\"}");
        Optional<String> given = Requests.id(values.given());
        return inUse(create, members)
                .or(() -> given.flatMap(id -> inAnyState(UserKind.APP, create.tenant(), id))
                        .map(taken -> refused("conflict", taken.id())))
                .orElseGet(() -> admitted(create, actual, members));
    }

    private Optional<Seen> inUse(Create create, Map<String, String> members) {
        return inUse(Person.keys(create.kind(), create.tenant(), members), person -> false);
    }

    /** K1, K3: the first of the keys that somebody else holds. */
    private Optional<Seen> inUse(Map<String, String> keys, Function<Person, Boolean> isOwn) {
        return keys.entrySet().stream()
                .filter(key -> holder(key.getKey())
                        .filter(person -> !isOwn.apply(person))
                        .isPresent())
                .findFirst()
                .map(key -> refused("already_in_use", key.getValue()));
    }

    private Seen admitted(Create create, Seen actual, Map<String, String> members) {
        if (create.dry()) {
            return Seen.of("would create");
        }
        String id = (create.kind() == UserKind.APP ? Requests.id(create.values().given()) : Optional.<String>empty())
                .orElseGet(() -> newId(actual));
        members.put("kind", create.kind().name());
        members.put("id", id);
        members.put("createdAt", now.toString());
        Person person = new Person(create.kind(), create.tenant(), now, members);
        people.add(person);
        return new Seen("created", person.seen());
    }

    /** Any that nobody had. */
    private String newId(Seen actual) {
        String id = actual.user().getOrDefault("id", "none");
        return people.stream().anyMatch(person -> person.id().equals(id)) ? "another than " + id : id;
    }

    // ----------------------------------------------------------------------------------------------------- changing

    /** I7, L2, L7, and then the rules of the kind. */
    Seen changed(Change change, Person target, Seen actual) {
        Patch patch = change.patch();
        int tenant = change.throughAnother() ? 1 - target.tenant : target.tenant;
        Map<String, Optional<String>> given = given(target.kind, patch);
        OptionalLong version = change.version().of(target);
        String request = target.kind + ":" + target.id() + "," + version + "," + canonical(given);
        int password = target.kind == UserKind.CUSTOMER && patch.what() == Patch.What.OPTIONAL ? patch.value() : 0;
        return once(
                new Slot("change", Person.family(target.kind), tenant, patch.key()),
                change.dry(),
                request,
                password,
                () -> current(
                        target.kind,
                        tenant,
                        target.id(),
                        version,
                        person -> changed(person, given, change.dry(), actual)));
    }

    /** What becomes of each member: a value, or none. */
    private static Map<String, Optional<String>> given(UserKind kind, Patch patch) {
        int value = patch.value();
        Optional<String> name = Optional.of(Requests.name(value));
        Optional<String> email = Optional.of(Requests.email(value, patch.spelling()));
        Optional<String> phone = Optional.of(Requests.phone(value, 0));
        return switch (kind) {
            case SHARED ->
                switch (patch.what()) {
                    case NAME -> Map.of("firstName", name);
                    case KEY -> Map.of("phone", phone);
                    case OPTIONAL -> Map.of("email", Optional.empty());
                    case OTHER -> Map.of("email", email);
                    case SEVERAL -> Map.of("firstName", name, "phone", phone);
                };
            case DEDICATED ->
                switch (patch.what()) {
                    case NAME -> Map.of("firstName", name);
                    case KEY, OTHER -> Map.of("email", email);
                    case OPTIONAL -> Map.of("firstName", Optional.empty());
                    case SEVERAL -> Map.of("firstName", name, "email", Optional.empty());
                };
            case CUSTOMER ->
                switch (patch.what()) {
                    case NAME -> Map.of("firstName", name);
                    case KEY -> Map.of("email", email);
                    case OPTIONAL -> Map.of("password", value == 0 ? Optional.empty() : Optional.of("" + value));
                    case OTHER -> Map.of("enabled", Optional.of("" + (value == 0)));
                    case SEVERAL -> Map.of("firstName", name, "email", email);
                };
            case SUBSCRIBER ->
                switch (patch.what()) {
                    case NAME -> Map.of("name", name);
                    case KEY -> Map.of("email", email);
                    case OPTIONAL -> Map.of("identity", Requests.extra(value));
                    case OTHER -> Map.of("metadata", Optional.of(value == 0 ? "{}" : "{\"given\":\"g" + value + "\"}"));
                    case SEVERAL -> Map.of("name", name, "email", email, "msisdn", phone);
                };
            case APP ->
                switch (patch.what()) {
                    case NAME, OPTIONAL -> Map.of("externalId", Requests.extra(value));
                    case KEY -> Map.of("identifiers", email);
                    case OTHER ->
                        Map.of("profile", Optional.of(value == 0 ? "{}" : "{\"name\":\"" + name.get() + "\"}"));
                    case SEVERAL ->
                        Map.of(
                                "identifiers",
                                Optional.of(email.get() + "," + phone.get()),
                                "externalId",
                                Requests.extra(value));
                };
        };
    }

    /** I2: the spelling of emails is nothing, and the password is not part of it. */
    private static String canonical(Map<String, Optional<String>> given) {
        Map<String, String> canonical = new TreeMap<>();
        given.forEach((member, value) -> canonical.put(
                member,
                value.map(text -> switch (member) {
                            case "email", "identifiers" -> text.toLowerCase(Locale.ROOT);
                            case "password" -> "set";
                            default -> text;
                        })
                        .orElse("cleared")));
        return canonical.toString();
    }

    /** L2, L7: what is done with the active user, if it has the version that is demanded. */
    private Seen current(UserKind kind, int tenant, String id, OptionalLong version, Function<Person, Seen> step) {
        Optional<Person> found = inAnyState(kind, tenant, id).filter(Person::isActive);
        if (found.isEmpty()) {
            return refused("user_not_found", id);
        }
        long present = found.get().version();
        return version.isPresent() && version.getAsLong() != present
                ? refused("stale", "" + present)
                : step.apply(found.get());
    }

    private Seen changed(Person person, Map<String, Optional<String>> given, boolean dry, Seen actual) {
        Map<String, String> after = person.members();
        given.forEach(
                (member, value) -> value.ifPresentOrElse(text -> after.put(member, text), () -> after.remove(member)));
        if (fields(person.members(), after).isEmpty()) {
            return updated(person, after, dry);
        }
        if (person.kind == UserKind.SUBSCRIBER) {
            after.put("updatedAt", updatedAt(person, actual));
        }
        return keysInUse(person, after).orElseGet(() -> updated(person, after, dry));
    }

    /** K1 to K3. There is one line in the pool, so that nobody moves to another. */
    private Optional<Seen> keysInUse(Person person, Map<String, String> after) {
        Map<String, String> keys = Person.keys(person.kind, person.tenant, after);
        Optional<Seen> inUse = inUse(keys, holder -> holder == person);
        return person.kind == UserKind.SHARED
                ? inUse.map(refused -> refused.equals(refused("already_in_use", "ASSIGNED_PHONE_NUMBER"))
                        ? refused("pool_exhausted", "")
                        : refused)
                : inUse;
    }

    /** N3: what it was set to, if it moved. */
    private String updatedAt(Person person, Seen actual) {
        Instant before = Instant.parse(person.members().getOrDefault("updatedAt", ""));
        Instant after = Instant.parse(actual.user().getOrDefault("updatedAt", before.toString()));
        boolean moved = after.isAfter(before) && !after.isBefore(now);
        return moved ? after.toString() : "after " + before;
    }

    /** N2 */
    Seen belonging(Person target, String customer, boolean join, int tenant, Seen actual) {
        return current(UserKind.SUBSCRIBER, tenant, target.id(), OptionalLong.empty(), person -> {
            Map<String, String> after = person.members();
            String joined = after.getOrDefault("customers", "");
            List<String> customers = new ArrayList<>(joined.isEmpty() ? List.of() : List.of(joined.split(",", -1)));
            if (customers.contains(customer) != join) {
                if (join) {
                    customers.add(customer);
                } else {
                    customers.remove(customer);
                }
                after.put("updatedAt", updatedAt(person, actual));
                after.put("customers", String.join(",", customers));
                person.become(after, now);
            }
            return new Seen("belongs", person.seen());
        });
    }

    /** L1, L2, L7 */
    Seen deactivated(Person target, int tenant, OptionalLong version) {
        return current(target.kind, tenant, target.id(), version, person -> {
            person.deactivate(now);
            return new Seen("deactivated", person.seen());
        });
    }

    /** X1, X2 */
    Seen erased(Person target, int tenant) {
        Optional<Person> found = inAnyState(target.kind, tenant, target.id());
        if (found.isEmpty()) {
            return refused("user_not_found", target.id());
        }
        Person person = found.get();
        if (person.isActive()) {
            return refused("still_active", person.id());
        }
        if (!person.isErased()) {
            person.erase(now);
            records.replaceAll((slot, record) -> tells(slot, record, person) ? record.erased() : record);
        }
        return new Seen("erased", person.seen());
    }

    private static boolean tells(Slot slot, Remembered record, Person person) {
        return slot.family.equals(Person.family(person.kind))
                && slot.tenant == person.tenant
                && person.id().equals(record.answer.user().get("id"));
    }

    // ------------------------------------------------------------------------------------------------------- asking

    Optional<Person> holder(String key) {
        return people.stream().filter(person -> person.holds(key)).findFirst();
    }

    /** Two apps may have users with the same id, which their callers gave. */
    Optional<Person> inAnyState(UserKind kind, int tenant, String id) {
        return people.stream()
                .filter(person -> person.livesIn(kind, tenant) && person.id().equals(id))
                .findFirst();
    }

    /** The users of a tenant in the order of their creation. */
    Stream<Person> byCreation(UserKind kind, int tenant) {
        return listed(kind, tenant, person -> person.createdAt);
    }

    /** The users of a tenant in the order of their last change. */
    Stream<Person> byChange(UserKind kind, int tenant) {
        return listed(kind, tenant, person -> person.changedAt);
    }

    private Stream<Person> listed(UserKind kind, int tenant, Function<Person, Instant> time) {
        return people.stream()
                .filter(person -> person.livesIn(kind, tenant))
                .sorted(Comparator.comparing(time).thenComparing(Person::id));
    }

    void advance(Command.By by) {
        Instant day = records.values().stream()
                .map(record -> record.firstUse.plus(DAY))
                .filter(now::isBefore)
                .min(Comparator.naturalOrder())
                .orElse(now.plusSeconds(1));
        Instant to = switch (by) {
            case A_SECOND -> now.plusSeconds(1);
            case UNTIL_JUST_BEFORE_A_DAY -> day.minusNanos(1_000);
            case UNTIL_A_DAY -> day;
            case BEYOND_A_DAY -> day.plusSeconds(1);
        };
        now = to.isAfter(now) ? to : now;
    }

    static Seen refused(String code, String data) {
        return Seen.of("refused " + code + " " + data);
    }
}
