package dev.partyline.inmemory.kinds;

import dev.partyline.domain.user.UserKind;
import dev.partyline.inmemory.kinds.Command.Create;
import dev.partyline.inmemory.kinds.Command.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the catalogue of rules says, written down a second time for one caller at a time: plain maps of texts. Of what an
 * answer may choose (a new id, the time of an update) the model takes what was chosen, where it may be chosen.
 */
final class Model {
    private static final Duration DAY = Duration.ofHours(24);

    /** A user, active or not. */
    static final class Person {
        final UserKind kind;
        final int tenant;
        final Instant createdAt;
        final List<String> keys;
        final Map<String, String> members;
        Optional<Instant> deactivatedAt = Optional.empty();

        Person(UserKind kind, int tenant, Instant createdAt, List<String> keys, Map<String, String> members) {
            this.kind = kind;
            this.tenant = tenant;
            this.createdAt = createdAt;
            this.keys = keys;
            this.members = members;
        }

        String id() {
            return members.getOrDefault("id", "none");
        }

        boolean isActive() {
            return deactivatedAt.isEmpty();
        }

        boolean livesIn(UserKind otherKind, int otherTenant) {
            return tenant == otherTenant && family(kind).equals(family(otherKind));
        }
    }

    private record Remembered(String request, int password, Instant firstUse, Seen answer) {}

    final List<Person> people = new ArrayList<>();
    private final Map<String, Remembered> records = new HashMap<>();
    Instant now = SettableClock.START;

    private static String family(UserKind kind) {
        return kind == UserKind.DEDICATED ? "SHARED" : kind.name();
    }

    Seen expected(Create create, Seen actual) {
        if (create.tenant() == Surroundings.UNKNOWN) {
            return refused("unknown_tenant", "");
        }
        if (create.tenant() == Surroundings.OFF) {
            return refused("creation_disabled", "");
        }
        String slot = family(create.kind()) + create.tenant() + "/" + create.key();
        Remembered remembered = create.key() == 0 ? null : records.get(slot);
        if (remembered != null && now.isBefore(remembered.firstUse.plus(DAY))) {
            return replay(create, remembered);
        }
        Seen answer = carriedOut(create, actual);
        if (create.key() != 0 && !create.dry() && !answer.what().startsWith("refused")) {
            records.put(slot, new Remembered(canonical(create), passwordOf(create), now, answer));
        }
        return answer;
    }

    private static Seen replay(Create create, Remembered remembered) {
        if (!remembered.request.equals(canonical(create)) || remembered.password != passwordOf(create)) {
            return refused("idempotency_key_reused", "");
        }
        return create.dry() ? new Seen("would return", remembered.answer.user()) : remembered.answer;
    }

    private static int passwordOf(Create create) {
        return create.kind() == UserKind.CUSTOMER ? create.values().password() : 0;
    }

    /** What the request asks for, but for the password; the spelling is nothing, and what its kind has no use for neither. */
    private static String canonical(Create create) {
        Values v = create.values();
        return create.kind() + ":"
                + switch (create.kind()) {
                    case SHARED -> v.who() + "," + v.other() + "," + v.name();
                    case DEDICATED -> v.who() + "," + v.other() + "," + v.name();
                    case CUSTOMER -> v.who() + "," + v.other() + "," + v.name() + "," + (v.extra() < 2);
                    case SUBSCRIBER -> v.who() + "," + v.other() + "," + v.name() + "," + v.extra() + "," + v.given();
                    case APP -> v.who() + "," + v.other() + "," + v.name() + "," + v.extra() + "," + v.given();
                };
    }

    private Seen carriedOut(Create create, Seen actual) {
        return switch (create.kind()) {
            case SHARED -> shared(create, actual);
            case DEDICATED -> dedicated(create, actual);
            case CUSTOMER -> customer(create, actual);
            case SUBSCRIBER -> subscriber(create, actual);
            case APP -> app(create, actual);
        };
    }

