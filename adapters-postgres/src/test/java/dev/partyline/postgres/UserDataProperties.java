package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.JsonValue;
import dev.partyline.domain.value.JsonValue.JsonArray;
import dev.partyline.domain.value.JsonValue.JsonBoolean;
import dev.partyline.domain.value.JsonValue.JsonNull;
import dev.partyline.domain.value.JsonValue.JsonNumber;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.JsonValue.JsonString;
import dev.partyline.domain.value.Metadata;
import dev.partyline.domain.value.Name;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.PhoneNumber;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is read of a row is what was written to it, and equal users have equal rows. */
class UserDataProperties {
    private static final AccountId ACCOUNT = new AccountId("acme");

    @Property(tries = 300)
    void V11_metadataComesBackExactly(@ForAll("objects") JsonObject object) {
        SubscriberUser user = with(Metadata.of(object).get());
        UserRow row = UserData.row(user);
        assertThat(UserData.user(ACCOUNT, row)).isEqualTo(user);
        assertThat(UserData.row(UserData.user(ACCOUNT, row))).isEqualTo(row);
    }

    @Property(tries = 100)
    void V11_theOrderOfMembersIsNothingToARow(@ForAll("objects") JsonObject object) {
        Map<String, JsonValue> reversed = new TreeMap<>(Comparator.reverseOrder());
        reversed.putAll(object.members());
        assertThat(UserData.row(with(Metadata.of(JsonObject.of(reversed)).get())))
                .isEqualTo(UserData.row(with(Metadata.of(object).get())));
    }

    @Example
    void V11_theDeepestMetadataComesBack() {
        JsonObject deepest = JsonObject.EMPTY;
        while (deepest.depth() < JsonValue.MAX_DEPTH) {
            deepest = JsonObject.of(Map.of("a", JsonArray.of(List.of(new JsonNull())), "o", deepest));
        }
        SubscriberUser user = with(Metadata.of(deepest).get());
        assertThat(UserData.user(ACCOUNT, UserData.row(user))).isEqualTo(user);
    }

    @Example
    void whatANewerVersionAddedIsSkipped() {
        SubscriberUser user = with(Metadata.EMPTY);
        UserRow row = UserData.row(user);
        UserRow newer = with(row, row.data().replaceFirst("\\{", "{\"added\":{\"a\":[true,null]},"));
        assertThat(newer).isNotEqualTo(row);
        assertThat(UserData.user(ACCOUNT, newer)).isEqualTo(user);
    }

    private static UserRow with(UserRow row, String data) {
        return new UserRow(
                row.id(),
                row.kind(),
                row.version(),
                row.createdAt(),
                row.deactivatedAt(),
                row.erasedAt(),
                row.phone(),
                row.line(),
                row.placedBy(),
                data);
    }

    static SubscriberUser with(Metadata metadata) {
        return new SubscriberUser(
                new UserId(new UUID(1, 2)),
                7,
                ACCOUNT,
                Name.of("Ada \"\u0001").get(),
                EmailAddress.of("ada@example.org", EmailRule.FORMAT).get(),
                PhoneNumber.of("+14155550132").get(),
                Optional.empty(),
                metadata,
                List.of(CustomerId.of("b").get(), CustomerId.of("a").get()),
                Instant.parse("2026-01-01T00:00:00.000001Z"),
                Instant.parse("2026-01-01T00:00:00.1Z"),
                Set.of(),
                PhoneClaims.of(PhoneNumber.of("+14155550132").get(), PhoneIdentity.CANONICAL));
    }

    @Provide
    Arbitrary<JsonObject> objects() {
        return members(Arbitraries.lazyOf(
                        UserDataProperties::leaves,
                        UserDataProperties::leaves,
                        () -> members(leaves()).map(object -> object),
                        () -> leaves().list().ofMaxSize(3).map(JsonArray::of)))
                // Four of the longest numbers are too long together.
                .filter(object -> Metadata.of(object).isValid());
    }

    private static Arbitrary<JsonObject> members(Arbitrary<? extends JsonValue> values) {
        return Arbitraries.maps(
                        Arbitraries.strings().withCharRange(' ', '\u04ff').ofMaxLength(5), values)
                .ofMaxSize(4)
                .map(members -> JsonObject.of(Map.copyOf(members)));
    }

    private static Arbitrary<JsonValue> leaves() {
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .withCharRange('\u0001', '\u04ff')
                        .ofMaxLength(8)
                        .map(JsonString::new),
                Arbitraries.bigDecimals().map(JsonNumber::of),
                Arbitraries.of(
                        JsonNumber.of(new BigDecimal("1E+1000000")),
                        JsonNumber.of(new BigDecimal("1E-400")),
                        JsonNumber.of(new BigDecimal(BigInteger.TEN.pow(5_000).add(BigInteger.ONE))),
                        JsonNumber.of(new BigDecimal("0.1000"))),
                Arbitraries.of(true, false).map(JsonBoolean::new),
                Arbitraries.just(new JsonNull()));
    }
}
