package dev.partyline.inmemory.kinds;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.AppUserPatch;
import dev.partyline.domain.request.ChangeRequest;
import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.request.CustomerUserPatch;
import dev.partyline.domain.request.DedicatedUserPatch;
import dev.partyline.domain.request.Erasure;
import dev.partyline.domain.request.GivenPair;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.request.NewCustomerUser;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.request.SharedUserPatch;
import dev.partyline.domain.request.SubscriberUserPatch;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.AppProfile;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.ExternalId;
import dev.partyline.domain.value.Fingerprint;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.JsonValue.JsonArray;
import dev.partyline.domain.value.JsonValue.JsonNumber;
import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.JsonValue.JsonString;
import dev.partyline.domain.value.LegalIdentity;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.Metadata;
import dev.partyline.domain.value.Name;
import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.domain.value.PhoneRule;
import dev.partyline.domain.value.Region;
import dev.partyline.domain.value.RunName;
import dev.partyline.domain.value.TypeId;
import dev.partyline.domain.value.WrittenPhone;
import dev.partyline.inmemory.Registries;
import dev.partyline.ports.LineRegistry;
import dev.partyline.ports.Run;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.EventId;
import dev.partyline.ports.driven.LineState;
import dev.partyline.testkit.contract.MovableClock;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where values from outside come in.
 *
 * @param name the type and the method
 * @param requests the most that one call makes, of hostile values
 * @param call made with hostile values; what it gives is for {@code toString}
 */
record EntryPoint(String name, int requests, Function<HostileValues, ?> call) {
    private static final int KINDS = UserKind.values().length;

    private static final Region US = Region.of("US").get();

    EntryPoint(String name, Function<HostileValues, ?> call) {
        this(name, 1, call);
    }

