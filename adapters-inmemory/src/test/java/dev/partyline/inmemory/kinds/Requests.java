package dev.partyline.inmemory.kinds;

import dev.partyline.domain.request.GivenAppUser;
import dev.partyline.domain.request.GivenCustomerUser;
import dev.partyline.domain.request.GivenIdentifier;
import dev.partyline.domain.request.GivenPair;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.GivenSubscriberUser;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.request.NewCustomerUser;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.JsonValue.JsonString;
import dev.partyline.domain.value.Password;
import dev.partyline.inmemory.contract.PlainHasher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The requests that commands stand for, and the values that their indexes stand for. */
final class Requests {
    /** C7: the index of a password that is given as a hash. */
    static final int HASH_OF_PASSWORD_2 = 3;

    private Requests() {}

    static String phone(int index, int spelling) {
        return (spelling == 0 ? "+447" : "+4407") + "70090012" + index;
    }

    static String email(int index, int spelling) {
        return spelling == 0 ? "user" + index + "@example.org" : "User" + index + "@EXAMPLE.org";
    }

    static String name(int index) {
        return "Name " + index;
    }

    static Optional<String> extra(int index) {
        return index == 0 ? Optional.empty() : Optional.of("extra-" + index);
    }

    static Optional<String> id(int index) {
        return index == 0 ? Optional.empty() : Optional.of("11111111-2222-4333-8444-00000000000" + index);
    }

    static Optional<String> password(int index) {
        return index == 0 ? Optional.empty() : Optional.of("a password, number " + index);
    }

    private static @Nullable String givenPassword(int index) {
        return index == HASH_OF_PASSWORD_2 ? null : password(index).orElse(null);
    }

    private static @Nullable String givenHash(int index) {
        return index == HASH_OF_PASSWORD_2
                ? new PlainHasher()
                        .salted(7, Password.of(password(2).orElseThrow()).get())
                        .encoded()
                : null;
    }

    static IdempotencyKey key(int index) {
        return IdempotencyKey.of("key-" + index).get();
    }

    static int dedicatedLine(Command.Values values) {
        return 1 + values.other() % 2;
    }

    static NewSharedUser shared(Command.Create create) {
        NewSharedUser request = NewSharedUser.of(
                        Surroundings.project(create.tenant()),
                        phone(create.values().who(), create.values().spelling()),
                        profile(create.values()))
                .get();
        return create.key() == 0 ? request : request.withIdempotencyKey(key(create.key()));
    }

    static NewDedicatedUser dedicated(Command.Create create) {
        NewDedicatedUser request = NewDedicatedUser.of(
                        Surroundings.project(create.tenant()),
                        GivenPair.phone(phone(
                                        create.values().who(), create.values().spelling()))
                                .onLine(Surroundings.LINES
                                        .get(dedicatedLine(create.values()))
                                        .e164()),
                        profile(create.values()))
                .get();
        return create.key() == 0 ? request : request.withIdempotencyKey(key(create.key()));
    }

    static NewCustomerUser customer(Command.Create create) {
        Command.Values values = create.values();
        NewCustomerUser request = NewCustomerUser.of(
                        Surroundings.consoleProject(create.tenant()),
                        new GivenCustomerUser(
                                "c" + values.other(),
                                email(values.who(), values.spelling()),
                                name(values.name()),
                                "Last",
                                givenPassword(values.password()),
                                givenHash(values.password()),
                                null,
                                enabled(values)))
                .get();
        return create.key() == 0 ? request : request.withIdempotencyKey(key(create.key()));
    }

    private static @Nullable Boolean enabled(Command.Values values) {
        return values.extra() == 0 ? null : values.extra() == 1;
    }

    static NewSubscriberUser subscriber(Command.Create create) {
        Command.Values values = create.values();
        NewSubscriberUser request = NewSubscriberUser.of(
                        Surroundings.account(create.tenant()),
                        new GivenSubscriberUser(
                                name(values.name()),
                                email(values.who(), values.spelling()),
                                phone(values.other(), values.spelling()),
                                extra(values.extra()).orElse(null),
                                JsonObject.of(Map.of("given", new JsonString("g" + values.given())))))
                .get();
        return create.key() == 0 ? request : request.withIdempotencyKey(key(create.key()));
    }

    static NewAppUser app(Command.Create create) {
        Command.Values values = create.values();
        List<GivenIdentifier> identifiers = new ArrayList<>();
        identifiers.add(
                new GivenIdentifier(GivenIdentifier.Type.EMAIL_ADDRESS, email(values.who(), values.spelling())));
        if (values.other() > 0) {
            identifiers.add(
                    new GivenIdentifier(GivenIdentifier.Type.PHONE_NUMBER, phone(values.other(), values.spelling())));
        }
        NewAppUser request = NewAppUser.of(
                        Surroundings.app(create.tenant()),
                        new GivenAppUser(
                                identifiers,
                                Map.of("name", name(values.name())),
                                id(values.given()).orElse(null),
                                extra(values.extra()).orElse(null)))
                .get();
        return create.key() == 0 ? request : request.withIdempotencyKey(key(create.key()));
    }

    /** Name 0 and other 0 are left out. */
    private static GivenProfile profile(Command.Values values) {
        return new GivenProfile(
                values.name() == 0 ? null : name(values.name()),
                null,
                values.other() == 0 ? null : email(values.other(), values.spelling()));
    }
}
