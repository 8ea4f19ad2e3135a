package dev.partyline.inmemory.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.request.ChangeRequest;
import dev.partyline.domain.request.Deactivation;
import dev.partyline.domain.request.Erasure;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.inmemory.kinds.Command.Create;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.Span;
import dev.partyline.testkit.contract.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A history, step by step through a registry and the model, which must agree in every answer and on what there is after
 * it.
 */
final class Play {
    private static final List<UserKind> FAMILIES =
            List.of(UserKind.SHARED, UserKind.CUSTOMER, UserKind.SUBSCRIBER, UserKind.APP);

    private final Model model = new Model();
    private final List<Create> creates = new ArrayList<>();
    private final MovableClock clock;
    private final UserRegistry registry;

    Play(Function<MovableClock, UserRegistry> registry) {
        this.clock = new MovableClock(Surroundings.START);
        this.registry = registry.apply(clock);
    }

    static void agrees(Function<MovableClock, UserRegistry> registry, List<Command> commands) {
        Play play = new Play(registry);
        for (Command command : commands) {
            play.step(command);
        }
    }

    void step(Command command) {
        if (command instanceof Create create) {
            creates.add(create);
            create(create, false);
        } else if (command instanceof Command.IfAbsent absent) {
            create(absent.create(), true);
        } else if (command instanceof Command.Repeat repeat) {
            if (!creates.isEmpty()) {
                create(repeated(repeat), false);
            }
        } else if (command instanceof Command.Advance advance) {
            model.advance(advance.by());
            clock.advance(Duration.between(clock.instant(), model.now));
        } else if (!model.people.isEmpty()) {
            goOn(command);
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

    private void create(Create create, boolean absent) {
        Seen actual = create.dry() ? foreseen(create, absent) : created(create, absent);
        assertThat(actual).as("%s", create).isEqualTo(model.created(create, absent, actual));
    }

    private Seen created(Create create, boolean absent) {
        return switch (create.kind()) {
            case SHARED -> Seen.outcome(registry.create(shared(create, absent)));
            case DEDICATED -> Seen.outcome(registry.create(dedicated(create, absent)));
            case CUSTOMER -> Seen.outcome(registry.create(Requests.customer(create)));
            case SUBSCRIBER -> Seen.outcome(registry.create(Requests.subscriber(create)));
            case APP -> Seen.outcome(registry.create(Requests.app(create)));
        };
    }

    private Seen foreseen(Create create, boolean absent) {
        return switch (create.kind()) {
            case SHARED -> Seen.forecast(registry.foresee(shared(create, absent)));
            case DEDICATED -> Seen.forecast(registry.foresee(dedicated(create, absent)));
            case CUSTOMER -> Seen.forecast(registry.foresee(Requests.customer(create)));
            case SUBSCRIBER -> Seen.forecast(registry.foresee(Requests.subscriber(create)));
            case APP -> Seen.forecast(registry.foresee(Requests.app(create)));
        };
    }

    private static NewSharedUser shared(Create create, boolean absent) {
        NewSharedUser request = Requests.shared(create);
        return absent ? request.ifAbsent() : request;
    }

    private static NewDedicatedUser dedicated(Create create, boolean absent) {
        NewDedicatedUser request = Requests.dedicated(create);
        return absent ? request.ifAbsent() : request;
    }

    /** What becomes of somebody who is or was there. */
    private void goOn(Command command) {
        if (command instanceof Command.Change change) {
            change(change);
        } else if (command instanceof Command.Deactivate deactivate) {
            deactivate(deactivate);
        } else if (command instanceof Command.Erase erase) {
            erase(erase);
        } else {
            belong((Command.Belong) command);
        }
    }

    private Person person(int number) {
        return model.people.get(number % model.people.size());
    }

    private static int tenant(Person person, boolean throughAnother) {
        return throughAnother ? 1 - person.tenant : person.tenant;
    }

    private void change(Command.Change change) {
        Person person = person(change.patch().user());
        ChangeRequest<? extends User> any =
                change.patch().request(person.kind, tenant(person, change.throughAnother()), id(person));
        OptionalLong version = change.version().of(person);
        ChangeRequest<? extends User> request = version.isPresent() ? any.ifVersion(version.getAsLong()) : any;
        Seen actual = answer(request, change.dry());
        assertThat(actual).as("%s", change).isEqualTo(model.changed(change, person, actual));
    }

    private <U extends User> Seen answer(ChangeRequest<U> request, boolean dry) {
        return dry ? Seen.forecast(registry.foresee(request)) : Seen.outcome(registry.change(request));
    }

    private void deactivate(Command.Deactivate deactivate) {
        Person person = person(deactivate.user());
        int tenant = tenant(person, deactivate.throughAnother());
        OptionalLong version = deactivate.version().of(person);
        Deactivation any = Deactivation.of(Surroundings.tenant(person.kind, tenant), id(person));
        Seen actual = registry.deactivate(version.isPresent() ? any.ifVersion(version.getAsLong()) : any)
                .fold(Seen::refusal, former -> new Seen("deactivated", Seen.row(former)));
        assertThat(actual).as("%s", deactivate).isEqualTo(model.deactivated(person, tenant, version));
    }

    private void erase(Command.Erase erase) {
        Person person = person(erase.user());
        int tenant = tenant(person, erase.throughAnother());
        Seen actual = registry.erase(Erasure.of(Surroundings.tenant(person.kind, tenant), id(person)))
                .fold(Seen::refusal, erased -> new Seen("erased", Seen.row(erased)));
        assertThat(actual).as("%s", erase).isEqualTo(model.erased(person, tenant));
    }

    private void belong(Command.Belong belong) {
        List<Person> subscribers = model.people.stream()
                .filter(person -> person.kind == UserKind.SUBSCRIBER)
                .toList();
        if (subscribers.isEmpty()) {
            return;
        }
        Person person = subscribers.get(belong.user() % subscribers.size());
        int tenant = tenant(person, belong.throughAnother());
        AccountId account = Surroundings.account(tenant).id();
        String customer = "c" + belong.customer();
        CustomerId customerId = CustomerId.of(customer).get();
        Seen actual = (belong.join()
                        ? registry.join(account, id(person), customerId)
                        : registry.leave(account, id(person), customerId))
                .fold(Seen::refusal, user -> new Seen("belongs", Seen.members(user)));
        assertThat(actual).as("%s", belong).isEqualTo(model.belonging(person, customer, belong.join(), tenant, actual));
    }

    private static UserId id(Person person) {
        return UserId.of(person.id()).get();
    }

    private void compareAll() {
        for (UserKind family : FAMILIES) {
            for (int tenant = 0; tenant < 2; tenant++) {
                compareListings(family, tenant);
                for (Person person : model.people) {
                    compareFound(person, family, tenant);
                }
            }
        }
        compareRoutes();
    }

    private void compareListings(UserKind family, int tenant) {
        Listing listing = Listing.of(Surroundings.tenant(family, tenant), 2);
        compareListing(listing, model.byCreation(family, tenant).filter(Person::isActive));
        compareListing(
                listing.inPagesOf(Listing.MAX_LIMIT),
                model.byCreation(family, tenant).filter(Person::isActive));
        compareListing(
                listing.withDeactivated(), model.byCreation(family, tenant).filter(person -> !person.isErased()));
        compareListing(
                listing.in(EnumSet.allOf(Listing.State.class)).within(Span.OF_CHANGE), model.byChange(family, tenant));
    }

    private void compareFound(Person person, UserKind family, int tenant) {
        Optional<Person> expected = model.inAnyState(family, tenant, person.id());
        TenantId id = Surroundings.tenant(family, tenant);
        assertThat(registry.findInAnyState(id, id(person)).map(Seen::row)).isEqualTo(expected.map(Person::seen));
        assertThat(registry.find(id, id(person)).map(Seen::members))
                .isEqualTo(expected.filter(Person::isActive).map(Person::seen));
    }

    private void compareListing(Listing first, Stream<Person> expected) {
        List<AnyUser> rows = new ArrayList<>();
        Optional<ListPosition> next = Optional.empty();
        do {
            Page page = registry.list(next.map(first::from).orElse(first));
            assertThat(page.rows()).hasSizeLessThanOrEqualTo(first.limit());
            rows.addAll(page.rows());
            next = page.next();
        } while (next.isPresent());
        assertThat(rows.stream().map(Seen::row).toList())
                .isEqualTo(expected.map(Person::seen).toList());
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
