package dev.partyline.ports.driven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partyline.domain.answer.LineChoice;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.Profile;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.Name;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.Samples;
import dev.partyline.ports.driven.Change.Happened;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a change says of itself: which version it makes, what it makes of the user, what is recorded with it, and which
 * event it leaves.
 */
class ChangeTest {
    private static final ChangeId ATTEMPT = new ChangeId(new UUID(3, 3));

    /** Version 2 of the user, and what others made of it afterwards. */
    private static final SharedUser AFTER = Samples.SHARED_USER.with(Profile.EMPTY, SharedIdentity.PHONE);

    private static final SharedUser LATER = AFTER.with(Samples.SHARED_USER.profile(), SharedIdentity.PHONE);

    private static final Optional<DeactivatedUser> FORMER = Optional.of(Samples.DEACTIVATED_USER);

    private static final SharedAdmission FRESH = new SharedAdmission(
            Samples.CANDIDATE, Samples.NOW, Optional.empty(), Optional.empty(), OptionalInt.empty(), LineWish.NONE);

    private static Change.Admit admit(User user, Optional<DeactivatedUser> revived) {
        return new Change.Admit(
                ATTEMPT,
                user,
                Samples.LATER,
                revived,
                Optional.empty(),
                OptionalInt.empty(),
                Optional.of(Samples.CLAIM));
    }

    private static Change.Replace replace() {
        return new Change.Replace(
                ATTEMPT,
                Samples.SHARED_USER,
                AFTER,
                Samples.LATER,
                EnumSet.of(Field.EMAIL),
                Optional.of(Samples.CLAIM));
    }

    @Test
    void L6_anAdmissionIsNamedByTheVersionOfItsUserAndByItsAttempt() {
        assertThat(admit(Samples.SHARED_USER, Optional.empty()).version())
                .isEqualTo(new Version(Samples.PROJECT.id(), Samples.ID, 1, ATTEMPT));
        assertThat(admit(LATER, FORMER).version()).isEqualTo(new Version(Samples.PROJECT.id(), Samples.ID, 3, ATTEMPT));
    }

    @Test
    void E6_anAdmissionMadeItsUserWhateverBecameOfItSince() {
        assertThat(admit(Samples.SHARED_USER, Optional.empty()).made(LATER)).isEqualTo(Samples.SHARED_USER);
    }

    @Test
    void I6_anAdmissionIsRecordedAsACreationOrARevival() {
        assertThat(admit(Samples.SHARED_USER, Optional.empty()).recorded(Samples.SHARED_USER))
                .contains(Samples.CLAIM.answeredBy(new Outcome.Created<>(Samples.SHARED_USER)));
        assertThat(admit(LATER, FORMER).recorded(LATER))
                .contains(Samples.CLAIM.answeredBy(new Outcome.Revived<>(LATER)));
    }

    @Test
    void L6_anAdmissionOnALineIsNamedByTheAttemptThatPutsTheUserThere() {
        assertThat(new Change.AdmitOnALine(Samples.ADMISSION, Optional.empty()).version())
                .isEqualTo(new Version(Samples.PROJECT.id(), Samples.ID, 3, Samples.PLACE));
    }

    @Test
    void E6_anAdmissionOnALineMadeItsCandidateOnTheLineThatTheStoreChose() {
        Line chosen = Line.of("+12025550198").get();
        SharedUser changedSince = new SharedUser(
                LATER.id(),
                LATER.version() + 1,
                LATER.project(),
                LATER.phone(),
                chosen,
                LATER.placedBy(),
                Profile.EMPTY,
                LATER.createdAt(),
                LATER.identifiedBy(),
                PhoneClaims.of(LATER.phone(), PhoneIdentity.CANONICAL));

        assertThat(new Change.AdmitOnALine(Samples.ADMISSION, Optional.empty()).made(changedSince))
                .isEqualTo(Samples.ADMISSION.candidate().on(chosen));
    }

    static Stream<Change> changesOnALineThatTheStoreChooses() {
        return Stream.of(new Change.AdmitOnALine(Samples.ADMISSION, Optional.empty()), move());
    }

    @ParameterizedTest
    @MethodSource("changesOnALineThatTheStoreChooses")
    void E6_aUserThatIsOnALineByALaterChangeIsToldAsItIsOrLastWas(Change change) {
        SharedUser elsewhere = placed(ATTEMPT);

        assertThat(change.made(elsewhere)).isEqualTo(elsewhere);
        assertThat(change.made(new DeactivatedUser(elsewhere, Samples.LATER))).isEqualTo(elsewhere);
    }

