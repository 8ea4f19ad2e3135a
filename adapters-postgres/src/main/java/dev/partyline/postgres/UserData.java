package dev.partyline.postgres;

import static java.util.Objects.requireNonNull;

import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.tenant.SubscriberKey;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.PlaceId;
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
import dev.partyline.domain.value.LegalIdentity;
import dev.partyline.domain.value.Metadata;
import dev.partyline.domain.value.Name;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.domain.value.PhoneNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * Users as rows. What of a user is no column is JSON, without white space and with its members in one order, so that equal users have equal
 * texts; members that are unknown are passed over, so that a newer version may add some.
 */
final class UserData {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(Metadata.MAX_BYTES)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private UserData() {}

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    static UserRow row(User user) {
        ObjectNode data = JSON.createObjectNode();
        return user.fold(
                shared -> row(shared, shared.place().value(), shared(shared, data)),
                dedicated -> row(dedicated, null, profile(dedicated.profile(), data)),
                customer -> row(customer, customer(customer, data)),
                subscriber -> row(subscriber, subscriber(subscriber, data)),
                app -> row(app, app(app, data)));
    }

    private static UserRow row(LineUser user, @Nullable UUID place, ObjectNode data) {
        return new UserRow(
                user.id().value(),
                user.kind(),
                user.createdAt(),
                place,
                Digits.of(user.phone()),
                Digits.of(user.line()),
                JSON.writeValueAsString(data));
    }

    private static UserRow row(User user, ObjectNode data) {
        return new UserRow(
                user.id().value(), user.kind(), user.createdAt(), null, null, null, JSON.writeValueAsString(data));
    }

    private static ObjectNode profile(Profile profile, ObjectNode data) {
        profile.firstName().ifPresent(name -> data.put("firstName", name.value()));
        profile.lastName().ifPresent(name -> data.put("lastName", name.value()));
        profile.email().ifPresent(email -> data.put("email", email.spelling()));
        return data;
    }

    private static ObjectNode shared(SharedUser user, ObjectNode data) {
        if (user.identifiedBy() != SharedIdentity.PHONE) {
            data.put("identifiedBy", user.identifiedBy().name());
        }
        return profile(user.profile(), data);
    }

    private static ObjectNode customer(CustomerUser user, ObjectNode data) {
        data.put("customer", user.customer().value());
        data.put("email", user.email().spelling());
        data.put("firstName", user.firstName().value());
        data.put("lastName", user.lastName().value());
        data.put("emailVerified", user.emailVerified());
        data.put("enabled", user.enabled());
        user.password().ifPresent(hash -> data.put("password", hash.encoded()));
        return data;
    }

    private static ObjectNode subscriber(SubscriberUser user, ObjectNode data) {
        data.put("name", user.name().value());
        data.put("email", user.email().spelling());
        data.put("msisdn", user.msisdn().e164());
        user.identity().ifPresent(identity -> data.put("identity", identity.value()));
        data.putRawValue("metadata", new RawValue(user.metadata().json()));
        ArrayNode customers = data.putArray("customers");
        user.customers().forEach(customer -> customers.add(customer.value()));
        data.put("updatedAt", user.updatedAt().toString());
        ArrayNode keyed = data.putArray("keyed");
        user.keyed().stream().sorted().forEach(key -> keyed.add(key.name()));
        return data;
    }

    private static ObjectNode app(AppUser user, ObjectNode data) {
        ArrayNode identifiers = data.putArray("identifiers");
        for (Identifier identifier : user.identifiers()) {
            ObjectNode node = identifiers.addObject();
            identifier.fold(
                    phone -> node.put("phone", phone.number().e164()),
                    email -> node.put("email", email.address().spelling()));
        }
        user.externalId().ifPresent(id -> data.put("externalId", id.value()));
        data.putRawValue("profile", new RawValue(user.profile().values().json()));
        return data;
    }

