package dev.partyline.testkit.contract;

import static dev.partyline.testkit.contract.StoreUnderTest.admit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.partyline.domain.rule.Question;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Identifier;
import dev.partyline.domain.value.NumberingPlan;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Phones of several forms, and the plan that says so. */
interface PhoneFormChapter extends StoreUnderTest {
    PhoneNumber OLD_FORM = PhoneNumber.restored("+5215512345678");
    PhoneNumber NEW_FORM = PhoneNumber.restored("+525512345678");

    @Demand("A user that claims several forms of its phone holds each of them, and is found by each.")
    @Test
    default void V15_eachFormOfAPhoneFindsItsUser() {
        for (UserKind kind : Set.of(UserKind.SHARED, UserKind.DEDICATED, UserKind.SUBSCRIBER, UserKind.APP)) {
            User user = admitted(withPhone(OLD_FORM, PhoneIdentity.SUBSCRIBER, person(kind)));

            assertThat(store().look(Question.of(user.tenant(), user.keys())).holders())
                    .as("the holder of each key of a %s", kind)
                    .containsOnlyKeys(user.keys())
                    .containsValue(user);
            deactivated(user);
            assertThat(store().look(Question.of(user.tenant(), user.keys())).holders())
                    .as("keys of a deactivated %s", kind)
                    .isEmpty();
        }
    }

    @Demand("Two users of a tenant cannot claim one number, as a phone or as another form of it.")
    @Test
    default void V15_theOtherFormOfAPhoneIsTakenToo() {
        for (UserKind kind : Set.of(UserKind.SHARED, UserKind.DEDICATED, UserKind.SUBSCRIBER, UserKind.APP)) {
            User user = admitted(withPhone(OLD_FORM, PhoneIdentity.SUBSCRIBER, person(kind)));
            User rival = withPhone(NEW_FORM, PhoneIdentity.SUBSCRIBER, rivalOf(kind));

            isOutdated(admit(rival), List.of(user, rival));
            deactivated(user);
            admitted(rival);
            deactivated(rival);
        }
    }

    @Demand("A shared user that claims one form only keeps out whoever claims all of them.")
    @Test
    default void V15_whoClaimsOneFormKeepsOutWhoClaimsAll() {
        User user = admitted(withPhone(OLD_FORM, PhoneIdentity.CANONICAL, Person.user(UserKind.SHARED, 1)));
        User rival = withPhone(NEW_FORM, PhoneIdentity.SUBSCRIBER, rivalOf(UserKind.SHARED));
        User another = withPhone(NEW_FORM, PhoneIdentity.CANONICAL, rivalOf(UserKind.SHARED));

        isOutdated(admit(rival), List.of(user, rival));
        admitted(another);
    }

    @Demand("On its line, a phone has all of its forms: each leads to its user, and nobody else gets one.")
    @Test
    default void V15_everyFormOfAPhoneIsOnItsLineWhateverTheTenantAsks() {
        LineUser user =
                (LineUser) admitted(withPhone(OLD_FORM, PhoneIdentity.CANONICAL, Person.user(UserKind.DEDICATED, 1)));
        DedicatedUser elsewhere =
                Person.of(UserKind.DEDICATED, 1).withId(2).inTenant(1).asDedicated();
        User there = withPhone(NEW_FORM, PhoneIdentity.CANONICAL, elsewhere);

        assertThat(store().find(OLD_FORM, user.line())).contains(user);
        assertThat(store().find(NEW_FORM, user.line())).contains(user);
        assertThat(linesOf(OLD_FORM)).containsExactly(user.line());
        assertThat(linesOf(NEW_FORM)).containsExactly(user.line());
        isOutdated(admit(there), List.of(user, there));
        assertThat(store().look(Question.of(
                                user.tenant(), List.of(new Key.DedicatedPair(user.project(), NEW_FORM, user.line()))))
                        .holders())
                .as("a pair that nobody claims, though its phone is on the line")
                .isEmpty();
        deactivated(user);
        assertThat(store().find(NEW_FORM, user.line())).isEmpty();
        admitted(there);
    }

    @Demand("Whoever goes is remembered as the last holder of each key of its identity.")
    @Test
    default void V15_whoGoesIsRememberedByEveryFormOfItsPhone() {
        for (UserKind kind : Set.of(UserKind.SHARED, UserKind.DEDICATED)) {
            LineUser user = (LineUser) admitted(withPhone(OLD_FORM, PhoneIdentity.SUBSCRIBER, person(kind)));
            deactivated(user);

            assertThat(store().look(Question.of(user.tenant(), user.identity()).withFormerRecalled(true))
                            .former())
                    .as("the last holder of each key of the identity of a %s", kind)
                    .containsOnlyKeys(user.identity());
        }
    }