    @Test
    void E6_aUserThatWasDeactivatedSinceWasOnTheLineThatItHad() {
        assertThat(new Change.AdmitOnALine(Samples.ADMISSION, Optional.empty()).made(Samples.DEACTIVATED_USER))
                .isEqualTo(Samples.ADMISSION.candidate().on(Samples.LINE));
        assertThat(move().made(new DeactivatedUser(placed(Samples.NEXT_PLACE), Samples.LATER)))
                .isEqualTo(Samples.MOVED.on(Samples.LINE));
    }

    @ParameterizedTest
    @MethodSource("changesOnALineThatTheStoreChooses")
    void X2_ofAUserThatWasErasedSinceNobodyKnowsALine(Change change) {
        ErasedUser erased = Samples.DEACTIVATED_USER.erased(Samples.LATER);

        assertThat(change.made(erased)).isEqualTo(erased);
    }

    /** K2: who keeps its phone leaves its line for another reason. */
    @Test
    void K2_onlyANewPhoneIsAvoidedAndOnlyByWhoLeavesItsLine() {
        PhoneNumber phone = PhoneNumber.of("+12025550142").get();
        SharedUser here = Samples.SHARED_USER.withPhone(phone, PhoneClaims.of(phone, PhoneIdentity.CANONICAL));
        SharedUser there = placed(here).on(Line.of("+12025550198").get());
        SharedUser sameThere = placed(Samples.SHARED_USER.next()).on(there.line());
        Key avoided = new Key.PhoneOnLine(phone, Samples.LINE);

        assertThat(replacedBy(there).avoided()).containsExactly(avoided);
        assertThat(replacedBy(here).avoided()).isEmpty();
        assertThat(replacedBy(sameThere).avoided()).isEmpty();
        assertThat(move(placed(here)).avoided()).containsExactly(avoided);
        assertThat(move().avoided()).isEmpty();
    }

    private static Change.Replace replacedBy(SharedUser after) {
        return new Change.Replace(
                Samples.NEXT_PLACE, Samples.SHARED_USER, after, Samples.LATER, Set.of(), Optional.empty());
    }

    private static SharedUserCandidate placed(SharedUser user) {
        return user.placedBy(Samples.NEXT_PLACE);
    }

    private static Change.Move move(SharedUserCandidate after) {
        return new Change.Move(Samples.SHARED_USER, after, Samples.LATER, Set.of(), Optional.empty());
    }

    private static Change.Move move() {
        return new Change.Move(
                Samples.SHARED_USER,
                Samples.MOVED,
                Samples.LATER,
                EnumSet.of(Field.PHONE_NUMBER),
                Optional.of(Samples.CLAIM));
    }

    private static SharedUser placed(ChangeId by) {
        return new SharedUser(
                LATER.id(),
                LATER.version() + 1,
                LATER.project(),
                LATER.phone(),
                LATER.line(),
                by,
                Profile.EMPTY,
                LATER.createdAt(),
                LATER.identifiedBy(),
                LATER.claims());
    }

    @Test
    void I6_anAdmissionOnALineIsRecordedAsACreationOrARevival() {
        SharedUser revived = Samples.ADMISSION.candidate().on(Samples.LINE);

        assertThat(new Change.AdmitOnALine(FRESH, Optional.of(Samples.CLAIM)).recorded(Samples.SHARED_USER))
                .contains(Samples.CLAIM.answeredBy(
                        new Outcome.Created<>(Samples.SHARED_USER, Optional.of(LineWish.NONE.choice(Samples.LINE)))));
        assertThat(new Change.AdmitOnALine(Samples.ADMISSION, Optional.of(Samples.CLAIM)).recorded(revived))
                .contains(Samples.CLAIM.answeredBy(new Outcome.Revived<>(
                        revived, Optional.of(new LineChoice(Samples.LINE, LineChoice.Reason.LAST_LINE, Set.of())))));
    }

    @Test
    void L6_aReplacementIsNamedByTheVersionAfterIt() {
        assertThat(replace().version()).isEqualTo(new Version(Samples.PROJECT.id(), Samples.ID, 2, ATTEMPT));
        assertThat(replace().made(LATER)).isEqualTo(AFTER);
    }

    @Test
    void L6_aMoveIsNamedByTheAttemptThatPutsTheUserOnItsNextLine() {
        assertThat(move().version()).isEqualTo(new Version(Samples.PROJECT.id(), Samples.ID, 2, Samples.NEXT_PLACE));
    }