    static User user(TenantId tenant, UserRow row) {
        UserId id = new UserId(row.id());
        JsonNode data = json(row.data());
        return switch (row.kind()) {
            case SHARED ->
                new SharedUser(
                        id,
                        new PlaceId(requireNonNull(row.place())),
                        (ProjectId) tenant,
                        Digits.phone(requireNonNull(row.phone())),
                        Digits.line(requireNonNull(row.line())),
                        profile(data),
                        row.createdAt(),
                        text(data, "identifiedBy").map(SharedIdentity::valueOf).orElse(SharedIdentity.PHONE));
            case DEDICATED ->
                new DedicatedUser(
                        id,
                        (ProjectId) tenant,
                        Digits.phone(requireNonNull(row.phone())),
                        Digits.line(requireNonNull(row.line())),
                        profile(data),
                        row.createdAt());
            case CUSTOMER ->
                new CustomerUser(
                        id,
                        (ConsoleProjectId) tenant,
                        CustomerId.of(given(data, "customer")).get(),
                        email(given(data, "email")),
                        name(given(data, "firstName")),
                        name(given(data, "lastName")),
                        data.path("emailVerified").booleanValue(),
                        data.path("enabled").booleanValue(),
                        text(data, "password").map(PasswordHash::new),
                        row.createdAt());
            case SUBSCRIBER ->
                new SubscriberUser(
                        id,
                        (AccountId) tenant,
                        name(given(data, "name")),
                        email(given(data, "email")),
                        PhoneNumber.restored(given(data, "msisdn")).get(),
                        text(data, "identity")
                                .map(identity -> LegalIdentity.of(identity).get()),
                        metadata(data.path("metadata")),
                        texts(data.path("customers")).stream()
                                .map(customer -> CustomerId.of(customer).get())
                                .toList(),
                        row.createdAt(),
                        Instant.parse(given(data, "updatedAt")),
                        texts(data.path("keyed")).stream()
                                .map(SubscriberKey::valueOf)
                                .collect(Collectors.toSet()));
            case APP ->
                new AppUser(
                        id,
                        (AppId) tenant,
                        identifiers(data.path("identifiers")),
                        text(data, "externalId")
                                .map(external -> ExternalId.of(external).get()),
                        new AppProfile(metadata(data.path("profile"))),
                        row.createdAt());
        };
    }

    private static Profile profile(JsonNode data) {
        return Profile.of(
                text(data, "firstName").map(UserData::name).orElse(null),
                text(data, "lastName").map(UserData::name).orElse(null),
                text(data, "email").map(UserData::email).orElse(null));
    }

    private static List<Identifier> identifiers(JsonNode nodes) {
        List<Identifier> identifiers = new ArrayList<>();
        nodes.forEach(node -> identifiers.add(text(node, "phone")
                .<Identifier>map(
                        e164 -> new Identifier.Phone(PhoneNumber.restored(e164).get()))
                .orElseGet(() -> new Identifier.Email(email(given(node, "email"))))));
        return identifiers;
    }

    private static Name name(String text) {
        return Name.of(text).get();
    }

    private static EmailAddress email(String spelling) {
        return EmailAddress.restored(spelling).get();
    }

    private static Metadata metadata(JsonNode node) {
        return Metadata.of(object(node)).get();
    }

    private static JsonValue.JsonObject object(JsonNode node) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        node.properties().forEach(member -> members.put(member.getKey(), value(member.getValue())));
        return JsonValue.JsonObject.of(members);
    }

    private static JsonValue value(JsonNode node) {
        if (node.isObject()) {
            return object(node);
        }
        if (node.isArray()) {
            List<JsonValue> elements = new ArrayList<>();
            node.forEach(element -> elements.add(value(element)));
            return JsonValue.JsonArray.of(elements);
        }
        if (node.isString()) {
            return new JsonValue.JsonString(node.stringValue());
        }
        if (node.isNumber()) {
            return JsonValue.JsonNumber.of(node.decimalValue());
        }
        return node.isBoolean() ? new JsonValue.JsonBoolean(node.booleanValue()) : new JsonValue.JsonNull();
    }

    private static List<String> texts(JsonNode nodes) {
        List<String> texts = new ArrayList<>();
        nodes.forEach(node -> texts.add(node.stringValue()));
        return texts;
    }

    private static Optional<String> text(JsonNode data, String member) {
        JsonNode node = data.path(member);
        return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
    }

    private static String given(JsonNode data, String member) {
        return text(data, member).orElseThrow();
    }
}
