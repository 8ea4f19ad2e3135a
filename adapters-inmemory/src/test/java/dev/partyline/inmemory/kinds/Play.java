package dev.partyline.inmemory.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.inmemory.kinds.Command.Create;
import dev.partyline.inmemory.kinds.Model.Person;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A history, step by step through a registry and the model, which must agree in every answer and on what there is after
 * it.
 */
final class Play {
    private static final List<UserKind> FAMILIES =
            List.of(UserKind.SHARED, UserKind.CUSTOMER, UserKind.SUBSCRIBER, UserKind.APP);

    private final Model model = new Model();
    private final List<Create> creates = new ArrayList<>();
    private final SettableClock clock;
    private final UserRegistry registry;

    Play(Function<SettableClock, UserRegistry> registry) {
        this.clock = new SettableClock();
        this.registry = registry.apply(clock);
    }

    static void agrees(Function<SettableClock, UserRegistry> registry, List<Command> commands) {
        Play play = new Play(registry);
        for (Command command : commands) {
            play.step(command);
        }
    }

    void step(Command command) {
        if (command instanceof Create create) {
            creates.add(create);
            create(create);
        } else if (command instanceof Command.Repeat repeat) {
            if (!creates.isEmpty()) {
                create(repeated(repeat));
            }
        } else if (command instanceof Command.Advance advance) {
            model.advance(advance.by());
            clock.set(model.now);
        } else if (!model.people.isEmpty()) {
            change(command);
        }
        compareAll();
    }

    private Create repeated(Command.Repeat repeat) {
        Create last =
                creates.get(Math.max(0, creates.size() - 1 - repeat.back())).asDry(repeat.dry());
        return switch (repeat.how()) {
            case AS_IT_WAS -> last;
            case SPELLED_OTHERWISE -> last.spelledOtherwise();
            case CHANGED -> last.withName(1 + last.values().name());
        };
    }

    private void create(Create create) {
        Seen actual = create.dry() ? foreseen(create) : created(create);
        assertThat(actual).as("%s", create).isEqualTo(model.expected(create, actual));
    }

    private Seen created(Create create) {
        return switch (create.kind()) {
            case SHARED -> Seen.outcome(registry.create(Requests.shared(create)));
            case DEDICATED -> Seen.outcome(registry.create(Requests.dedicated(create)));
            case CUSTOMER -> Seen.outcome(registry.create(Requests.customer(create)));
            case SUBSCRIBER -> Seen.outcome(registry.create(Requests.subscriber(create)));
            case APP -> Seen.outcome(registry.create(Requests.app(create)));
        };
    }

    private Seen foreseen(Create create) {
        return switch (create.kind()) {
            case SHARED -> Seen.forecast(registry.foresee(Requests.shared(create)));
            case DEDICATED -> Seen.forecast(registry.foresee(Requests.dedicated(create)));
            case CUSTOMER -> Seen.forecast(registry.foresee(Requests.customer(create)));
            case SUBSCRIBER -> Seen.forecast(registry.foresee(Requests.subscriber(create)));
            case APP -> Seen.forecast(registry.foresee(Requests.app(create)));
        };
    }

    private void change(Command command) {
        if (command instanceof Command.Deactivate deactivate) {
            Person person = model.people.get(deactivate.user() % model.people.size());
            int tenant = deactivate.throughAnother() ? 1 - person.tenant : person.tenant;
            Seen actual = registry.deactivate(Surroundings.tenant(person.kind, tenant), id(person))
                    .fold(
                            Seen::refusal,
                            former -> new Seen("deactivated " + former.deactivatedAt(), Seen.members(former.user())));
            Seen expected = model.deactivated(person.kind, tenant, person.id());
            assertThat(actual).as("%s", command).isEqualTo(expected);
        } else if (command instanceof Command.Belong belong) {
            belong(belong);
        }
    }

    private void belong(Command.Belong belong) {
        List<Person> subscribers = model.people.stream()
                .filter(person -> person.kind == UserKind.SUBSCRIBER)
                .toList();
        if (subscribers.isEmpty()) {
            return;
        }
        Person person = subscribers.get(belong.user() % subscribers.size());
        AccountId account = Surroundings.account(belong.throughAnother() ? 1 - person.tenant : person.tenant)
                .id();
        String customer = "c" + belong.customer();
        CustomerId customerId = CustomerId.of(customer).get();
        Seen actual = (belong.join()
                        ? registry.join(account, id(person), customerId)
                        : registry.leave(account, id(person), customerId))
                .fold(Seen::refusal, user -> new Seen("belongs", Seen.members(user)));
        assertThat(actual)
                .as("%s", belong)
                .isEqualTo(model.belonging(person, customer, belong.join(), !belong.throughAnother(), actual));
    }

    private static UserId id(Person person) {
        return UserId.of(person.id()).get();
    }

    private void compareAll() {
        for (UserKind family : FAMILIES) {
            for (int tenant = 0; tenant < 2; tenant++) {
                TenantId id = Surroundings.tenant(family, tenant);
                compareListing(Listing.of(id, Listing.MAX_LIMIT), model.listed(family, tenant, false));
                compareListing(Listing.of(id, 2), model.listed(family, tenant, false));
                compareListing(Listing.of(id, 2).withDeactivated(), model.listed(family, tenant, true));
            }
        }
        for (Person person : model.people) {
            for (UserKind family : FAMILIES) {
                for (int tenant = 0; tenant < 2; tenant++) {
                    compareFound(person, family, tenant);
                }
            }
        }
        compareRoutes();
    }

    private void compareFound(Person person, UserKind family, int tenant) {
        Optional<Map<String, String>> expected = model.people.stream()
                .filter(other -> other.isActive()
                        && other.livesIn(family, tenant)
                        && other.id().equals(person.id()))
                .findFirst()
                .map(other -> other.members);
        assertThat(registry.find(Surroundings.tenant(family, tenant), id(person))
                        .map(Seen::members))
                .isEqualTo(expected);
    }

    private void compareListing(Listing first, List<Person> expected) {
        List<AnyUser> rows = new ArrayList<>();
        Optional<ListPosition> next = Optional.empty();
        do {
            Page page = registry.list(next.map(first::from).orElse(first));
            assertThat(page.rows()).hasSizeLessThanOrEqualTo(first.limit());
            rows.addAll(page.rows());
            next = page.next();
        } while (next.isPresent());
        assertThat(rows.stream().map(row -> Seen.members(inItsLastState(row))).toList())
                .isEqualTo(expected.stream().map(person -> person.members).toList());
        assertThat(rows.stream().map(Play::deactivatedAt).toList())
                .isEqualTo(expected.stream().map(person -> person.deactivatedAt).toList());
    }

    private static User inItsLastState(AnyUser row) {
        return row instanceof DeactivatedUser former ? former.user() : (User) row;
    }

    private static Optional<Instant> deactivatedAt(AnyUser row) {
        return row instanceof DeactivatedUser former ? Optional.of(former.deactivatedAt()) : Optional.empty();
    }

    private void compareRoutes() {
        for (int phone = 0; phone < 3; phone++) {
            PhoneNumber number = PhoneNumber.of(Requests.phone(phone, 0)).get();
            Surroundings.LINES.forEach(
                    line -> assertThat(registry.find(number, line).map(User::id).map(UserId::toString))
                            .isEqualTo(model.holder(number.e164() + " on " + line.e164())
                                    .map(Person::id)));
        }
    }
}