    @Test
    void L6_anErasureMakesTheVersionAfterTheDeactivation() {
        Change.Erase change =
                new Change.Erase(ATTEMPT, Samples.DEACTIVATED_USER, Samples.LATER, Optional.of(Samples.CLAIM));
        ErasedUser erased = Samples.DEACTIVATED_USER.erased(Samples.LATER);

        assertThat(change.version()).isEqualTo(new Version(Samples.PROJECT.id(), Samples.ID, 3, ATTEMPT));
        assertThat(change.made(Samples.DEACTIVATED_USER)).isEqualTo(erased);
        assertThat(change.recorded(erased)).contains(Samples.CLAIM.answeredBy(new Outcome.Returned<>(erased)));
    }

    @Test
    void I6_aReplacementIsRecordedWithTheFieldsThatItChanged() {
        assertThat(replace().recorded(AFTER))
                .contains(Samples.CLAIM.answeredBy(new Outcome.Updated<>(AFTER, Set.of(Field.EMAIL))));
    }

    @Test
    void nobodyChangesTheFieldsOfAReplacement() {
        Set<Field> fields = EnumSet.of(Field.EMAIL);
        Change.Replace change =
                new Change.Replace(ATTEMPT, Samples.SHARED_USER, AFTER, Samples.NOW, fields, Optional.empty());
        fields.add(Field.NAME);

        assertThat(change.fields()).containsExactly(Field.EMAIL);
        assertThatThrownBy(() -> change.fields().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void L6_aDeactivationMakesTheNextVersionAndKeepsTheUserAsItLastWas() {
        Change.Deactivate change = new Change.Deactivate(ATTEMPT, AFTER, Samples.NOW, Optional.empty());

        assertThat(change.version())
                .isEqualTo(new Version(
                        Samples.PROJECT.id(), Samples.ID, new DeactivatedUser(AFTER, Samples.NOW).version(), ATTEMPT));
        assertThat(change.version().number()).isEqualTo(3);
        assertThat(change.made(LATER)).isEqualTo(new DeactivatedUser(AFTER, Samples.NOW));
        assertThat(change.claim()).isEmpty();
        assertThat(change.recorded(AFTER)).isEmpty();
    }

    @Test
    void L6_aConfirmationMakesNoVersionAndSaysWhichItSaw() {
        Change.Confirm change = new Change.Confirm(AFTER, Optional.empty(), Samples.CLAIM);

        assertThat(change.version().number()).isEqualTo(AFTER.version());
        assertThat(change.version().user()).isEqualTo(AFTER.id());
        assertThat(change.made(LATER)).isEqualTo(AFTER);
        assertThat(change.claim()).contains(Samples.CLAIM);
        assertThat(change.recorded(AFTER)).contains(Samples.CLAIM.answeredBy(new Outcome.Returned<>(AFTER)));
    }

    @Test
    void I6_aChangeWithoutAClaimLeavesNoRecord() {
        Change admit = new Change.Admit(
                ATTEMPT, AFTER, Samples.NOW, Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());
        Change onALine = new Change.AdmitOnALine(Samples.ADMISSION, Optional.empty());
        Change replace =
                new Change.Replace(ATTEMPT, Samples.SHARED_USER, AFTER, Samples.NOW, Set.of(), Optional.empty());

        assertThat(admit.recorded(AFTER)).isEmpty();
        assertThat(onALine.recorded(AFTER)).isEmpty();
        assertThat(replace.recorded(AFTER)).isEmpty();
    }

    // events

    @Test
    void anAdmissionTellsThatItsUserIsCreatedOrRevivedAndWhen() {
        assertThat(event(admit(Samples.SHARED_USER, Optional.empty())))
                .isEqualTo(List.of(UserKind.SHARED, Happened.CREATED, Samples.LATER, Set.of()));
        assertThat(event(admit(LATER, FORMER)))
                .isEqualTo(List.of(UserKind.SHARED, Happened.REVIVED, Samples.LATER, Set.of()));
        assertThat(event(admit(Samples.SUBSCRIBER_USER, Optional.empty())))
                .isEqualTo(List.of(UserKind.SUBSCRIBER, Happened.CREATED, Samples.LATER, Set.of()));
    }

    @Test
    void anAdmissionOnALineTellsThatItsUserIsCreatedOrRevivedAndWhen() {
        assertThat(event(new Change.AdmitOnALine(FRESH, Optional.empty())))
                .isEqualTo(List.of(UserKind.SHARED, Happened.CREATED, Samples.NOW, Set.of()));
        assertThat(event(new Change.AdmitOnALine(Samples.ADMISSION, Optional.empty())))
                .isEqualTo(List.of(UserKind.SHARED, Happened.REVIVED, Samples.LATER, Set.of()));
    }

    @Test
    void aReplacementTellsThatItsUserIsUpdatedAndWhenAndInWhichFields() {
        assertThat(event(replace()))
                .isEqualTo(List.of(UserKind.SHARED, Happened.UPDATED, Samples.LATER, Set.of(Field.EMAIL)));
    }

    @Test
    void aDeactivationTellsThatItsUserIsDeactivatedAndWhen() {
        assertThat(event(new Change.Deactivate(ATTEMPT, Samples.DEDICATED_USER, Samples.LATER, Optional.empty())))
                .isEqualTo(List.of(UserKind.DEDICATED, Happened.DEACTIVATED, Samples.LATER, Set.of()));
    }

    @Test
    void aMoveTellsThatItsUserIsUpdatedAndAnErasureThatItIsErased() {
        assertThat(event(move()))
                .isEqualTo(List.of(UserKind.SHARED, Happened.UPDATED, Samples.LATER, Set.of(Field.PHONE_NUMBER)));
        assertThat(event(new Change.Erase(ATTEMPT, Samples.DEACTIVATED_USER, Samples.LATER, Optional.empty())))
                .isEqualTo(List.of(UserKind.SHARED, Happened.ERASED, Samples.LATER, Set.of()));
    }

    static Stream<Change.Effective> changesThatTellValues() {
        SharedAdmission admission = new SharedAdmission(
                Samples.CANDIDATE,
                Samples.NOW,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                LineWish.NONE,
                true);
        return Stream.of(
                new Change.Admit(
                        ATTEMPT,
                        Samples.SHARED_USER,
                        Samples.NOW,
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        true,
                        Optional.empty()),
                new Change.AdmitOnALine(admission, Optional.empty()),
                new Change.Replace(
                        ATTEMPT,
                        Samples.SHARED_USER,
                        AFTER,
                        Samples.NOW,
                        Samples.NOW,
                        Set.of(),
                        true,
                        Optional.empty()),
                new Change.Move(
                        Samples.SHARED_USER,
                        Samples.MOVED,
                        LineWish.NONE,
                        Samples.NOW,
                        Samples.NOW,
                        Set.of(),
                        true,
                        Optional.empty()),
                new Change.Deactivate(ATTEMPT, Samples.SHARED_USER, Samples.NOW, true, Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("changesThatTellValues")
    void O2_theEventOfAChangeThatTellsValuesCarriesTheUserAsItIsThen(Change.Effective change) {
        AnyUser made = change.made(Samples.SHARED_USER);

        assertThat(Event.of(change, made).values()).contains(made);
        assertThat(Event.of(change, made).withoutValues().values()).isEmpty();
    }

    @Test
    void O2_theEventOfAnyOtherChangeCarriesNoValues() {
        Change.Erase erase = new Change.Erase(ATTEMPT, Samples.DEACTIVATED_USER, Samples.LATER, Optional.empty());

        assertThat(Event.of(replace(), AFTER).values()).isEmpty();
        assertThat(Event.of(new Change.AdmitOnALine(FRESH, Optional.empty()), Samples.SHARED_USER)
                        .values())
                .isEmpty();
        assertThat(Event.of(erase, erase.made(Samples.DEACTIVATED_USER)).values())
                .isEmpty();
    }

    @Test
    void C6_noEventCarriesTheHashOfAPassword() {
        CustomerUser member = new CustomerUser(
                Samples.ID,
                1,
                new ConsoleProjectId("console"),
                Samples.CUSTOMER,
                EmailAddress.restored(Samples.EMAIL),
                Name.of(Samples.FIRST_NAME).get(),
                Name.of(Samples.LAST_NAME).get(),
                false,
                true,
                Optional.of(new PasswordHash("a hash")),
                Samples.NOW);
        Change.Deactivate change = new Change.Deactivate(ATTEMPT, member, Samples.NOW, true, Optional.empty());

        assertThat(Event.of(change, change.made(member)).values())
                .contains(new DeactivatedUser(member.withoutPassword(), Samples.NOW));
        assertThat(member.withoutPassword().password()).isEmpty();
        assertThat(member.withoutPassword().withPassword(new PasswordHash("a hash")))
                .isEqualTo(member);
    }

    @Test
    void onlyAConfirmationHasNoEventToTell() {
        assertThat(new Change.Confirm(AFTER, Optional.empty(), Samples.CLAIM)).isNotInstanceOf(Change.Effective.class);
        assertThat(Change.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(Change.Effective.class, Change.Confirm.class);
        assertThat(Change.Effective.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(
                        Change.Admitting.class,
                        Change.Replace.class,
                        Change.Move.class,
                        Change.Deactivate.class,
                        Change.Erase.class);
        assertThat(Change.Admitting.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(Change.Admit.class, Change.AdmitOnALine.class);
    }

    /** All that the event is besides the version, which names the user. */
    private static List<Object> event(Change.Effective change) {
        return List.of(change.kind(), change.happened(), change.at(), change.fields());
    }
}
