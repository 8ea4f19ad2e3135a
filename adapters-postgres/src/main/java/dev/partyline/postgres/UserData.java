package dev.partyline.postgres;

import static java.util.Objects.requireNonNull;

import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.tenant.SubscriberKey;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.Profile;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.AppProfile;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.ExternalId;
import dev.partyline.domain.value.Identifier;
import dev.partyline.domain.value.JsonValue;
import dev.partyline.domain.value.JsonValue.JsonArray;
import dev.partyline.domain.value.JsonValue.JsonBoolean;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.JsonValue.JsonString;
import dev.partyline.domain.value.LegalIdentity;
import dev.partyline.domain.value.Metadata;
import dev.partyline.domain.value.Name;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.PhoneNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Users as rows. What no column has is canonical JSON, so equal users have equal texts. Unknown members are skipped, so
 * a newer version may add some.
 */
final class UserData {
    private UserData() {}

    static UserRow row(AnyUser user) {
        return AnyUser.fold(user, UserData::row, UserData::row, UserData::row);
    }

    private static UserRow row(DeactivatedUser user) {
        UserRow row = row(user.user());
        return new UserRow(
                row.id(),
                row.kind(),
                user.version(),
                row.createdAt(),
                user.deactivatedAt(),
                null,
                row.phone(),
                row.line(),
                row.placedBy(),
                row.data());
    }

    private static UserRow row(ErasedUser user) {
        return new UserRow(
                user.id().value(),
                user.kind(),
                user.version(),
                user.createdAt(),
                user.deactivatedAt(),
                user.erasedAt(),
                null,
                null,
                null,
                "");
    }

    static UserRow row(User user) {
        return user.fold(
                shared -> row(shared, shared.placedBy().value(), shared(shared)),
                dedicated -> row(dedicated, null, dedicated(dedicated)),
                customer -> row(customer, customer(customer)),
                subscriber -> row(subscriber, subscriber(subscriber)),
                app -> row(app, app(app)));
    }

    private static UserRow row(LineUser user, @Nullable UUID placedBy, Map<String, JsonValue> data) {
        return new UserRow(
                user.id().value(),
                user.kind(),
                user.version(),
                user.createdAt(),
                null,
                null,
                Digits.of(user.phone()),
                Digits.of(user.line()),
                placedBy,
                JsonObject.of(data).json());
    }

    private static UserRow row(User user, Map<String, JsonValue> data) {
        return new UserRow(
                user.id().value(),
                user.kind(),
                user.version(),
                user.createdAt(),
                null,
                null,
                null,
                null,
                null,
                JsonObject.of(data).json());
    }

    private static Map<String, JsonValue> profile(Profile profile) {
        Map<String, JsonValue> data = new HashMap<>();
        profile.firstName().ifPresent(name -> data.put("firstName", text(name)));
        profile.lastName().ifPresent(name -> data.put("lastName", text(name)));
        profile.email().ifPresent(email -> data.put("email", text(email)));
        profile.meta().ifPresent(meta -> data.put("meta", meta.value()));
        return data;
    }

    private static Map<String, JsonValue> shared(SharedUser user) {
        Map<String, JsonValue> data = profile(user.profile());
        if (user.identifiedBy() != SharedIdentity.PHONE) {
            data.put("identifiedBy", new JsonString(user.identifiedBy().name()));
        }
        data.putAll(claims(user.claims()));
        return data;
    }

    private static Map<String, JsonValue> dedicated(DedicatedUser user) {
        Map<String, JsonValue> data = profile(user.profile());
        data.putAll(claims(user.claims()));
        return data;
    }

    /** Nothing for a phone without other forms, as nearly every phone. */
    private static Map<String, JsonValue> claims(PhoneClaims claims) {
        if (claims.otherForms().isEmpty()) {
            return Map.of();
        }
        return Map.of(
                "forms",
                array(claims.otherForms().stream().map(PhoneNumber::e164)),
                "phoneIdentity",
                new JsonString(claims.identity().name()));
    }

    private static PhoneClaims claims(StoredJson data) {
        return data.optional("phoneIdentity")
                .map(PhoneIdentity::valueOf)
                .map(identity -> new PhoneClaims(
                        identity,
                        data.texts("forms").stream().map(PhoneNumber::restored).toList()))
                .orElse(PhoneClaims.ALONE);
    }

    private static Map<String, JsonValue> customer(CustomerUser user) {
        Map<String, JsonValue> data = new HashMap<>();
        data.put("customer", new JsonString(user.customer().value()));
        data.put("email", text(user.email()));
        data.put("firstName", text(user.firstName()));
        data.put("lastName", text(user.lastName()));
        data.put("emailVerified", new JsonBoolean(user.emailVerified()));
        data.put("enabled", new JsonBoolean(user.enabled()));
        user.password().ifPresent(hash -> data.put("password", new JsonString(hash.encoded())));
        return data;
    }

    private static Map<String, JsonValue> subscriber(SubscriberUser user) {
        Map<String, JsonValue> data = new HashMap<>();
        data.put("name", text(user.name()));
        data.put("email", text(user.email()));
        data.put("msisdn", new JsonString(user.msisdn().e164()));
        user.identity().ifPresent(identity -> data.put("identity", new JsonString(identity.value())));
        data.put("metadata", user.metadata().value());
        data.put("customers", array(user.customers().stream().map(CustomerId::value)));
        data.put("updatedAt", new JsonString(user.updatedAt().toString()));
        data.put("keyed", array(user.keyed().stream().sorted().map(SubscriberKey::name)));
        data.putAll(claims(user.claims()));
        return data;
    }

