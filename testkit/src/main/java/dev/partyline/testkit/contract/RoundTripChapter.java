package dev.partyline.testkit.contract;

import static dev.partyline.testkit.contract.StoreUnderTest.admit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.Listing;
import dev.partyline.testkit.arbitrary.Specimens;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the domain accepts comes back as it was given (rules V2, V6, V8, V11). */
interface RoundTripChapter extends StoreUnderTest {
    /** How many users of each kind. */
    int USERS = 60;

    /** Makes lines of these, for a store that chooses one for a shared user. */
    default void open(Set<Line> lines) {}

    /** As they are when they are admitted, each on a line that it can have. */
    private List<User> users(UserKind kind) {
        List<User> users = Specimens.users(kind, USERS).stream()
                .map(user -> Versions.at(1, user))
                .toList();
        if (kind == UserKind.SHARED) {
            open(users.stream().map(user -> ((SharedUser) user).line()).collect(Collectors.toSet()));
        }
        return users;
    }

    /** Odd text, numbers of any size, phones whose canonical form has another one, emails of either rule. */
    @Demand("Every user that the domain accepts comes back equal to what was given.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void V8_aUserComesBackAsItWasGiven(UserKind kind) {
        for (User user : users(kind)) {
            isDone(admit(user));
            assertThat(store().find(user.tenant(), user.id())).contains(user);
            assertThat(user.keys())
                    .allSatisfy(key -> assertThat(holderOf(key, user.tenant())).contains(user));
            assertThat(State.rows(store(), Listing.of(user.tenant(), 10))).contains(user);
            if (user instanceof LineUser onLine) {
                assertThat(store().find(onLine.phone(), onLine.line())).contains(user);
                assertThat(linesOf(onLine.phone())).contains(onLine.line());
            }
            DeactivatedUser former = deactivated(user);
            assertThat(State.rows(store(), Listing.of(user.tenant(), 10).withDeactivated()))
                    .contains(former);
            if (user instanceof LineUser) {
                assertThat(State.of(store(), List.of(user)).former())
                        .containsEntry(user.keys().get(0), former);
            }
        }
    }

    @Demand("Every record that the domain accepts comes back equal to what was given.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void I1_whatWasAnsweredComesBackAsItWas(UserKind kind) {
        List<User> users = users(kind);
        for (int i = 0; i < users.size(); i++) {
            User user = users.get(i);
            IdempotencyRecord record = StoreUnderTest.record(user, i);
            isDone(StoreUnderTest.under(StoreUnderTest.claim(user, i), admit(user)));
            assertThat(recordOf(user.tenant(), record.key().key())).contains(record);
            deactivated(user);
            assertThat(recordOf(user.tenant(), record.key().key())).contains(record);
        }
    }
}