    /** Of the domain: everything that makes a value or a request of what somebody has sent. */
    static final List<EntryPoint> FACTORIES = List.of(
            new EntryPoint("PhoneNumber.of", values -> PhoneNumber.of(values.phone())),
            new EntryPoint(
                    "PhoneNumber.of",
                    values -> PhoneNumber.of(values.phone(), values.one(List.of(PhoneRule.values())))),
            new EntryPoint("Region.of", values -> Region.of(values.text())),
            new EntryPoint(
                    "WrittenPhone.of",
                    values -> WrittenPhone.of(
                            values.phone(), Region.of(values.text()).getOrElse(US))),
            new EntryPoint("Line.of", values -> Line.of(values.phone())),
            new EntryPoint(
                    "EmailAddress.of",
                    values -> EmailAddress.of(values.email(), values.one(List.of(EmailRule.values())))),
            new EntryPoint("Name.of", values -> Name.of(values.text())),
            new EntryPoint("Name.notBlank", values -> Name.notBlank(values.text())),
            new EntryPoint("CustomerId.of", values -> CustomerId.of(values.text())),
            new EntryPoint("ExternalId.of", values -> ExternalId.of(values.text())),
            new EntryPoint("LegalIdentity.of", values -> LegalIdentity.of(values.text())),
            new EntryPoint("IdempotencyKey.of", values -> IdempotencyKey.of(values.text())),
            new EntryPoint("RunName.of", values -> RunName.of(values.text())),
            new EntryPoint("Password.of", values -> Password.of(values.someText())),
            new EntryPoint("PasswordHash.of", values -> PasswordHash.of(values.someText())),
            new EntryPoint("AppProfile.of", values -> AppProfile.of(values.texts())),
            new EntryPoint("Metadata.of", values -> Metadata.of(JsonObject.of(values.members()))),
            new EntryPoint("JsonObject.of", values -> JsonObject.of(values.members())),
            new EntryPoint("JsonArray.of", values -> JsonArray.of(List.of(new JsonString(values.someText())))),
            new EntryPoint("JsonNumber.of", values -> JsonNumber.of(values.number())),
            new EntryPoint(
                    "Fingerprint.of",
                    values -> Fingerprint.of(values.someText(), List.of(Optional.ofNullable(values.text())))),
            new EntryPoint("TypeId.of", values -> TypeId.of(values.someText(), new UUID(0, 0))),
            new EntryPoint("ProjectId.of", values -> ProjectId.of(values.text())),
            new EntryPoint("UserId.of", values -> UserId.of(values.text())),
            restored("PhoneNumber", values -> PhoneNumber.restored(values.somePhone())),
            restored("Line", values -> Line.restored(values.somePhone())),
            restored("EmailAddress", values -> EmailAddress.restored(values.someText())),
            restored("Name", values -> Name.restored(values.someText())),
            restored("CustomerId", values -> CustomerId.restored(values.someText())),
            restored("ExternalId", values -> ExternalId.restored(values.someText())),
            restored("LegalIdentity", values -> LegalIdentity.restored(values.someText())),
            restored("IdempotencyKey", values -> IdempotencyKey.restored(values.someText())),
            restored("Metadata", values -> Metadata.restored(JsonObject.of(values.members()))),
            restored("TenantId", values -> TenantId.restored(values.tenantText())),
            new EntryPoint("GivenPair.phone", values -> GivenPair.phone(values.phone())),
            new EntryPoint("AppUser.keys", values -> app(values).map(request -> request.keys(Surroundings.app(0)))),
            new EntryPoint("AppProfile.patch", values -> AppProfile.patch(values.textsOrNone())),
            new EntryPoint("Metadata.checkedPatch", values -> Metadata.checkedPatch(JsonObject.of(values.members()))),
            new EntryPoint("NewSharedUser.of", EntryPoint::shared),
            new EntryPoint("SharedUserPatch.of", values -> sharedPatch(values, new UserId(new UUID(0, 0)))),
            new EntryPoint("DedicatedUserPatch.of", values -> dedicatedPatch(values, new UserId(new UUID(0, 0)))),
            new EntryPoint("CustomerUserPatch.of", values -> customerPatch(values, new UserId(new UUID(0, 0)))),
            new EntryPoint("SubscriberUserPatch.of", values -> subscriberPatch(values, new UserId(new UUID(0, 0)))),
            new EntryPoint("AppUserPatch.of", values -> appPatch(values, new UserId(new UUID(0, 0)))),
            new EntryPoint("NewDedicatedUser.of", EntryPoint::dedicated),
            new EntryPoint("NewCustomerUser.of", EntryPoint::customer),
            new EntryPoint("NewSubscriberUser.of", EntryPoint::subscriber),
            new EntryPoint("NewAppUser.of", EntryPoint::app));

    /** What a store kept: the one way in that may throw, and only that the text cannot be read. */
    private static EntryPoint restored(String type, Function<HostileValues, ?> call) {
        return new EntryPoint(type + ".restored", values -> {
            try {
                return call.apply(values);
            } catch (IllegalArgumentException cannotBeRead) {
                return cannotBeRead.toString();
            }
        });
    }

    private static Either<?, NewSharedUser> shared(HostileValues values) {
        return NewSharedUser.of(values.project(), values.phone(), values.profile())
                .map(made -> values.percent(90) ? made : made.onLine(values.one(Surroundings.LINES)))
                .map(made ->
                        values.idempotencyKey().map(made::withIdempotencyKey).orElse(made));
    }

    private static Either<?, NewDedicatedUser> dedicated(HostileValues values) {
        return NewDedicatedUser.of(
                        values.project(), GivenPair.phone(values.phone()).onLine(values.line()), values.profile())
                .map(made ->
                        values.idempotencyKey().map(made::withIdempotencyKey).orElse(made));
    }

    private static Either<?, NewCustomerUser> customer(HostileValues values) {
        return NewCustomerUser.of(values.consoleProject(), values.customer())
                .map(made ->
                        values.idempotencyKey().map(made::withIdempotencyKey).orElse(made));
    }

