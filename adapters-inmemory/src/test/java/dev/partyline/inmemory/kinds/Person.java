package dev.partyline.inmemory.kinds;

import dev.partyline.domain.user.UserKind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A user as the {@link Model} has it, in whichever state. */
final class Person {
    final UserKind kind;
    final int tenant;
    final Instant createdAt;
    Instant changedAt;
    private long version = 1;
    private Map<String, String> members;
    private Optional<Instant> deactivatedAt = Optional.empty();
    private Optional<Instant> erasedAt = Optional.empty();

    Person(UserKind kind, int tenant, Instant createdAt, Map<String, String> members) {
        this.kind = kind;
        this.tenant = tenant;
        this.createdAt = createdAt;
        this.changedAt = createdAt;
        this.members = members;
    }

    /** Those whose ids and keys may meet. */
    static String family(UserKind kind) {
        return kind == UserKind.DEDICATED ? "SHARED" : kind.name();
    }

    String id() {
        return members.getOrDefault("id", "none");
    }

    long version() {
        return version;
    }

    boolean isActive() {
        return deactivatedAt.isEmpty();
    }

    boolean isErased() {
        return erasedAt.isPresent();
    }

    boolean livesIn(UserKind otherKind, int otherTenant) {
        return tenant == otherTenant && family(kind).equals(family(otherKind));
    }

    Map<String, String> members() {
        return new TreeMap<>(members);
    }

    /** With all that everybody is told of it. */
    Map<String, String> seen() {
        return seen(members, version);
    }

    /** As it would be with these members at the next version. */
    Map<String, String> next(Map<String, String> others) {
        return seen(others, version + 1);
    }

    private Map<String, String> seen(Map<String, String> ofIt, long number) {
        Map<String, String> seen = new TreeMap<>(ofIt);
        seen.put("version", "" + number);
        deactivatedAt.ifPresent(time -> seen.put("deactivatedAt", time.toString()));
        erasedAt.ifPresent(time -> seen.put("erasedAt", time.toString()));
        return seen;
    }

    /** L6: every effect makes a version. */
    private void makeVersion(Instant now) {
        version++;
        changedAt = now;
    }

    void become(Map<String, String> others, Instant now) {
        members = new TreeMap<>(others);
        makeVersion(now);
    }

    void deactivate(Instant now) {
        deactivatedAt = Optional.of(now);
        makeVersion(now);
    }

    /** X1 */
    void erase(Instant now) {
        members.keySet().retainAll(Set.of("kind", "id", "createdAt"));
        erasedAt = Optional.of(now);
        makeVersion(now);
    }

    boolean holds(String key) {
        return isActive() && keys(kind, tenant, members).containsKey(key);
    }

    /** What a user with these members claims, in the order in which it is refused, with the field of each. */
    static Map<String, String> keys(UserKind kind, int tenant, Map<String, String> members) {
        Map<String, String> keys = new LinkedHashMap<>();
        String phone = members.getOrDefault("phone", "");
        String line = members.getOrDefault("line", "");
        String email = members.getOrDefault("email", "").toLowerCase(Locale.ROOT);
        switch (kind) {
            case SHARED -> {
                keys.put("shared " + tenant + " " + phone, "PHONE_NUMBER");
                keys.put(phone + " on " + line, "ASSIGNED_PHONE_NUMBER");
            }
            case DEDICATED -> {
                keys.put("dedicated " + tenant + " " + phone + " " + line, "PHONE_NUMBER");
                keys.put(phone + " on " + line, "ASSIGNED_PHONE_NUMBER");
            }
            case CUSTOMER -> keys.put("customer " + tenant + " " + email, "EMAIL");
            case SUBSCRIBER -> {
                if (tenant == 1) {
                    keys.put("subscriber email " + email, "EMAIL");
                    keys.put("subscriber msisdn " + members.get("msisdn"), "MSISDN");
                    Optional.ofNullable(members.get("identity"))
                            .ifPresent(identity -> keys.put("subscriber identity " + identity, "IDENTITY"));
                }
            }
            case APP -> {
                for (String identifier : members.getOrDefault("identifiers", "").split(",", -1)) {
                    keys.put("app " + tenant + " " + identifier.toLowerCase(Locale.ROOT), "IDENTIFIERS");
                }
                Optional.ofNullable(members.get("externalId"))
                        .ifPresent(external -> keys.put("app " + tenant + " external " + external, "EXTERNAL_ID"));
            }
        }
        return keys;
    }
}