    private Seen shared(Create create, Seen actual) {
        Values values = create.values();
        String line = Surroundings.LINES.get(0).e164();
        String phone = Requests.phone(values.who(), 0);
        String identity = "shared " + create.tenant() + " " + phone;
        Optional<Person> existing = holder(identity);
        if (existing.isPresent()) {
            return merged(existing.get(), create);
        }
        if (create.tenant() == 0 && activeShared() >= Surroundings.LIMIT_OF_PROJECT_0) {
            return refused("shared_user_limit_reached", "" + Surroundings.LIMIT_OF_PROJECT_0);
        }
        if (holder(phone + " on " + line).isPresent()) {
            return refused("pool_exhausted", "");
        }
        return admitted(create, actual, List.of(identity, phone + " on " + line), lineUser(phone, line, values));
    }

    private long activeShared() {
        return people.stream()
                .filter(person -> person.isActive() && person.livesIn(UserKind.SHARED, 0))
                .filter(person -> person.kind == UserKind.SHARED)
                .count();
    }

    private static Seen merged(Person person, Create create) {
        Map<String, String> merged = new TreeMap<>(person.members);
        TreeSet<String> fields = new TreeSet<>();
        for (Map.Entry<String, String> supplied : profile(create.values()).entrySet()) {
            if (!supplied.getValue().equals(merged.put(supplied.getKey(), supplied.getValue()))) {
                fields.add(supplied.getKey().equals("email") ? "EMAIL" : "FIRST_NAME");
            }
        }
        // In the order of the members in the published request.
        List<String> named =
                Stream.of("FIRST_NAME", "EMAIL").filter(fields::contains).toList();
        if (!create.dry()) {
            person.members.putAll(merged);
        }
        if (named.isEmpty()) {
            return new Seen(create.dry() ? "would return" : "returned", merged);
        }
        return new Seen((create.dry() ? "would update " : "updated ") + named, merged);
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

    private static Map<String, String> lineUser(String phone, String line, Values values) {
        Map<String, String> members = new TreeMap<>(profile(values));
        members.put("phone", phone);
        members.put("line", line);
        return members;
    }

    private Seen dedicated(Create create, Seen actual) {
        Values values = create.values();
        int number = Requests.dedicatedLine(values);
        String line = Surroundings.LINES.get(number).e164();
        if (!Surroundings.owns(create.tenant(), number)) {
            return refused("line_not_owned", line);
        }
        String phone = Requests.phone(values.who(), 0);
        String pair = "dedicated " + create.tenant() + " " + phone + " " + line;
        Optional<Person> existing = holder(pair);
        if (existing.isPresent()) {
            return new Seen(create.dry() ? "would return" : "returned", Map.copyOf(existing.get().members));
        }
        if (holder(phone + " on " + line).isPresent()) {
            return refused("phone_on_line_taken", line);
        }
        return admitted(create, actual, List.of(pair, phone + " on " + line), lineUser(phone, line, values));
    }

    private Seen customer(Create create, Seen actual) {
        Values values = create.values();
        String customer = "c" + values.other();
        if (!Surroundings.hasCustomer(create.tenant(), customer)) {
            return refused("customer_not_found", customer);
        }
        String email = "customer " + create.tenant() + " " + values.who();
        if (holder(email).isPresent()) {
            return refused("already_in_use", "EMAIL");
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
        return admitted(create, actual, List.of(email), members);
    }

    private Seen subscriber(Create create, Seen actual) {
        Values values = create.values();
        Map<String, String> keys = new LinkedHashMap<>();
        if (create.tenant() == 1) {
            keys.put("EMAIL", "subscriber email " + values.who());
            keys.put("MSISDN", "subscriber msisdn " + values.other());
            if (values.extra() != 0) {
                keys.put("IDENTITY", "subscriber identity " + values.extra());
            }
        }
        Optional<Seen> inUse = inUse(keys);
        if (inUse.isPresent()) {
            return inUse.get();
        }
        Map<String, String> members = new TreeMap<>();
        members.put("name", Requests.name(values.name()));
        members.put("email", Requests.email(values.who(), values.spelling()));
        members.put("msisdn", Requests.phone(values.other(), 0));
        Requests.extra(values.extra()).ifPresent(identity -> members.put("identity", identity));
        members.put("metadata", "{\"given\":\"g" + values.given() + "\"}");
        members.put("customers", "");
        members.put("updatedAt", now.toString());
        return admitted(create, actual, List.copyOf(keys.values()), members);
    }

    private Seen app(Create create, Seen actual) {
        Values values = create.values();
        List<String> identifiers = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        identifiers.add(Requests.email(values.who(), values.spelling()));
        keys.add("app " + create.tenant() + " email " + values.who());
        if (values.other() > 0) {
            identifiers.add(Requests.phone(values.other(), 0));
            keys.add("app " + create.tenant() + " phone " + values.other());
        }
        if (keys.stream().anyMatch(key -> holder(key).isPresent())) {
            return refused("already_in_use", "IDENTIFIERS");
        }
        if (values.extra() != 0) {
            keys.add("app " + create.tenant() + " external " + values.extra());
            if (holder(keys.get(keys.size() - 1)).isPresent()) {
                return refused("already_in_use", "EXTERNAL_ID");
            }
        }
        Optional<String> given = Requests.id(values.given());
        if (given.isPresent()
                && people.stream()
                        .anyMatch(person -> person.livesIn(UserKind.APP, create.tenant())
                                && person.id().equals(given.get()))) {
            return refused("conflict", given.get());
        }
        Map<String, String> members = new TreeMap<>();
        members.put("identifiers", String.join(",", identifiers));
        Requests.extra(values.extra()).ifPresent(external -> members.put("externalId", external));
        members.put("profile", "{\"name\":\"" + Requests.name(values.name()) + "\"}");
        return admitted(create, actual, keys, members);
    }

    private Optional<Seen> inUse(Map<String, String> keysByMember) {
        return keysByMember.entrySet().stream()
                .filter(key -> holder(key.getValue()).isPresent())
                .findFirst()
                .map(key -> refused("already_in_use", key.getKey()));
    }

    private Seen admitted(Create create, Seen actual, List<String> keys, Map<String, String> members) {
        if (create.dry()) {
            return Seen.of("would create");
        }
        String id = (create.kind() == UserKind.APP ? Requests.id(create.values().given()) : Optional.<String>empty())
                .orElseGet(() -> newId(actual));
        members.put("kind", create.kind().name());
        members.put("id", id);
        members.put("createdAt", now.toString());
        people.add(new Person(create.kind(), create.tenant(), now, keys, members));
        return new Seen("created", new TreeMap<>(members));
    }

    /** Any that nobody had. */
    private String newId(Seen actual) {
        String id = actual.user().getOrDefault("id", "none");
        return people.stream().anyMatch(person -> person.id().equals(id)) ? "another than " + id : id;
    }

    Optional<Person> holder(String key) {
        return people.stream()
                .filter(person -> person.isActive() && person.keys.contains(key))
                .findFirst();
    }

    /** Two apps may have users with the same id, which their callers gave. */
    Seen deactivated(UserKind kind, int tenant, String id) {
        Optional<Person> found = people.stream()
                .filter(person -> person.isActive() && person.livesIn(kind, tenant))
                .filter(person -> person.id().equals(id))
                .findFirst();
        found.ifPresent(person -> person.deactivatedAt = Optional.of(now));
        return found.map(person -> new Seen("deactivated " + now, new TreeMap<>(person.members)))
                .orElseGet(() -> refused("user_not_found", id));
    }

    Seen belonging(Person person, String customer, boolean join, boolean throughItsTenant, Seen actual) {
        if (!throughItsTenant || !person.isActive()) {
            return refused("user_not_found", person.id());
        }
        String joined = person.members.getOrDefault("customers", "");
        List<String> customers = new ArrayList<>(joined.isEmpty() ? List.of() : List.of(joined.split(",", -1)));
        if (customers.contains(customer) != join) {
            if (join) {
                customers.add(customer);
            } else {
                customers.remove(customer);
            }
            Instant before = Instant.parse(person.members.getOrDefault("updatedAt", ""));
            Instant after = Instant.parse(actual.user().getOrDefault("updatedAt", before.toString()));
            boolean moved = after.isAfter(before) && !after.isBefore(now);
            person.members.put("updatedAt", moved ? after.toString() : "after " + before);
            person.members.put("customers", String.join(",", customers));
        }
        return new Seen("belongs", new TreeMap<>(person.members));
    }

    /** The users of a tenant in the order of listings. */
    List<Person> listed(UserKind kind, int tenant, boolean deactivatedToo) {
        return people.stream()
                .filter(person -> person.livesIn(kind, tenant) && (deactivatedToo || person.isActive()))
                .sorted(Comparator.comparing((Person person) -> person.createdAt)
                        .thenComparing(person -> person.id()))
                .toList();
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