    private static Either<?, NewSubscriberUser> subscriber(HostileValues values) {
        return NewSubscriberUser.of(values.account(), values.subscriber())
                .map(made ->
                        values.idempotencyKey().map(made::withIdempotencyKey).orElse(made));
    }

    private static Either<?, NewAppUser> app(HostileValues values) {
        return NewAppUser.of(values.app(), values.appUser())
                .map(made ->
                        values.idempotencyKey().map(made::withIdempotencyKey).orElse(made));
    }

    private static Either<?, SharedUserPatch> sharedPatch(HostileValues values, UserId id) {
        return SharedUserPatch.of(values.project(), id, values.sharedPatch())
                .map(made ->
                        values.idempotencyKey().map(made::withIdempotencyKey).orElse(made))
                .map(made -> values.percent(80) ? made : made.ifVersion(values.version()));
    }

    private static Either<?, DedicatedUserPatch> dedicatedPatch(HostileValues values, UserId id) {
        return DedicatedUserPatch.of(values.project(), id, values.dedicatedPatch())
                .map(made ->
                        values.idempotencyKey().map(made::withIdempotencyKey).orElse(made))
                .map(made -> values.percent(80) ? made : made.ifVersion(values.version()));
    }

    private static Either<?, CustomerUserPatch> customerPatch(HostileValues values, UserId id) {
        return CustomerUserPatch.of(values.consoleProject(), id, values.customerPatch())
                .map(made ->
                        values.idempotencyKey().map(made::withIdempotencyKey).orElse(made))
                .map(made -> values.percent(80) ? made : made.ifVersion(values.version()));
    }

    private static Either<?, SubscriberUserPatch> subscriberPatch(HostileValues values, UserId id) {
        return SubscriberUserPatch.of(values.account(), id, values.subscriberPatch())
                .map(made ->
                        values.idempotencyKey().map(made::withIdempotencyKey).orElse(made))
                .map(made -> values.percent(80) ? made : made.ifVersion(values.version()));
    }

    private static Either<?, AppUserPatch> appPatch(HostileValues values, UserId id) {
        return AppUserPatch.of(values.app(), id, values.appPatch())
                .map(made ->
                        values.idempotencyKey().map(made::withIdempotencyKey).orElse(made))
                .map(made -> values.percent(80) ? made : made.ifVersion(values.version()));
    }

    private static Run run(HostileValues values) {
        return RunName.of(values.text()).fold(fault -> Run.unnamed(), Run::named);
    }

