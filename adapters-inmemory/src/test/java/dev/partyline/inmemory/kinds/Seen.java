package dev.partyline.inmemory.kinds;

import dev.partyline.domain.answer.Forecast;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.ExternalId;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.LegalIdentity;
import dev.partyline.domain.value.Name;
import dev.partyline.domain.value.Password;
import dev.partyline.inmemory.contract.PlainHasher;
import io.vavr.control.Either;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * An answer as texts, so that it can be compared with what a model says that has none of the domain's types.
 *
 * @param what was done or refused, with its data
 * @param user the user's members; empty where the answer has none
 */
record Seen(String what, Map<String, String> user) {
    private static final PlainHasher PASSWORDS = new PlainHasher();

    static Seen of(String what) {
        return new Seen(what, Map.of());
    }

    static <U extends User> Seen outcome(Either<? extends Refusal, Outcome<U>> answer) {
        return answer.fold(
                Seen::refusal,
                outcome -> outcome.<Seen>fold(
                        created -> new Seen("created", members(created.user())),
                        returned -> new Seen("returned", members(returned.user())),
                        updated -> new Seen("updated " + names(updated.fields()), members(updated.user())),
                        revived -> new Seen("revived", members(revived.user()))));
    }

    static <U extends User> Seen forecast(Either<? extends Refusal, Forecast<U>> answer) {
        return answer.fold(
                Seen::refusal,
                forecast -> forecast.<Seen>fold(
                        create -> of("would create"),
                        returned -> new Seen("would return", members(returned.user())),
                        update -> new Seen("would update " + names(update.fields()), members(update.user())),
                        revive -> of("would revive")));
    }

    private static Set<String> names(Set<Field> fields) {
        return fields.stream().map(Field::name).collect(Collectors.toCollection(TreeSet::new));
    }

    boolean isRefused() {
        return what.startsWith("refused");
    }

    static Seen refusal(Refusal refusal) {
        String data = "";
        if (refusal instanceof Refusal.AlreadyInUse reason) {
            data = reason.field().name();
        } else if (refusal instanceof Refusal.IdTaken reason) {
            data = reason.id().toString();
        } else if (refusal instanceof Refusal.UserNotFound reason) {
            data = reason.id().toString();
        } else if (refusal instanceof Refusal.UnknownCustomer reason) {
            data = reason.customer().value();
        } else if (refusal instanceof Refusal.SharedUserLimitReached reason) {
            data = "" + reason.limit();
        } else if (refusal instanceof Refusal.LineNotOwned reason) {
            data = reason.line().e164();
        } else if (refusal instanceof Refusal.PhoneOnLineTaken reason) {
            data = reason.line().e164();
        } else if (refusal instanceof Refusal.Stale reason) {
            data = "" + reason.current();
        } else if (refusal instanceof Refusal.StillActive reason) {
            data = reason.id().toString();
        }
        return of("refused " + refusal.code() + " " + data);
    }

    /** A user in whichever state. */
    static Map<String, String> row(AnyUser user) {
        return AnyUser.fold(
                user,
                Seen::members,
                former -> {
                    Map<String, String> members = members(former.user());
                    members.putAll(inEveryState(former));
                    members.put("deactivatedAt", former.deactivatedAt().toString());
                    return members;
                },
                erased -> {
                    Map<String, String> members = inEveryState(erased);
                    members.put("deactivatedAt", erased.deactivatedAt().toString());
                    members.put("erasedAt", erased.erasedAt().toString());
                    return members;
                });
    }

    private static Map<String, String> inEveryState(AnyUser user) {
        Map<String, String> members = new TreeMap<>();
        members.put("kind", user.kind().name());
        members.put("id", user.id().toString());
        members.put("version", "" + user.version());
        members.put("createdAt", user.createdAt().toString());
        return members;
    }

    static Map<String, String> members(User user) {
        Map<String, String> members = inEveryState(user);
        user.<Object>fold(
                shared -> line(shared, members),
                dedicated -> line(dedicated, members),
                customer -> customer(customer, members),
                subscriber -> subscriber(subscriber, members),
                app -> app(app, members));
        return members;
    }

    private static Object line(LineUser user, Map<String, String> members) {
        members.put("phone", user.phone().e164());
        members.put("line", user.line().e164());
        user.profile().firstName().map(Name::value).ifPresent(name -> members.put("firstName", name));
        user.profile().email().ifPresent(email -> members.put("email", email.spelling()));
        return members;
    }

    private static Object customer(CustomerUser user, Map<String, String> members) {
        members.put("customer", user.customer().value());
        members.put("email", user.email().spelling());
        members.put("firstName", user.firstName().value());
        members.put("lastName", user.lastName().value());
        members.put("emailVerified", "" + user.emailVerified());
        members.put("enabled", "" + user.enabled());
        user.password().ifPresent(hash -> {
            for (int i = 1; i < 3; i++) {
                if (PASSWORDS.verify(
                        Password.of(Requests.password(i).orElseThrow()).get(), hash)) {
                    members.put("password", "" + i);
                }
            }
        });
        return members;
    }

    private static Object subscriber(SubscriberUser user, Map<String, String> members) {
        members.put("name", user.name().value());
        members.put("email", user.email().spelling());
        members.put("msisdn", user.msisdn().e164());
        user.identity().map(LegalIdentity::value).ifPresent(identity -> members.put("identity", identity));
        members.put("metadata", user.metadata().json());
        members.put(
                "customers", user.customers().stream().map(CustomerId::value).collect(Collectors.joining(",")));
        members.put("updatedAt", user.updatedAt().toString());
        return members;
    }

    private static Object app(AppUser user, Map<String, String> members) {
        members.put(
                "identifiers",
                user.identifiers().stream()
                        .map(identifier -> identifier.<String>fold(
                                phone -> phone.number().e164(),
                                email -> email.address().spelling()))
                        .collect(Collectors.joining(",")));
        Optional<String> external = user.externalId().map(ExternalId::value);
        external.ifPresent(given -> members.put("externalId", given));
        members.put("profile", user.profile().values().json());
        return members;
    }
}
