package dev.partyline.inmemory.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.GivenAppUser;
import dev.partyline.domain.request.GivenIdentifier;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.request.NewCustomerUser;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.Field;
import dev.partyline.inmemory.history.Racers;
import dev.partyline.inmemory.kinds.Command.Create;
import dev.partyline.inmemory.kinds.Command.Values;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.UnavailableException;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Single rounds of races over a new registry, each of which fails where the registry breaks a rule. */
final class Contests {
    private static final int TENANT = 1;

    private final Racers racers = new Racers();

    /** C4: one email, in two customers. */
    void oneEmail(UserRegistry registry) {
        IntFunction<NewCustomerUser> request = i ->
                Requests.customer(new Create(UserKind.CUSTOMER, 0, 0, false, new Values(0, i % 2, 0, 0, i, i % 2, 0)));
        oneIsCreated(
                registry,
                Surroundings.tenant(UserKind.CUSTOMER, 0),
                racers.race(i -> registry.create(request.apply(i))),
                new Refusal.AlreadyInUse(Field.EMAIL));
    }

    /** A2: each has one identifier of its own, before and behind the one that all want. */
    void oneIdentifierOfSeveral(UserRegistry registry) {
        List<Either<? extends Refusal, Outcome<AppUser>>> answers = racers.race(i -> registry.create(app(
                List.of("before" + i + "@example.org", "all@example.org", "behind" + i + "@example.org"), null, null)));
        Refusal inUse = new Refusal.AlreadyInUse(Field.IDENTIFIERS);
        oneIsCreated(registry, Surroundings.tenant(UserKind.APP, TENANT), answers, inUse);
        for (int i = 0; i < Racers.COUNT; i++) {
            for (String own : List.of("before" + i + "@example.org", "behind" + i + "@example.org")) {
                Either<? extends Refusal, Outcome<AppUser>> claim = registry.create(app(List.of(own), null, null));
                assertThat(claim.isRight())
                        .as("%s is free", own)
                        .isEqualTo(answers.get(i).isLeft());
            }
        }
    }

    /** A2: the same identifiers in two orders. */
    void identifiersInTwoOrders(UserRegistry registry) {
        List<String> one = List.of("a@example.org", "b@example.org", "c@example.org");
        List<String> other = List.of("c@example.org", "b@example.org", "a@example.org");
        oneIsCreated(
                registry,
                Surroundings.tenant(UserKind.APP, TENANT),
                racers.race(i -> registry.create(app(i % 2 == 0 ? one : other, null, null))),
                new Refusal.AlreadyInUse(Field.IDENTIFIERS));
    }

    /** A3 */
    void oneExternalId(UserRegistry registry) {
        oneIsCreated(
                registry,
                Surroundings.tenant(UserKind.APP, TENANT),
                racers.race(i -> registry.create(app(List.of("own" + i + "@example.org"), null, "all"))),
                new Refusal.AlreadyInUse(Field.EXTERNAL_ID));
    }

    /** A4 */
    void oneGivenId(UserRegistry registry) {
        String id = UUID.randomUUID().toString();
        oneIsCreated(
                registry,
                Surroundings.tenant(UserKind.APP, TENANT),
                racers.race(i -> registry.create(app(List.of("own" + i + "@example.org"), id, null))),
                new Refusal.IdTaken(UserId.of(id).get()));
    }

    /** A2, A4: the identifier comes before the id, so that whoever loses both is told of the identifier. */
    void oneGivenIdAndIdentifier(UserRegistry registry) {
        String id = UUID.randomUUID().toString();
        oneIsCreated(
                registry,
                Surroundings.tenant(UserKind.APP, TENANT),
                racers.race(i -> registry.create(app(List.of("all@example.org"), id, null))),
                new Refusal.AlreadyInUse(Field.IDENTIFIERS));
    }

    /** I1, I5 */
    void oneKey(UserRegistry registry, UserKind kind, int tenant) {
        Create create = new Create(kind, tenant, 1, false, new Values(0, 0, 0, 0, 1, 0, 1));
        List<Seen> answers = racers.race(i -> created(registry, create));
        assertThat(answers.get(0).what()).isEqualTo("created");
        assertThat(Set.copyOf(answers)).as("the answers").hasSize(1);
        assertThat(listed(registry, Surroundings.tenant(kind, tenant))).hasSize(1);
    }

    /** I2: two requests, for different users. */
    void oneKeyTwoRequests(UserRegistry registry, UserKind kind, int tenant) {
        List<Create> creates = IntStream.range(0, 2)
                .mapToObj(who -> new Create(kind, tenant, 1, false, new Values(who, 0, 0, 0, 1, 0, 0)))
                .toList();
        List<Seen> answers = racers.race(i -> created(registry, creates.get(i % 2)));
        int winner = answers.get(0).what().equals("created") ? 0 : 1;
        assertThat(Set.copyOf(every(2, winner, answers))).hasSize(1);
        assertThat(answers.get(winner).what()).isEqualTo("created");
        assertThat(every(2, 1 - winner, answers))
                .as("those with the other request")
                .containsOnly(Model.refused("idempotency_key_reused", ""));
        assertThat(listed(registry, Surroundings.tenant(kind, tenant))).hasSize(1);
    }

