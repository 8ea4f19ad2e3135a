package dev.partyline.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.GivenSubscriberUser;
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.request.SubscriberUserPatch;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.SubscriberKey;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.Field;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class SubscriberUserRulesProperties {

    @Property(tries = 300)
    void N2_aUserJoinsACustomerAsItsLastOneAndLeavesItAgain(
            @ForAll SubscriberUser user, @ForAll CustomerId customer, @ForAll Instant now) {
        Assume.that(!user.customers().contains(customer));
        SubscriberUser joined = join(user, customer, now);

        assertThat(joined.customers())
                .isEqualTo(Stream.concat(user.customers().stream(), Stream.of(customer))
                        .toList());
        assertThat(leave(joined, customer, now).customers()).isEqualTo(user.customers());
    }

    @Property(tries = 300)
    void N2_whoeverBelongsJoinsNoMoreAndWhoeverDoesNotLeavesNoMore(
            @ForAll SubscriberUser user, @ForAll CustomerId customer, @ForAll Instant now, @ForAll Instant later) {
        SubscriberUser joined = join(user, customer, now);
        SubscriberUser left = leave(user, customer, now);

        assertThat(join(joined, customer, later)).isSameAs(joined);
        assertThat(leave(left, customer, later)).isSameAs(left);
    }

    @Property(tries = 300)
    void N2_nothingElseOfAUserChanges(@ForAll SubscriberUser user, @ForAll CustomerId customer, @ForAll Instant now) {
        assertThat(Stream.of(join(user, customer, now), leave(user, customer, now)))
                .allSatisfy(changed -> assertThat(like(changed, user)).isEqualTo(user));
    }

    /** The user with the customers, the time of the update and the version of another one. */
    private static SubscriberUser like(SubscriberUser changed, SubscriberUser user) {
        return new SubscriberUser(
                changed.id(),
                user.version(),
                changed.account(),
                changed.name(),
                changed.email(),
                changed.msisdn(),
                changed.identity(),
                changed.metadata(),
                user.customers(),
                changed.createdAt(),
                user.updatedAt(),
                changed.keyed(),
                changed.claims());
    }

    @Property(tries = 300)
    void L6_joiningAndLeavingMakeTheNextVersionAndWhatChangesNothingMakesNone(
            @ForAll SubscriberUser user, @ForAll CustomerId customer, @ForAll Instant now) {
        Assume.that(!user.customers().contains(customer));
        SubscriberUser joined = join(user, customer, now);
        SubscriberUser left = leave(joined, customer, now);

        assertThat(joined.version()).isEqualTo(user.version() + 1);
        assertThat(left.version()).isEqualTo(user.version() + 2);
        assertThat(join(joined, customer, now)).isEqualTo(joined);
        assertThat(leave(user, customer, now)).isEqualTo(user);
    }

    /** Also where the clock stands still or goes back; by the microsecond, which every store can hold. */
    @Property(tries = 300)
    void N3_updatedAtMovesWithEveryChangeAndCreatedAtNever(
            @ForAll SubscriberUser user,
            @ForAll CustomerId customer,
            @ForAll @IntRange(min = -3, max = 3) int microsOfTheClock) {
        Assume.that(!user.customers().contains(customer));
        Instant now = user.updatedAt().plus(micros(microsOfTheClock));
        SubscriberUser joined = join(user, customer, now);
        SubscriberUser left = leave(joined, customer, now);

        assertThat(joined.updatedAt())
                .isEqualTo(microsOfTheClock > 0 ? now : user.updatedAt().plus(micros(1)));
        assertThat(left.updatedAt()).isAfterOrEqualTo(joined.updatedAt().plus(micros(1)));
        assertThat(joined.createdAt()).isEqualTo(user.createdAt());
        assertThat(left.createdAt()).isEqualTo(user.createdAt());
    }

    private static SubscriberUser join(SubscriberUser user, CustomerId customer, Instant now) {
        return changed(SubscriberUserPatch.joining(user.account(), user.id(), customer), user, now);
    }

    private static SubscriberUser leave(SubscriberUser user, CustomerId customer, Instant now) {
        return changed(SubscriberUserPatch.leaving(user.account(), user.id(), customer), user, now);
    }

    private static SubscriberUser changed(SubscriberUserPatch patch, SubscriberUser user, Instant now) {
        return ChangeRules.decide(patch, user, Account.of(user.account()), Facts.NOTHING, now)
                .fold(
                        refuse -> fail("refused: " + refuse.reason()),
                        returned -> returned.user(),
                        update -> {
                            assertThat(update.fields()).containsExactly(Field.CUSTOMERS);
                            return update.after();
                        },
                        move -> fail("moved"));
    }

    private static Duration micros(int count) {
        return Duration.ofNanos(count * 1_000L);
    }

    @Property(tries = 300)
    void N4_keysAreWhatTheAccountAsksForAndNothingElse(@ForAll SubscriberUser user) {
        for (Set<SubscriberKey> asked : SUBSETS) {
            Map<SubscriberKey, List<Key>> keys = new LinkedHashMap<>();
            keys.put(SubscriberKey.EMAIL, List.of(Key.SubscriberEmail.of(user.account(), user.email())));
            keys.put(
                    SubscriberKey.MSISDN,
                    user.claims().inTenant(user.msisdn()).stream()
                            .<Key>map(number -> new Key.SubscriberMsisdn(user.account(), number))
                            .toList());
            user.identity()
                    .ifPresent(identity -> keys.put(
                            SubscriberKey.IDENTITY, List.of(new Key.SubscriberIdentity(user.account(), identity))));
            keys.keySet().retainAll(asked);

            assertThat(keyedBy(asked, user).keys())
                    .containsExactlyElementsOf(
                            keys.values().stream().flatMap(List::stream).toList());
        }
    }

    @Property(tries = 300)
    void N4_theFirstOfTheKeysThatAnotherHasIsToldAsItsMember(
            @ForAll Account account,
            @ForAll GivenSubscriberUser given,
            @ForAll UserId id,
            @ForAll UserId newId,
            @ForAll Instant now) {
        NewSubscriberUser request = NewSubscriberUser.of(account, given).get();
        for (Set<SubscriberKey> asked : SUBSETS) {
            Account asking = account.withKeys(asked);
            for (Set<SubscriberKey> held : SUBSETS) {
                Facts facts = Given.facts(0, List.of(request.as(id, account.withKeys(held), now)), List.of());
                Set<SubscriberKey> both = EnumSet.noneOf(SubscriberKey.class);
                both.addAll(asked);
                both.retainAll(held);
                if (given.identity() == null) {
                    both.remove(SubscriberKey.IDENTITY);
                }
                if (both.isEmpty()) {
                    assertThat(Seen.admitted(SubscriberUserRules.decide(request, asking, facts), newId, now))
                            .isEqualTo(request.as(newId, asking, now));
                } else {
                    Field told = Field.valueOf(both.iterator().next().name());
                    assertThat(SubscriberUserRules.decide(request, asking, facts))
                            .isEqualTo(new Decision.Refuse<>(new Refusal.AlreadyInUse(told)));
                }
            }
        }
    }

    @Property(tries = 300)
    void N4_theUserWillHoldTheKeysThatWereAskedForAndNothingElseIsAsked(
            @ForAll Account account, @ForAll GivenSubscriberUser given, @ForAll UserId newId, @ForAll Instant now) {
        NewSubscriberUser request = NewSubscriberUser.of(account, given).get();
        for (Set<SubscriberKey> asked : SUBSETS) {
            Account asking = account.withKeys(asked);
            SubscriberUser admitted =
                    Seen.admitted(SubscriberUserRules.decide(request, asking, Facts.NOTHING), newId, now);

            assertThat(SubscriberUserRules.question(request, asking))
                    .isEqualTo(Question.of(account.id(), admitted.keys()));
            assertThat(admitted.keyed()).isEqualTo(asked);
        }
    }

    private static final List<Set<SubscriberKey>> SUBSETS = List.of(
            Set.of(),
            Set.of(SubscriberKey.EMAIL),
            Set.of(SubscriberKey.MSISDN),
            Set.of(SubscriberKey.IDENTITY),
            Set.of(SubscriberKey.EMAIL, SubscriberKey.MSISDN),
            Set.of(SubscriberKey.EMAIL, SubscriberKey.IDENTITY),
            Set.of(SubscriberKey.MSISDN, SubscriberKey.IDENTITY),
            Set.of(SubscriberKey.EMAIL, SubscriberKey.MSISDN, SubscriberKey.IDENTITY));

    private static SubscriberUser keyedBy(Set<SubscriberKey> keys, SubscriberUser user) {
        return new SubscriberUser(
                user.id(),
                user.version(),
                user.account(),
                user.name(),
                user.email(),
                user.msisdn(),
                user.identity(),
                user.metadata(),
                user.customers(),
                user.createdAt(),
                user.updatedAt(),
                keys,
                user.claims());
    }
}
