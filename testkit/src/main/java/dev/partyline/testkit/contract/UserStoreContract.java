package dev.partyline.testkit.contract;

import static dev.partyline.testkit.contract.StoreUnderTest.admit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.UserKind;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.UserStore;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What {@link UserStore} demands, of all five kinds of user (rules T1, T2, V8, V15 to V17, S2 to S7, D2 to D4, C4, N4,
 * A2 to A4, I1 to I6, K2, K3, L1, L3, L5, L6, L9, O1 to O5, P2, P5, P9, R1, R3, R5, E6, B3, X1 to X3). It demands keys
 * claimed together or not at all, limits, idempotency records, listings, settling, batches, events and erasures. All of
 * it holds while sixteen callers are at it. Extended by the test of an adapter:
 *
 * <pre>{@code
 * class MyUserStoreTest extends UserStoreContract {
 *     @Override
 *     protected UserStore newStore() {
 *         return new MyUserStore(emptyDatabase());
 *     }
 * }
 * }</pre>
 *
 * <p>JUnit makes one instance for each test. The store is used by many threads.
 */
@ExtendWith(DemandFirst.class)
public abstract class UserStoreContract
        implements AdmissionChapter,
                BatchChapter,
                ReplacementChapter,
                DeactivationChapter,
                ErasureChapter,
                EventChapter,
                EventValueChapter,
                LineChapter,
                LineUsersChapter,
                FormerPairChapter,
                PhoneFormChapter,
                AnswerChapter,
                SettlementChapter,
                ListingChapter,
                ListingByChangeChapter,
                RoundTripChapter,
                RaceChapter {
    private List<UserStore> handles = List.of();

    /** For tests of adapters. */
    protected UserStoreContract() {}

    /** A store without users. Called once for each test. */
    protected abstract UserStore newStore();

    /**
     * Another store over the same users, as another process would have it: half of the callers of every race go through
     * it. The same store if an adapter has but one, such as one in memory.
     */
    protected UserStore another(UserStore store) {
        return store;
    }

    /** How often each race is run: at least once. Fewer if a commit takes long. */
    @Override
    public int rounds() {
        return 50;
    }

    @BeforeEach
    final void makeStore() {
        assertThat(rounds()).as("how often each race is run").isPositive();
        UserStore store = newStore();
        handles = List.of(store, another(store));
    }

    @Override
    public final UserStore store() {
        return handles.get(0);
    }

    @Override
    public final UserStore handle(int caller) {
        return handles.get(caller % 2);
    }

    @Demand("No two active users of any tenants or kinds have the same phone on the same line.")
    @Test
    void P2_aSharedUsersPhoneOnItsLineIsAKeyAcrossTenantsAndKinds() {
        SharedUser user = admitted(Person.shared(1));
        SharedUser there = Person.of(UserKind.SHARED, 1).withId(2).inTenant(1).asShared();
        DedicatedUser dedicated = Person.of(UserKind.DEDICATED, 1).withId(3).asDedicated();
        isOutdated(admit(there), List.of(user, there));
        isOutdated(admit(dedicated), List.of(user, dedicated));
        isDone(admit(
                Person.of(UserKind.SHARED, 1).withId(2).inTenant(1).withThird(2).user()));
        deactivated(user);
        isDone(admit(dedicated));
    }

    @Demand("Of many admissions of one phone on one line in many tenants at the same time, one is made.")
    @Test
    void P2_ofManyWhoWantOnePhoneOnOneLineInManyTenantsOneGetsIt() {
        for (int round = 1; round <= rounds(); round++) {
            int number = ROUND * round;
            List<SharedUser> users = IntStream.range(0, Race.CALLERS)
                    .mapToObj(caller -> Person.of(UserKind.SHARED, number)
                            .withId(number + caller)
                            .inTenant(caller)
                            .asShared())
                    .toList();
            List<Commit> commits = Race.run(caller -> commit(handle(caller), admit(users.get(caller))));
            assertThat(StoreUnderTest.winners(commits)).as("who won").hasSize(1);
            State.of(store(), users).isSound();
        }
    }
}
