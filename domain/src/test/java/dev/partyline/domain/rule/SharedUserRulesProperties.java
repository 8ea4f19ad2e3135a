package dev.partyline.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.answer.SharedUserRefusal;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.request.ProfilePatch;
import dev.partyline.domain.tenant.LinePreference;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.Profile;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.NumberingPlan;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Given facts, when a request for a shared user is decided, then this is the decision. */
@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class SharedUserRulesProperties {

    @Provide
    Arbitrary<String> phoneTexts() {
        return DomainArbitraries.phoneTexts();
    }

    @Provide
    Arbitrary<String> emailTexts() {
        return DomainArbitraries.emailTexts();
    }

    // S1, S2: new ones

    @Property
    void S1_aNewUserGetsTheNewIdTheGivenNamesAndEmailAndItsTimeOfCreation(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll GivenProfile given,
            @ForAll UserId newId,
            @ForAll Instant now) {
        Project unlimited = unlimited(project);
        NewSharedUser request = request(unlimited, phone, given);

        SharedAdmission admission = admitted(decide(request, unlimited, nobody(0)), newId, now);

        assertThat(admission.candidate())
                .isEqualTo(new SharedUserCandidate(
                        newId,
                        1,
                        unlimited.id(),
                        request.phone(),
                        ChangeId.of(newId),
                        request.profile(),
                        now,
                        unlimited.sharedIdentity(),
                        PhoneClaims.of(request.phone(), PhoneIdentity.CANONICAL)));
        assertThat(admission.at()).isEqualTo(now);
        assertThat(admission.revived()).isEmpty();
        assertThat(admission.wish()).isEqualTo(LineWish.NONE);
    }

    @Property
    void S2_theActiveUserWithThePhoneIsTheOneThatIsMeant(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll SharedUser user,
            @ForAll GivenProfile given,
            @ForAll @IntRange(max = 9) int count) {
        NewSharedUser request = request(project, phone, given);
        SharedUser existing = withThePhoneOf(request, user);

        User meant = decide(request, project, facts(count, existing))
                .fold(
                        refuse -> fail("refused with " + refuse.reason()),
                        Decision.Return::user,
                        Decision.Update::before,
                        admit -> fail("a second user is admitted"));

        assertThat(meant).isEqualTo(existing);
    }

    @Property
    void S2_theSameEmailIsNoReasonToTakeAnotherForThatUser(
            @ForAll Project project,
            @ForAll SharedUser neighbour,
            @ForAll("phoneTexts") String phone,
            @ForAll("emailTexts") String email) {
        Project current = unlimited(project).withSharedIdentity(SharedIdentity.PHONE);
        NewSharedUser request = request(current, phone, new GivenProfile(null, null, email));
        Assume.that(!neighbour.phone().equals(request.phone()));
        SharedUser withTheEmail = in(earlierEdition(current), withProfile(request.profile(), neighbour));

        assertThat(decide(request, current, facts(1, withTheEmail))).isInstanceOf(Decision.Admit.class);
    }

    // S3: creating it again

    @Property
    void S3_whatIsSuppliedReplacesWhatIsOmittedStaysAndSoDoesAllElseButL6_theVersion(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll SharedUser user,
            @ForAll GivenProfile given,
            @ForAll @IntRange(max = 9) int count) {
        Project current = project.withSharedIdentity(SharedIdentity.PHONE);
        NewSharedUser request = request(current, phone, given);
        SharedUser existing = withThePhoneOf(request, user);
        Profile standing = existing.profile();
        Profile supplied = request.profile();
        Profile merged = Profile.of(
                supplied.firstName().or(standing::firstName).orElse(null),
                supplied.lastName().or(standing::lastName).orElse(null),
                supplied.email().or(standing::email).orElse(null));
        SharedUser after = new SharedUser(
                existing.id(),
                existing.version() + 1,
                existing.project(),
                existing.phone(),
                existing.line(),
                existing.placedBy(),
                merged,
                existing.createdAt(),
                SharedIdentity.PHONE,
                PhoneClaims.of(existing.phone(), PhoneIdentity.CANONICAL));

        assertThat(decide(request, current, facts(count, existing)))
                .isEqualTo(
                        merged.equals(standing)
                                ? new Decision.Return<>(existing)
                                : new Decision.Update<>(existing, after, merged.differencesFrom(standing)));
    }

    @Property
    void S3_anUpdateGivesUpAnEmailThatWasAKeyInTheEarlierEdition(
            @ForAll Project project, @ForAll("phoneTexts") String phone, @ForAll SharedUser user) {
        Project current = project.withSharedIdentity(SharedIdentity.PHONE);
        NewSharedUser request = request(current, phone, new GivenProfile("Ann", null, "ann@example.com"));
        SharedUser existing = withThePhoneOf(request, user.with(Profile.EMPTY, SharedIdentity.PHONE_OR_EMAIL));

        SharedUser after = decide(request, current, facts(1, existing))
                .fold(
                        refuse -> fail("refused"),
                        returned -> fail("returned"),
                        Decision.Update::after,
                        admit -> fail("admitted"));

        assertThat(after.keys()).noneMatch(Key.SharedEmail.class::isInstance);
    }

    @Property
    void whatAnUpdateChangesIsSettledWithTheDecision(
            @ForAll Project project, @ForAll SharedUser user, @ForAll("phoneTexts") String phone) {
        Project current = project.withSharedIdentity(SharedIdentity.PHONE);
        NewSharedUser request = request(current, phone, new GivenProfile("Ann", null, null));
        SharedUser existing = withThePhoneOf(request, withProfile(Profile.EMPTY, user));

        Set<Field> fields = decide(request, current, facts(1, existing))
                .fold(
                        refuse -> fail("refused"),
                        returned -> fail("returned"),
                        Decision.Update::fields,
                        admit -> fail("admitted"));

        assertThat(fields).containsExactly(Field.FIRST_NAME);
        assertThatThrownBy(() -> fields.add(Field.EMAIL)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Property
    void S3_creatingItOnceMoreWithTheSameValuesChangesNothing(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll SharedUser user,
            @ForAll GivenProfile given) {
        NewSharedUser request = request(project, phone, given);
        SharedUser existing = withThePhoneOf(request, user);
        SharedUser afterwards = decide(request, project, facts(1, existing))
                .fold(
                        refuse -> fail("refused"),
                        Decision.Return::user,
                        Decision.Update::after,
                        admit -> fail("admitted"));

        assertThat(decide(request, project, facts(1, afterwards))).isEqualTo(new Decision.Return<>(afterwards));
    }

    @Property
    void S3_aRequestWithNothingButThePhoneChangesNothingAndL6_notTheVersion(
            @ForAll Project project, @ForAll("phoneTexts") String phone, @ForAll SharedUser user) {
        NewSharedUser request = request(project, phone, GivenProfile.NONE);
        SharedUser existing = withThePhoneOf(request, user);

        assertThat(decide(request, project, facts(1, existing))).isEqualTo(new Decision.Return<>(existing));
    }

    // S4, S5: the quota

    @Property
    void S4_aNewUserIsAdmittedExactlyWhileThereAreFewerThanTheLimit(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll @IntRange(max = 9) int limit,
            @ForAll @IntRange(max = 12) int count) {
        Project limited = project.withMaxSharedUsers(limit);
        NewSharedUser request = request(limited, phone, GivenProfile.NONE);

        Decision<SharedUserRefusal, SharedUser> decision = decide(request, limited, nobody(count));

        if (count < limit) {
            assertThat(admitted(decision, ID, NOW).limit()).isEqualTo(OptionalInt.of(limit));
        } else {
            assertThat(decision).isEqualTo(new Decision.Refuse<>(new Refusal.SharedUserLimitReached(limit)));
        }
    }

    @Property
    void S4_aProjectWithNoLimitAdmitsAnyNumber(
            @ForAll Project project, @ForAll("phoneTexts") String phone, @ForAll @IntRange int count) {
        Project unlimited = unlimited(project);

        assertThat(admitted(decide(request(unlimited, phone, GivenProfile.NONE), unlimited, nobody(count)), ID, NOW)
                        .limit())
                .isEmpty();
    }

    @Property
    void S4_theCountIsAskedForExactlyWhereThereIsALimit(@ForAll Project project, @ForAll("phoneTexts") String phone) {
        assertThat(SharedUserRules.question(request(project, phone, GivenProfile.NONE), project)
                        .countsSharedUsers())
                .isEqualTo(project.maxSharedUsers().isPresent());
    }

    @Property
    void S5_anExistingUserComesBeforeAFullQuota(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll SharedUser user,
            @ForAll GivenProfile given,
            @ForAll @IntRange(max = 3) int limit) {
        Project full = project.withMaxSharedUsers(limit);
        NewSharedUser request = request(full, phone, given);
        SharedUser existing = withThePhoneOf(request, user);

        assertThat(decide(request, full, facts(limit + 1, existing)))
                .isEqualTo(decide(request, unlimited(full), facts(0, existing)))
                .isNotInstanceOf(Decision.Refuse.class);
    }

    @Property
    void S5_anExistingUserWithTheEmailComesBeforeAFullQuota(
            @ForAll Project project,
            @ForAll SharedUser user,
            @ForAll("phoneTexts") String phone,
            @ForAll("emailTexts") String email) {
        Project full = earlierEdition(project).withMaxSharedUsers(0);
        NewSharedUser request = request(full, phone, new GivenProfile(null, null, email));
        SharedUser existing = in(full, withProfile(request.profile(), user));
        Assume.that(!existing.phone().equals(request.phone()));

        assertThat(decide(request, full, facts(1, existing))).isEqualTo(foundByEmail(existing, request));
    }

    // S7: the earlier edition

    @Property
    void S7_theUserWithThePhoneIsReturnedUnchangedAndL6_atItsVersion(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll SharedUser user,
            @ForAll GivenProfile given) {
        Project earlier = earlierEdition(project);
        NewSharedUser request = request(earlier, phone, given);
        SharedUser existing = withThePhoneOf(request, user);

        assertThat(decide(request, earlier, facts(1, existing))).isEqualTo(new Decision.Return<>(existing));
    }

    @Property
    void S7_theUserWithTheEmailInAnyCaseIsReturnedUnchanged(
            @ForAll Project project,
            @ForAll SharedUser user,
            @ForAll("phoneTexts") String phone,
            @ForAll("emailTexts") String email) {
        Project earlier = earlierEdition(project);
        NewSharedUser request =
                request(earlier, phone, new GivenProfile("Another", "Name", email.toUpperCase(Locale.ROOT)));
        Profile spelledOtherwise =
                request(earlier, phone, new GivenProfile(null, null, email)).profile();
        SharedUser existing = in(earlier, withProfile(spelledOtherwise, user));
        Assume.that(!existing.phone().equals(request.phone()));

        assertThat(decide(request, earlier, facts(1, existing))).isEqualTo(foundByEmail(existing, request));
    }

    /** Only as long as nobody holds the phone. */
    private static Decision<?, SharedUser> foundByEmail(SharedUser existing, NewSharedUser request) {
        return new Decision.Return<>(existing, Optional.of(new Key.SharedPhone(request.project(), request.phone())));
    }

    @Property
    void S7_thePhoneComesBeforeTheEmailWhereTheyAreOfTwoUsers(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll SharedUser one,
            @ForAll SharedUser other,
            @ForAll("emailTexts") String email) {
        Project earlier = earlierEdition(project);
        NewSharedUser request = request(earlier, phone, new GivenProfile(null, null, email));
        SharedUser withThePhone = withThePhoneOf(request, withProfile(Profile.EMPTY, one));
        SharedUser withTheEmail = in(earlier, withProfile(request.profile(), other));
        Assume.that(!withTheEmail.phone().equals(request.phone()));

        assertThat(decide(request, earlier, facts(2, withThePhone, withTheEmail)))
                .isEqualTo(new Decision.Return<>(withThePhone));
        assertThat(decide(request, earlier, facts(2, withTheEmail, withThePhone)))
                .isEqualTo(new Decision.Return<>(withThePhone));
    }

    @Property
    void S7_theEmailIsAKeyOfTheNewUserThere(
            @ForAll Project project,
            @ForAll SharedUser user,
            @ForAll("phoneTexts") String phone,
            @ForAll("emailTexts") String email) {
        Project earlier = unlimited(earlierEdition(project));
        NewSharedUser request = request(earlier, phone, new GivenProfile(null, null, email));

        SharedUser admitted = admitted(decide(request, earlier, nobody(0)), ID, NOW)
                .candidate()
                .on(user.line());

        assertThat(admitted.keys())
                .contains(Key.SharedEmail.of(
                        earlier.id(), request.profile().email().orElseThrow()));
    }

    @Property
    void S7_theKeysAreAskedForInTheOrderInWhichTheyCount(
            @ForAll Project project, @ForAll("phoneTexts") String phone, @ForAll GivenProfile given) {
        NewSharedUser request = request(project, phone, given);
        Optional<EmailAddress> emailThatCounts =
                request.profile().email().filter(email -> project.sharedIdentity() == SharedIdentity.PHONE_OR_EMAIL);

        List<Key> keys = SharedUserRules.question(request, project).keys();

        int phones = keys.size() - (emailThatCounts.isPresent() ? 1 : 0);
        assertThat(keys).first().isEqualTo(new Key.SharedPhone(project.id(), request.phone()));
        assertThat(keys.subList(0, phones))
                .isEqualTo(Key.SharedPhone.of(
                        project.id(), request.phone(), PhoneClaims.of(request.phone(), project.phoneIdentity())));
        assertThat(keys.subList(phones, keys.size()))
                .isEqualTo(emailThatCounts.stream()
                        .map(email -> Key.SharedEmail.of(project.id(), email))
                        .toList());
    }

    // V15: the same phone

    @Provide
    Arbitrary<String> renumbered() {
        return DomainArbitraries.renumberedPhoneTexts();
    }

    @Property
    void V15_eachFormOfAPhoneFindsItsUserIfTheProjectAsksForThat(
            @ForAll Project any,
            @ForAll("renumbered") String phone,
            @ForAll SharedUser user,
            @ForAll PhoneIdentity asked,
            @ForAll UserId newId,
            @ForAll Instant now) {
        Project project = unlimited(any).withPhoneIdentity(asked);
        NewSharedUser request = request(project, phone, GivenProfile.NONE);
        SharedUser existing = SharedUserRules.decide(request, project, nobody(0))
                .fold(
                        refuse -> user,
                        returned -> user,
                        update -> user,
                        admit -> ((SharedAdmission) admit.admission().as(newId, now))
                                .candidate()
                                .on(user.line()));
        Facts facts = facts(1, existing);

        for (PhoneNumber form : NumberingPlan.otherForms(request.phone())) {
            NewSharedUser again = request(project, form.e164(), GivenProfile.NONE);
            boolean found = SharedUserRules.decide(
                            again, project, Given.answer(SharedUserRules.question(again, project), facts))
                    .fold(
                            refuse -> false,
                            returned -> returned.user().equals(existing),
                            update -> false,
                            admit -> false);

            assertThat(found).isEqualTo(asked == PhoneIdentity.SUBSCRIBER);
        }
    }

    @Property
    void V15_whoeverHadAnotherFormLastIsTheOneThatL3_revives(
            @ForAll Project any, @ForAll("renumbered") String phone, @ForAll SharedUser user) {
        Project project =
                unlimited(any).withPhoneIdentity(PhoneIdentity.SUBSCRIBER).withRecreation(Recreation.REVIVE);
        NewSharedUser request = request(project, phone, GivenProfile.NONE);

        for (PhoneNumber form : NumberingPlan.otherForms(request.phone())) {
            SharedUser last = new SharedUser(
                    user.id(),
                    user.version(),
                    project.id(),
                    form,
                    user.line(),
                    user.placedBy(),
                    user.profile(),
                    user.createdAt(),
                    user.identifiedBy(),
                    PhoneClaims.of(form, PhoneIdentity.SUBSCRIBER));
            DeactivatedUser former = new DeactivatedUser(last, Instant.EPOCH);

            SharedAdmission admission = admitted(
                    SharedUserRules.decide(request, project, Given.facts(0, List.of(), List.of(former))), ID, NOW);

            assertThat(admission.revived()).contains(former);
        }
    }

    // L3: after deactivation

    @Property
    void L3_aFreshOneIsNewWhoeverWasThereBefore(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll SharedUser user,
            @ForAll GivenProfile given) {
        Project fresh = unlimited(project).withRecreation(Recreation.FRESH);
        NewSharedUser request = request(fresh, phone, given);
        SharedUser last = withThePhoneOf(request, user);
        Assume.that(!last.id().equals(ID));

        SharedAdmission admission = admitted(decide(request, fresh, formerly(last)), ID, NOW);

        assertThat(admission).isEqualTo(admitted(decide(request, fresh, nobody(0)), ID, NOW));
        assertThat(admission.candidate().id()).isEqualTo(ID);
        assertThat(SharedUserRules.question(request, fresh).recallsFormer()).isFalse();
    }

    @Property
    void L3_aRevivedOneKeepsItsIdAndTimeOfCreationAndWishesItsLineAndL6_itIsTheNextVersion(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll SharedUser user,
            @ForAll GivenProfile given) {
        Project reviving = unlimited(project).withRecreation(Recreation.REVIVE);
        NewSharedUser request = request(reviving, phone, given);
        SharedUser last = withThePhoneOf(request, user);

        SharedAdmission admission = admitted(decide(request, reviving, formerly(last)), ID, NOW);

        assertThat(admission.candidate().id()).isEqualTo(last.id());
        assertThat(admission.candidate().version()).isEqualTo(deactivated(last).version() + 1);
        assertThat(admission.candidate().createdAt()).isEqualTo(last.createdAt());
        assertThat(admission.candidate().phone()).isEqualTo(last.phone());
        assertThat(admission.candidate().project()).isEqualTo(reviving.id());
        assertThat(admission.candidate().identifiedBy()).isEqualTo(reviving.sharedIdentity());
        assertThat(admission.revived()).hasValue(deactivated(last));
        assertThat(admission.at()).isEqualTo(NOW);
        assertThat(admission.lastHolder()).contains(new LastHolder(last.keys().get(0), Optional.of(deactivated(last))));
        assertThat(admission.wish()).isEqualTo(LineWish.preferring(last.line()));
        assertThat(SharedUserRules.question(request, reviving).recallsFormer()).isTrue();
    }

    @Property
    void P7_aNewUserWishesForALineAsNearAsItsProjectAsks(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll LinePreference.Near near,
            @ForAll SharedUser user) {
        Project asking = unlimited(project).withLines(LinePreference.only(near));
        NewSharedUser request = request(asking, phone, GivenProfile.NONE);
        LineWish wish = LineWish.near(Nearness.of(request.phone(), LinePreference.only(near)));
        SharedUser last = withThePhoneOf(request, user);

        assertThat(admitted(decide(request, asking, nobody(0)), ID, NOW).wish()).isEqualTo(wish);
        Project reviving = asking.withRecreation(Recreation.REVIVE);
        assertThat(admitted(decide(request, reviving, formerly(last)), ID, NOW).wish())
                .isEqualTo(wish.butPreferring(last.line()));
        Project avoiding = asking.withRecreation(Recreation.AVOID_LAST_LINE);
        assertThat(admitted(decide(request, avoiding, formerly(last)), ID, NOW).wish())
                .isEqualTo(wish.butAvoiding(last.line()));
    }

    @Property
    void P8_aLineThatIsNamedIsAllThatIsWishedFor(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll Recreation recreation,
            @ForAll Line line,
            @ForAll SharedUser user) {
        Project any = unlimited(project)
                .withRecreation(recreation)
                .withLines(LinePreference.only(LinePreference.Near.COUNTRY));
        NewSharedUser request = request(any, phone, GivenProfile.NONE).onLine(line);

        assertThat(admitted(decide(request, any, formerly(withThePhoneOf(request, user))), ID, NOW)
                        .wish())
                .isEqualTo(LineWish.naming(line));
        assertThat(request.fingerprint())
                .isNotEqualTo(request(any, phone, GivenProfile.NONE).fingerprint());
    }

    @Property
    void P5_aRevivedOneGetsAPlaceThatItNeverHad(
            @ForAll Project project, @ForAll("phoneTexts") String phone, @ForAll SharedUser user) {
        Project reviving = unlimited(project).withRecreation(Recreation.REVIVE);
        NewSharedUser request = request(reviving, phone, GivenProfile.NONE);
        SharedUser last = withThePhoneOf(request, user);

        SharedAdmission admission = admitted(decide(request, reviving, formerly(last)), ID, NOW);

        assertThat(admission.candidate().placedBy()).isEqualTo(ChangeId.of(ID));
    }

    @Property
    void L3_aRevivedOneHasWhatIsSuppliedAndElseWhatItHad(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll SharedUser user,
            @ForAll GivenProfile given) {
        Project reviving =
                unlimited(project).withSharedIdentity(SharedIdentity.PHONE).withRecreation(Recreation.REVIVE);
        NewSharedUser request = request(reviving, phone, given);
        SharedUser last = withThePhoneOf(request, user);

        assertThat(admitted(decide(request, reviving, formerly(last)), ID, NOW)
                        .candidate()
                        .profile())
                .isEqualTo(ProfilePatch.supplying(request.profile())
                        .appliedTo(last.profile())
                        .get());
    }

    /** It may be another user's key by now. */
    @Property
    void L3_aRevivedOneDoesNotTakeBackAnEmailThatIsAKey(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll SharedUser user,
            @ForAll GivenProfile given) {
        Project reviving = unlimited(earlierEdition(project)).withRecreation(Recreation.REVIVE);
        NewSharedUser request = request(reviving, phone, given);
        SharedUser last = withThePhoneOf(request, user);

        assertThat(admitted(decide(request, reviving, formerly(last)), ID, NOW)
                        .candidate()
                        .profile()
                        .email())
                .isEqualTo(request.profile().email());
    }

    @Property
    void L3_anotherLineThanTheLastOneIsWished(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll SharedUser user,
            @ForAll GivenProfile given) {
        Project avoiding = unlimited(project).withRecreation(Recreation.AVOID_LAST_LINE);
        NewSharedUser request = request(avoiding, phone, given);
        SharedUser last = withThePhoneOf(request, user);

        SharedAdmission admission = admitted(decide(request, avoiding, formerly(last)), ID, NOW);

        assertThat(admission.candidate())
                .isEqualTo(
                        admitted(decide(request, avoiding, nobody(0)), ID, NOW).candidate());
        assertThat(admission.candidate().id()).isEqualTo(ID);
        assertThat(admission.revived()).isEmpty();
        assertThat(admission.wish()).isEqualTo(LineWish.avoiding(last.line()));
        assertThat(admission.lastHolder()).contains(new LastHolder(last.keys().get(0), Optional.of(deactivated(last))));
        assertThat(SharedUserRules.question(request, avoiding).recallsFormer()).isTrue();
    }

    @Property
    void S4_whoeverComesBackNeedsRoomAsANewUserDoes(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll SharedUser user,
            @ForAll Recreation recreation,
            @ForAll @IntRange(max = 3) int limit) {
        Project full = project.withRecreation(recreation).withMaxSharedUsers(limit);
        NewSharedUser request = request(full, phone, GivenProfile.NONE);
        Facts facts = facts(limit, Map.of(), formerly(withThePhoneOf(request, user)));

        assertThat(decide(request, full, facts))
                .isEqualTo(new Decision.Refuse<>(new Refusal.SharedUserLimitReached(limit)));
    }

    @Property
    void L3_anActiveUserIsTheAnswerWhoeverWasThereBefore(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll SharedUser user,
            @ForAll SharedUser before,
            @ForAll GivenProfile given) {
        NewSharedUser request = request(project, phone, given);
        SharedUser existing = withThePhoneOf(request, user);
        Facts alone = facts(1, existing);
        Facts withHistory = facts(1, alone.holders(), formerly(withThePhoneOf(request, before)));

        assertThat(decide(request, project, withHistory)).isEqualTo(decide(request, project, alone));
    }

    // the admission that a store may make at once

    @Property
    void ifNobodyHoldsAKeyTheAdmissionIsTheOneThatIsDecidedOverNothing(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll GivenProfile given,
            @ForAll UserId newId,
            @ForAll Instant now) {
        NewSharedUser request = request(project, phone, given);

        Object decided = Seen.carriedOut(decide(request, project, Facts.NOTHING), newId, now);

        assertThat(SharedUserRules.ifNobody(request, project, newId, now))
                .isEqualTo(decided instanceof SharedAdmission admission ? Optional.of(admission) : Optional.empty());
    }

    @Property
    void S4_nobodyIsAdmittedAtOnceIfTheLimitIsNought(
            @ForAll Project project, @ForAll("phoneTexts") String phone, @ForAll @IntRange(max = 3) int limit) {
        Project limited = project.withMaxSharedUsers(limit);

        assertThat(SharedUserRules.ifNobody(request(limited, phone, GivenProfile.NONE), limited, ID, NOW)
                        .map(SharedAdmission::limit))
                .isEqualTo(limit == 0 ? Optional.empty() : Optional.of(OptionalInt.of(limit)));
    }

    /** It rests on what a store finds if nobody is there: no holder, no user counted, and nobody before. */
    @Property
    void L3_thatNobodyWasThereBeforeIsPartOfTheAdmissionAtOnce(
            @ForAll Project project, @ForAll("phoneTexts") String phone, @ForAll Recreation recreation) {
        Project choosing = unlimited(project).withRecreation(recreation);
        NewSharedUser request = request(choosing, phone, GivenProfile.NONE);

        SharedAdmission admission =
                SharedUserRules.ifNobody(request, choosing, ID, NOW).orElseThrow();

        assertThat(admission.lastHolder())
                .isEqualTo(
                        recreation == Recreation.FRESH
                                ? Optional.empty()
                                : Optional.of(new LastHolder(
                                        new Key.SharedPhone(choosing.id(), request.phone()), Optional.empty())));
        assertThat(admission.revived()).isEmpty();
        assertThat(admission.candidate().version()).isEqualTo(1);
    }

    // what a decision rests on

    /** So that a store need answer the question and no more. */
    @Property
    void aDecisionRestsOnNothingThatWasNotAskedFor(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll SharedUser user,
            @ForAll SharedUser last,
            @ForAll DedicatedUser neighbour,
            @ForAll boolean samePhone,
            @ForAll GivenProfile given,
            @ForAll @IntRange(max = 6) int count) {
        NewSharedUser request = request(project, phone, given);
        SharedUser existing = samePhone ? withThePhoneOf(request, user) : in(project, user);
        Map<Key, User> holders = new HashMap<>(facts(count, existing).holders());
        neighbour.keys().forEach(key -> holders.put(key, neighbour));
        Facts everything = facts(count, holders, formerly(withThePhoneOf(request, last)));
        Facts whatWasAsked = Given.answer(SharedUserRules.question(request, project), everything);

        assertThat(seen(decide(request, project, whatWasAsked))).isEqualTo(seen(decide(request, project, everything)));
    }

    @Property
    void T1_onlyTheProjectItselfIsAskedAbout(
            @ForAll Project project, @ForAll("phoneTexts") String phone, @ForAll GivenProfile given) {
        Question question = SharedUserRules.question(request(project, phone, given), project);

        assertThat(question.tenant()).isEqualTo(project.id());
    }

    // givens

    private static final UserId ID =
            UserId.of("018f0000-0000-7000-8000-00000000beef").get();
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private static NewSharedUser request(Project project, String phone, GivenProfile given) {
        return NewSharedUser.of(project, phone, given).get();
    }

    private static Project unlimited(Project project) {
        return Project.of(project.id())
                .withSharedIdentity(project.sharedIdentity())
                .withRecreation(project.recreation());
    }

    private static Project earlierEdition(Project project) {
        return project.withSharedIdentity(SharedIdentity.PHONE_OR_EMAIL);
    }

    private static SharedUser withProfile(Profile profile, SharedUser user) {
        return user.with(profile, user.identifiedBy());
    }

    /** The user as one of this project, created under the edition that the project has now. */
    private static SharedUser in(Project project, SharedUser user) {
        return new SharedUser(
                user.id(),
                user.version(),
                project.id(),
                user.phone(),
                user.line(),
                user.placedBy(),
                user.profile(),
                user.createdAt(),
                project.sharedIdentity(),
                PhoneClaims.of(user.phone(), PhoneIdentity.CANONICAL));
    }

    /** The user as the one whose phone the request names, under whichever edition it was created. */
    private static SharedUser withThePhoneOf(NewSharedUser request, SharedUser user) {
        return new SharedUser(
                user.id(),
                user.version(),
                request.project(),
                request.phone(),
                user.line(),
                user.placedBy(),
                user.profile(),
                user.createdAt(),
                user.identifiedBy(),
                PhoneClaims.of(request.phone(), PhoneIdentity.CANONICAL));
    }

    private static Facts nobody(int count) {
        return Given.facts(count, List.of(), List.of());
    }

    private static Facts facts(int count, Map<Key, User> holders, Facts history) {
        return new Facts(
                holders,
                count,
                history.former(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Facts facts(int count, SharedUser... active) {
        return Given.facts(count, List.of(active), List.of());
    }

    private static Facts formerly(SharedUser last) {
        return Given.facts(0, List.of(), List.of(deactivated(last)));
    }

    private static DeactivatedUser deactivated(SharedUser user) {
        return new DeactivatedUser(user, NOW);
    }

    private static Decision<SharedUserRefusal, SharedUser> decide(NewSharedUser request, Project project, Facts facts) {
        return SharedUserRules.decide(request, project, facts);
    }

    private static SharedAdmission admitted(
            Decision<SharedUserRefusal, SharedUser> decision, UserId newId, Instant now) {
        return Seen.admission(decision, newId, now)
                .fold(whole -> fail("on a line already: " + whole.user()), withoutLine -> withoutLine);
    }

    private static Object seen(Decision<SharedUserRefusal, SharedUser> decision) {
        return Seen.carriedOut(decision, ID, NOW);
    }
}