    @Demand("A replacement claims the forms that only the next version has, and frees the others.")
    @Test
    default void V17_aReplacementMovesTheFormsOfAPhone() {
        for (UserKind kind : Set.of(UserKind.SHARED, UserKind.DEDICATED, UserKind.SUBSCRIBER, UserKind.APP)) {
            User alone = admitted(withClaims(PhoneClaims.ALONE, OLD_FORM, person(kind)));
            User moved = atNext(withPhone(NEW_FORM, PhoneIdentity.SUBSCRIBER, alone));
            isDone(StoreUnderTest.replace(alone, moved));

            assertThat(store().look(Question.of(moved.tenant(), moved.keys())).holders())
                    .as("what a %s claims after it was moved", kind)
                    .containsOnlyKeys(moved.keys())
                    .containsValue(moved);
            User back = atNext(withClaims(PhoneClaims.ALONE, OLD_FORM, moved));
            isDone(StoreUnderTest.replace(moved, back));
            assertThat(store().look(Question.of(moved.tenant(), moved.keys())).holders())
                    .as("what a %s claims after it was moved back", kind)
                    .containsOnlyKeys(back.keys());
            deactivated(back);
        }
    }

    @Demand("A new store has the plan of the library, and keeps the number of the one that it is given.")
    @Test
    default void V16_aStoreNamesThePlanOfItsKeys() {
        assertThat(store().plan()).isEqualTo(NumberingPlan.NUMBER);
        admitted(Person.user(UserKind.APP, 1));
        store().adoptPlan(NumberingPlan.NUMBER + 1);
        assertThat(store().plan()).isEqualTo(NumberingPlan.NUMBER + 1);
        assertThat(handle(1).plan()).isEqualTo(NumberingPlan.NUMBER + 1);
    }

    @Demand("As long as the store has another plan than the library, it changes nothing and names both.")
    @Test
    default void V16_aStoreOfAnotherPlanIsNotWritten() {
        User user = admitted(Person.user(UserKind.SHARED, 1));
        User other = Person.user(UserKind.SHARED, 2);
        int another = NumberingPlan.NUMBER + 41;
        store().adoptPlan(another);

        for (int caller : List.of(0, 1)) {
            UnavailableException refused = catchThrowableOfType(
                    UnavailableException.class, () -> handle(caller).commit(admit(other)));
            assertThat(refused)
                    .isNotNull()
                    .hasMessageContaining("plan " + another)
                    .hasMessageContaining("plan " + NumberingPlan.NUMBER);
            assertThat(refused.effect()).isEqualTo(Effect.NONE);
        }
        assertThat(store().find(user.tenant(), user.id())).contains(user);
        assertThat(store().find(other.tenant(), other.id())).isEmpty();
        store().adoptPlan(NumberingPlan.NUMBER);
        admitted(other);
    }

    /** With an id that no other kind has, since two kinds may live in one tenant. */
    private static User person(UserKind kind) {
        return Person.of(kind, 1).withId(10 + number(kind)).user();
    }

    private static int number(UserKind kind) {
        return List.of(UserKind.values()).indexOf(kind);
    }

    private static User rivalOf(UserKind kind) {
        return Person.of(kind, 2)
                .withId(20 + number(kind))
                .withThird(kind == UserKind.DEDICATED ? 1 : 2)
                .user();
    }

    private static User withPhone(PhoneNumber phone, PhoneIdentity identity, User user) {
        return withClaims(PhoneClaims.of(phone, identity), phone, user);
    }

    /** The user with this phone, at the same version. */
    private static User withClaims(PhoneClaims claims, PhoneNumber phone, User user) {
        return Versions.at(
                user.version(),
                user.<User>fold(
                        shared -> shared.withPhone(phone, claims),
                        dedicated -> dedicated.withPhone(phone, claims),
                        customer -> customer,
                        subscriber -> subscriber.withMsisdn(phone, claims, subscriber.updatedAt()),
                        app -> app.withIdentifiers(List.of(new Identifier.Phone(phone, claims)))));
    }

    private static User atNext(User user) {
        return Versions.at(user.version() + 1, user);
    }
}