    private static Iterator<CreateRequest<? extends Refusal, ? extends User>> creates(HostileValues values) {
        List<CreateRequest<? extends Refusal, ? extends User>> requests = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            shared(values).forEach(requests::add);
            dedicated(values).forEach(requests::add);
            customer(values).forEach(requests::add);
            subscriber(values).forEach(requests::add);
            app(values).forEach(requests::add);
        }
        return requests.iterator();
    }

    private static Iterator<ChangeRequest<? extends User>> changes(HostileValues values, Known known) {
        List<ChangeRequest<? extends User>> requests = new ArrayList<>();
        sharedPatch(values, values.userId(known::one)).forEach(requests::add);
        dedicatedPatch(values, values.userId(known::one)).forEach(requests::add);
        customerPatch(values, values.userId(known::one)).forEach(requests::add);
        subscriberPatch(values, values.userId(known::one)).forEach(requests::add);
        appPatch(values, values.userId(known::one)).forEach(requests::add);
        return requests.iterator();
    }

    /** Of two registries, which are given what the factories made. */
    private static Stream<EntryPoint> of(Registries registries) {
        Known known = new Known();
        return Stream.concat(ofUsers(registries.users(), known).stream(), ofLines(registries.lines(), known).stream());
    }

    private static List<EntryPoint> ofLines(LineRegistry registry, Known known) {
        return List.of(
                new EntryPoint("LineRegistry.lines", values -> registry.lines(values.lineOrNone(), values.most())),
                new EntryPoint("LineRegistry.find", values -> registry.find(values.one(Surroundings.LINES))),
                new EntryPoint(
                        "LineRegistry.change",
                        values -> registry.change(
                                values.one(Surroundings.LINES),
                                Optional.of(values.one(List.of(LineState.values()))),
                                values.percent(80)
                                        ? OptionalInt.of(Integer.MAX_VALUE)
                                        : OptionalInt.of(values.most()))),
                new EntryPoint(
                        "LineRegistry.usersOn",
                        values -> registry.usersOn(
                                values.one(Surroundings.LINES), values.linePosition(known::one), values.most())),
                new EntryPoint(
                        "LineRegistry.retire",
                        values -> registry.retire(
                                values.one(Surroundings.LINES), values.linePosition(known::one), values.most())));
    }

    private static List<EntryPoint> ofUsers(UserRegistry registry, Known known) {
        return List.of(
                new EntryPoint(
                        "UserRegistry.create",
                        values -> shared(values).map(registry::create).map(known::keep)),
                new EntryPoint(
                        "UserRegistry.create",
                        values -> dedicated(values).map(registry::create).map(known::keep)),
                new EntryPoint(
                        "UserRegistry.create",
                        values -> customer(values).map(registry::create).map(known::keep)),
                new EntryPoint(
                        "UserRegistry.create",
                        values -> subscriber(values).map(registry::create).map(known::keep)),
                new EntryPoint(
                        "UserRegistry.create",
                        values -> app(values).map(registry::create).map(known::keep)),
                new EntryPoint("UserRegistry.createAll", 2 * KINDS, values -> {
                    List<Object> verdicts = new ArrayList<>();
                    registry.<Refusal, User>createAll(run(values), creates(values))
                            .forEachRemaining(verdict -> {
                                known.keep(verdict.answer());
                                verdicts.add(verdict);
                            });
                    return verdicts;
                }),
                new EntryPoint("UserRegistry.changeAll", KINDS, values -> {
                    List<Object> verdicts = new ArrayList<>();
                    registry.<User>changeAll(run(values), changes(values, known))
                            .forEachRemaining(verdicts::add);
                    return verdicts;
                }),
                new EntryPoint("UserRegistry.foresee", values -> shared(values).map(registry::foresee)),
                new EntryPoint(
                        "UserRegistry.foresee", values -> dedicated(values).map(registry::foresee)),
                new EntryPoint(
                        "UserRegistry.foresee", values -> customer(values).map(registry::foresee)),
                new EntryPoint(
                        "UserRegistry.foresee", values -> subscriber(values).map(registry::foresee)),
                new EntryPoint("UserRegistry.foresee", values -> app(values).map(registry::foresee)),
                new EntryPoint(
                        "UserRegistry.join",
                        values -> registry.join(values.account().id(), values.userId(known::one), values.customerId())),
                new EntryPoint(
                        "UserRegistry.leave",
                        values ->
                                registry.leave(values.account().id(), values.userId(known::one), values.customerId())),
                new EntryPoint(
                        "UserRegistry.change",
                        values -> sharedPatch(values, values.userId(known::one)).map(registry::change)),
                new EntryPoint(
                        "UserRegistry.foresee",
                        values -> sharedPatch(values, values.userId(known::one)).map(registry::foresee)),
                new EntryPoint(
                        "UserRegistry.change",
                        values -> dedicatedPatch(values, values.userId(known::one))
                                .map(registry::change)),
                new EntryPoint(
                        "UserRegistry.foresee",
                        values -> dedicatedPatch(values, values.userId(known::one))
                                .map(registry::foresee)),
                new EntryPoint(
                        "UserRegistry.change",
                        values ->
                                customerPatch(values, values.userId(known::one)).map(registry::change)),
                new EntryPoint(
                        "UserRegistry.foresee",
                        values ->
                                customerPatch(values, values.userId(known::one)).map(registry::foresee)),
                new EntryPoint(
                        "UserRegistry.change",
                        values -> subscriberPatch(values, values.userId(known::one))
                                .map(registry::change)),
                new EntryPoint(
                        "UserRegistry.foresee",
                        values -> subscriberPatch(values, values.userId(known::one))
                                .map(registry::foresee)),
                new EntryPoint(
                        "UserRegistry.change",
                        values -> appPatch(values, values.userId(known::one)).map(registry::change)),
                new EntryPoint(
                        "UserRegistry.foresee",
                        values -> appPatch(values, values.userId(known::one)).map(registry::foresee)),
                new EntryPoint("UserRegistry.erase", values -> {
                    Erasure erasure = Erasure.of(values.tenantId(), values.userId(known::one));
                    return registry.erase(values.idempotencyKey()
                            .map(erasure::withIdempotencyKey)
                            .orElse(erasure));
                }),
                new EntryPoint(
                        "UserRegistry.findInAnyState",
                        values -> registry.findInAnyState(values.tenantId(), values.userId(known::one))),
                new EntryPoint(
                        "UserRegistry.find",
                        values -> app(values)
                                .map(request -> registry.find(values.tenantId(), request.keys(Surroundings.app(0))))),
                new EntryPoint("UserRegistry.usage", values -> registry.usage(values.tenantId())),
                new EntryPoint(
                        "UserRegistry.leaseEvents",
                        values -> registry.leaseEvents(
                                values.one(List.of(Integer.MIN_VALUE, -1, 0, 1, 20)),
                                values.one(List.of(
                                        Duration.ofMinutes(1),
                                        Duration.ZERO,
                                        Duration.ofSeconds(Long.MIN_VALUE),
                                        Duration.ofSeconds(Long.MAX_VALUE))))),
                new EntryPoint(
                        "UserRegistry.eventsNotDone",
                        values -> registry.eventsNotDone(values.one(List.of(Integer.MIN_VALUE, 0, 20)))),
                new EntryPoint("UserRegistry.eventsDone", values -> {
                    registry.eventsDone(
                            List.of(new EventId(values.tenantId(), values.userId(known::one), values.version())));
                    return "";
                }),
                new EntryPoint(
                        "UserRegistry.history",
                        values -> registry.history(values.tenantId(), values.userId(known::one))),
                new EntryPoint(
                        "UserRegistry.rekey",
                        values -> registry.rekey(values.project().id(), Optional.empty(), 3)),
                new EntryPoint("UserRegistry.adoptPlan", values -> registry.adoptPlan()),
                new EntryPoint(
                        "UserRegistry.deactivate",
                        values -> registry.deactivate(values.tenantId(), values.userId(known::one))),
                new EntryPoint(
                        "UserRegistry.find", values -> registry.find(values.tenantId(), values.userId(known::one))),
                new EntryPoint(
                        "UserRegistry.find",
                        values -> registry.find(values.phoneNumber(), values.one(Surroundings.LINES))),
                new EntryPoint(
                        "UserRegistry.route",
                        values -> registry.route(values.phoneNumber(), values.one(Surroundings.LINES))),
                new EntryPoint("UserRegistry.list", values -> registry.list(values.listing(known::one))),
                new EntryPoint("UserRegistry.sweep", values -> registry.sweep()));
    }

    static List<EntryPoint> all() {
        return Stream.concat(
                        FACTORIES.stream(),
                        Stream.of(Wiring.values())
                                .flatMap(wiring -> of(wiring.registries(new MovableClock(Surroundings.START)))))
                .toList();
    }

    /** The users that were made last. */
    private static final class Known {
        private static final int MOST = 50;

        private final Deque<UserId> ids = new ArrayDeque<>();

        <A extends Either<?, ? extends Outcome<? extends User>>> A keep(A answer) {
            answer.forEach(outcome -> ids.addLast(outcome.user().id()));
            if (ids.size() > MOST) {
                ids.removeFirst();
            }
            return answer;
        }

        /** Each in its turn. */
        Optional<UserId> one() {
            @Nullable UserId first = ids.pollFirst();
            if (first != null) {
                ids.addLast(first);
            }
            return Optional.ofNullable(first);
        }
    }
}