    private static Map<String, JsonValue> app(AppUser user) {
        Map<String, JsonValue> data = new HashMap<>();
        data.put(
                "identifiers",
                JsonArray.of(user.identifiers().stream()
                        .<JsonValue>map(UserData::identifier)
                        .toList()));
        user.externalId().ifPresent(id -> data.put("externalId", new JsonString(id.value())));
        data.put("profile", user.profile().values().value());
        return data;
    }

    private static JsonObject identifier(Identifier identifier) {
        return JsonObject.of(identifier.fold(
                phone -> {
                    Map<String, JsonValue> data = new HashMap<>(claims(phone.claims()));
                    data.put("phone", new JsonString(phone.number().e164()));
                    return data;
                },
                email -> Map.of("email", text(email.address()))));
    }

    private static JsonValue text(Name name) {
        return new JsonString(name.value());
    }

    private static JsonValue text(EmailAddress email) {
        return new JsonString(email.spelling());
    }

    private static JsonValue array(Stream<String> texts) {
        return JsonArray.of(texts.<JsonValue>map(JsonString::new).toList());
    }

    /** What is read of a user's row, in this order. */
    static final String COLUMNS = "u.tenant, u.id, " + UserRow.columns("u");

    /** The user in whichever state, whose {@link #COLUMNS} begin there. */
    static AnyUser read(ResultSet rows, int first) throws SQLException {
        UUID id = rows.getObject(first + 1, UUID.class);
        return any(TenantId.restored(rows.getString(first)), UserRow.read(rows, id, first + 2));
    }

    private static AnyUser any(TenantId tenant, UserRow row) {
        Instant deactivatedAt = row.deactivatedAt();
        if (deactivatedAt == null) {
            return user(tenant, row);
        }
        Instant erasedAt = row.erasedAt();
        return erasedAt == null
                ? new DeactivatedUser(user(tenant, row.at(row.version() - 1)), deactivatedAt)
                : new ErasedUser(
                        tenant,
                        new UserId(row.id()),
                        row.kind(),
                        row.version(),
                        row.createdAt(),
                        deactivatedAt,
                        erasedAt);
    }

    /** The user of the row, as it is or as it last was. */
    static User user(TenantId tenant, UserRow row) {
        UserId id = new UserId(row.id());
        StoredJson data = StoredJson.parse(row.data());
        return switch (row.kind()) {
            case SHARED ->
                new SharedUser(
                        id,
                        row.version(),
                        (ProjectId) tenant,
                        Digits.phone(requireNonNull(row.phone())),
                        Digits.line(requireNonNull(row.line())),
                        new ChangeId(requireNonNull(row.placedBy())),
                        profile(data),
                        row.createdAt(),
                        data.optional("identifiedBy")
                                .map(SharedIdentity::valueOf)
                                .orElse(SharedIdentity.PHONE),
                        claims(data));
            case DEDICATED ->
                new DedicatedUser(
                        id,
                        row.version(),
                        (ProjectId) tenant,
                        Digits.phone(requireNonNull(row.phone())),
                        Digits.line(requireNonNull(row.line())),
                        profile(data),
                        row.createdAt(),
                        claims(data));
            case CUSTOMER ->
                new CustomerUser(
                        id,
                        row.version(),
                        (ConsoleProjectId) tenant,
                        CustomerId.restored(data.text("customer")),
                        EmailAddress.restored(data.text("email")),
                        Name.restored(data.text("firstName")),
                        Name.restored(data.text("lastName")),
                        data.isTrue("emailVerified"),
                        data.isTrue("enabled"),
                        data.optional("password").map(PasswordHash::new),
                        row.createdAt());
            case SUBSCRIBER ->
                new SubscriberUser(
                        id,
                        row.version(),
                        (AccountId) tenant,
                        Name.restored(data.text("name")),
                        EmailAddress.restored(data.text("email")),
                        PhoneNumber.restored(data.text("msisdn")),
                        data.optional("identity").map(LegalIdentity::restored),
                        Metadata.restored(data.object("metadata")),
                        data.texts("customers").stream()
                                .map(CustomerId::restored)
                                .toList(),
                        row.createdAt(),
                        Instant.parse(data.text("updatedAt")),
                        data.texts("keyed").stream().map(SubscriberKey::valueOf).collect(Collectors.toSet()),
                        claims(data));
            case APP ->
                new AppUser(
                        id,
                        row.version(),
                        (AppId) tenant,
                        data.objects("identifiers").stream()
                                .map(UserData::identifier)
                                .toList(),
                        data.optional("externalId").map(ExternalId::restored),
                        new AppProfile(Metadata.restored(data.object("profile"))),
                        row.createdAt());
        };
    }

    private static Profile profile(StoredJson data) {
        return Profile.of(
                data.optional("firstName").map(Name::restored).orElse(null),
                data.optional("lastName").map(Name::restored).orElse(null),
                data.optional("email").map(EmailAddress::restored).orElse(null),
                data.optionalObject("meta").map(Metadata::restored).orElse(null));
    }

    private static Identifier identifier(StoredJson data) {
        return data.optional("phone")
                .<Identifier>map(e164 -> new Identifier.Phone(PhoneNumber.restored(e164), claims(data)))
                .orElseGet(() -> new Identifier.Email(EmailAddress.restored(data.text("email"))));
    }
}