    private static <T> List<T> every(int nth, int from, List<T> all) {
        return IntStream.range(0, all.size())
                .filter(i -> i % nth == from)
                .mapToObj(all::get)
                .toList();
    }

    /** N2: everybody joins a customer of its own, and half of them leave one that there was. */
    void membershipsOfOneUser(UserRegistry registry, int tenant) {
        AccountId account = Surroundings.account(tenant).id();
        UserId id = subscriber(registry, tenant);
        IntStream.range(0, Racers.COUNT).forEach(i -> registry.join(account, id, customer("before" + i)));
        List<Either<ChangeRefusal, SubscriberUser>> answers = racers.race(i -> i % 2 == 0
                ? registry.join(account, id, customer("joined" + i))
                : registry.leave(account, id, customer("before" + i)));
        assertThat(answers).allMatch(Either::isRight);
        Set<CustomerId> expected = IntStream.range(0, Racers.COUNT)
                .filter(i -> i % 2 == 0)
                .boxed()
                .flatMap(i -> Stream.of(customer("joined" + i), customer("before" + i)))
                .collect(Collectors.toSet());
        SubscriberUser user = (SubscriberUser) registry.find(account, id).orElseThrow();
        assertThat(user.customers()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(answers.stream().map(answer -> answer.get().updatedAt()).distinct())
                .as("times of update")
                .hasSize(Racers.COUNT);
    }

    /** L1, N2: once it is deactivated, it does not come back by a change that was under way. */
    void membershipsAndTheEnd(UserRegistry registry, int tenant) {
        AccountId account = Surroundings.account(tenant).id();
        UserId id = subscriber(registry, tenant);
        List<Boolean> done = racers.race(i -> i < 2
                ? registry.deactivate(account, id).isRight()
                : registry.join(account, id, customer("joined" + i)).isRight());
        assertThat(done.subList(0, 2)).as("deactivated once").containsExactlyInAnyOrder(true, false);
        assertThat(registry.find(account, id)).isEmpty();
        assertThat(listed(registry, account)).isEmpty();
    }

    private static UserId subscriber(UserRegistry registry, int tenant) {
        return registry.create(Requests.subscriber(
                        new Create(UserKind.SUBSCRIBER, tenant, 0, false, new Values(0, 0, 1, 0, 0, 0, 0))))
                .get()
                .user()
                .id();
    }

    private static CustomerId customer(String text) {
        return CustomerId.of(text).get();
    }

    private static <U extends User> void oneIsCreated(
            UserRegistry registry,
            TenantId tenant,
            List<? extends Either<? extends Refusal, Outcome<U>>> answers,
            Refusal forTheOthers) {
        List<Outcome<U>> outcomes = answers.stream()
                .flatMap(answer -> answer.toJavaOptional().stream())
                .toList();
        assertThat(outcomes).as("the winners").hasSize(1).allMatch(Outcome.Created.class::isInstance);
        assertThat(answers.stream()
                        .flatMap(answer -> Stream.ofNullable(answer.isLeft() ? answer.getLeft() : null))
                        .map(Seen::refusal))
                .as("the losers")
                .containsOnly(Seen.refusal(forTheOthers));
        assertThat(listed(registry, tenant))
                .isEqualTo(List.of(Seen.members(outcomes.get(0).user())));
    }

    private static List<java.util.Map<String, String>> listed(UserRegistry registry, TenantId tenant) {
        return registry.list(Listing.of(tenant, Listing.MAX_LIMIT)).rows().stream()
                .map(row -> Seen.members((User) row))
                .toList();
    }

    private static Seen created(UserRegistry registry, Create create) {
        return switch (create.kind()) {
            case SHARED -> Seen.outcome(registry.create(Requests.shared(create)));
            case DEDICATED -> Seen.outcome(registry.create(Requests.dedicated(create)));
            case CUSTOMER -> Seen.outcome(registry.create(Requests.customer(create)));
            case SUBSCRIBER -> Seen.outcome(registry.create(Requests.subscriber(create)));
            case APP -> Seen.outcome(registry.create(Requests.app(create)));
        };
    }

    private static NewAppUser app(List<String> emails, @Nullable String id, @Nullable String externalId) {
        List<GivenIdentifier> identifiers = emails.stream()
                .map(email -> new GivenIdentifier(GivenIdentifier.Type.EMAIL_ADDRESS, email))
                .toList();
        return NewAppUser.of(Surroundings.app(TENANT), new GivenAppUser(identifiers, null, id, externalId))
                .get();
    }

    /** A broken store may also answer so that a create without a competitor is overtaken for ever. */
    static Optional<Throwable> rejection(Runnable round, int rounds) {
        for (int i = 0; i < rounds; i++) {
            try {
                round.run();
            } catch (AssertionError | UnavailableException rejected) {
                return Optional.of(rejected);
            }
        }
        return Optional.empty();
    }
}
