package dev.partyline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.FormerPair;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.UserStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that a store tells of some users and of their tenants, by every way that there is to ask: what a refused change
 * leaves as it was.
 */
record State(
        Map<TenantId, List<AnyUser>> listed,
        Map<Key, User> holders,
        Map<Key, DeactivatedUser> former,
        Map<TenantId, Integer> sharedUsers,
        Map<Identity, Optional<AnyUser>> found,
        Map<Identity, List<Event>> events,
        Map<PhoneOnLine, Optional<User>> onLines,
        Map<PhoneNumber, Set<LineUser>> ofPhones,
        Map<PhoneNumber, Set<FormerPair>> formerOfPhones) {

    record Identity(TenantId tenant, UserId id) {}

    record PhoneOnLine(PhoneNumber phone, Line line) {}

    /** Asked while nobody changes anything. */
    static State of(UserStore store, Collection<? extends User> users) {
        State state = new State(
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>());
        users.stream().map(User::tenant).distinct().forEach(tenant -> state.ask(store, tenant, users));
        users.forEach(user -> state.ask(store, user));
        return state;
    }

    private void ask(UserStore store, TenantId tenant, Collection<? extends User> users) {
        listed.put(tenant, rows(store, Listing.of(tenant, Listing.MAX_LIMIT).in(EnumSet.allOf(Listing.State.class))));
        List<? extends User> inTenant =
                users.stream().filter(user -> user.tenant().equals(tenant)).toList();
        List<Key> keys = inTenant.stream()
                .flatMap(user -> user.keys().stream())
                .distinct()
                .toList();
        Facts facts = store.look(Question.of(tenant, keys).withSharedUsersCounted(tenant instanceof ProjectId));
        holders.putAll(facts.holders());
        sharedUsers.put(tenant, facts.sharedUsers());
        List<Key> identities = inTenant.stream()
                .filter(LineUser.class::isInstance)
                .map(user -> user.keys().get(0))
                .distinct()
                .toList();
        former.putAll(store.look(Question.of(tenant, identities).withFormerRecalled(true))
                .former());
    }

    private void ask(UserStore store, User user) {
        Identity identity = new Identity(user.tenant(), user.id());
        found.put(identity, store.find(user.tenant(), user.id()));
        events.put(identity, store.events().of(user.tenant(), user.id()));
        if (user instanceof LineUser onLine) {
            onLines.put(new PhoneOnLine(onLine.phone(), onLine.line()), store.find(onLine.phone(), onLine.line()));
            ofPhones.put(onLine.phone(), Set.copyOf(store.usersOf(onLine.phone())));
            formerOfPhones.put(onLine.phone(), Set.copyOf(store.formerPairs(onLine.phone())));
        }
    }

    /** Every row from the listing's position on, page after page. */
    static List<AnyUser> rows(UserStore store, Listing listing) {
        List<AnyUser> rows = new ArrayList<>();
        Optional<Listing> next = Optional.of(listing);
        while (next.isPresent()) {
            Page page = store.list(next.get());
            rows.addAll(page.rows());
            next = page.next().map(listing::from);
        }
        return rows;
    }

    /**
     * That all ways tell the same: who is listed as active holds all of its keys and is found, and nobody else holds
     * one.
     */
    void isSound() {
        List<User> active = listed.values().stream()
                .flatMap(List::stream)
                .filter(User.class::isInstance)
                .map(User.class::cast)
                .toList();
        assertThat(active).as("active users").containsAll(holders.values());
        for (User user : active) {
            for (Key key : user.keys()) {
                assertThat(holders.getOrDefault(key, user))
                        .as("the holder of a key of an active user")
                        .isEqualTo(user);
            }
            Identity identity = new Identity(user.tenant(), user.id());
            assertThat(found.getOrDefault(identity, Optional.of(user)))
                    .as("an active user, by its id")
                    .contains(user);
        }
        found.values()
                .forEach(user -> user.filter(User.class::isInstance)
                        .map(User.class::cast)
                        .ifPresent(one -> {
                            assertThat(active)
                                    .as("a user that is found is listed")
                                    .contains(one);
                            assertThat(holders.keySet()).as("its keys are held").containsAll(one.keys());
                        }));
        sharedUsers.forEach((tenant, count) -> assertThat(count)
                .as("the shared users that are counted")
                .isEqualTo((int) active.stream()
                        .filter(user ->
                                user instanceof SharedUser && user.tenant().equals(tenant))
                        .count()));
        onLines.forEach((where, user) -> {
            user.ifPresent(one -> assertThat(active).contains(one));
            assertThat(ofPhones.getOrDefault(where.phone(), Set.of()).stream()
                            .filter(one -> one.line().equals(where.line()))
                            .findAny())
                    .as("the users of a phone: one on each line that leads to one")
                    .isEqualTo(user);
        });
    }
}
