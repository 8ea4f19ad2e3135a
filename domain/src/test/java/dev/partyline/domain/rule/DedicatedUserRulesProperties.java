package dev.partyline.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.DedicatedUserRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.GivenPair;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Given facts, when a request for a dedicated user is decided, then this is the decision. */
@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class DedicatedUserRulesProperties {
    private static final boolean OWNED = true;

    @Provide
    Arbitrary<String> phoneTexts() {
        return DomainArbitraries.phoneTexts();
    }

    // D1: the line

    @Property
    void D1_aLineThatTheProjectDoesNotOwnNowIsRefusedWhoeverIsOnIt(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll("phoneTexts") String line,
            @ForAll DedicatedUser user,
            @ForAll GivenProfile given,
            @ForAll boolean exists,
            @ForAll boolean existed) {
        NewDedicatedUser request = request(project, phone, line, given);
        DedicatedUser samePair = withThePairOf(request, user);
        Facts facts = Given.facts(
                0, exists ? List.of(samePair) : List.of(), existed ? List.of(deactivated(samePair)) : List.of());

        assertThat(decide(request, project, !OWNED, facts))
                .isEqualTo(new Decision.Refuse<>(new Refusal.LineNotOwned(request.line())));
    }

    @Property
    void aNewUserIsOnTheLineThatWasAskedForWithTheGivenNamesAndEmail(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll("phoneTexts") String line,
            @ForAll GivenProfile given,
            @ForAll UserId newId,
            @ForAll Instant now) {
        NewDedicatedUser request = request(project, phone, line, given);

        UserAdmission<DedicatedUser> admission = admitted(decide(request, project, OWNED, NOBODY), newId, now);
        assertThat(admission.user())
                .isEqualTo(new DedicatedUser(
                        newId,
                        1,
                        project.id(),
                        request.phone(),
                        request.line(),
                        request.profile(),
                        now,
                        PhoneClaims.of(request.phone(), project.phoneIdentity())));
        assertThat(admission.revived()).isEmpty();
    }

    // D2, D3: what identifies one

    @Property
    void D2_creatingItAgainReturnsItUnchangedAndL6_atItsVersion(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll("phoneTexts") String line,
            @ForAll DedicatedUser user,
            @ForAll GivenProfile given) {
        NewDedicatedUser request = request(project, phone, line, given);
        DedicatedUser existing = withThePairOf(request, user);

        assertThat(decide(request, project, OWNED, active(existing))).isEqualTo(new Decision.Return<>(existing));
    }

    @Property
    void D3_theSamePhoneOnAnotherOwnedLineIsAnotherUser(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll DedicatedUser user,
            @ForAll("phoneTexts") String otherLine,
            @ForAll GivenProfile given) {
        NewDedicatedUser request = request(project, phone, otherLine, given);
        Assume.that(!user.line().equals(request.line()) && !user.id().equals(ID));
        DedicatedUser onTheFirstLine = on(user.line(), withThePairOf(request, user));

        DedicatedUser admitted = admitted(decide(request, project, OWNED, active(onTheFirstLine)), ID, NOW)
                .user();

        assertThat(admitted.id()).isEqualTo(ID);
        assertThat(admitted.phone()).isEqualTo(onTheFirstLine.phone());
        assertThat(admitted.line()).isEqualTo(request.line());
    }

    @Property
    void T1_theSamePairInAnotherProjectIsNotTheUserThatIsMeant(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll("phoneTexts") String line,
            @ForAll DedicatedUser elsewhere,
            @ForAll GivenProfile given) {
        NewDedicatedUser request = request(project, phone, line, given);
        Assume.that(!elsewhere.project().equals(project.id()));

        Question question = DedicatedUserRules.question(request, project);

        assertThat(question.tenant()).isEqualTo(project.id());
        assertThat(question.keys())
                .contains(new Key.DedicatedPair(project.id(), request.phone(), request.line()))
                .doesNotContain(new Key.DedicatedPair(elsewhere.project(), request.phone(), request.line()));
    }

    // D4, P2: beside shared users

    @Property
    void D4_noQuotaIsAskedForAndNoneRefuses(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll("phoneTexts") String line,
            @ForAll @IntRange(max = 3) int limit,
            @ForAll @IntRange(max = 9) int count) {
        Project limited = project.withMaxSharedUsers(limit);
        NewDedicatedUser request = request(limited, phone, line, GivenProfile.NONE);

        assertThat(DedicatedUserRules.question(request, limited).countsSharedUsers())
                .isFalse();
        assertThat(decide(request, limited, OWNED, Given.facts(count, List.of(), List.of())))
                .isInstanceOf(Decision.Admit.class);
    }

    @Property
    void D4_aPhoneThatIsASharedUserOnAnotherLineMayBeADedicatedOneToo(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll SharedUser shared,
            @ForAll("phoneTexts") String line,
            @ForAll GivenProfile given) {
        NewDedicatedUser request = request(project, phone, line, given);
        Assume.that(!shared.line().equals(request.line()));
        SharedUser samePhone = withThePhoneOf(request, shared.line(), shared);

        assertThat(decide(request, project, OWNED, active(samePhone))).isInstanceOf(Decision.Admit.class);
    }

    @Property
    void P2_aPhoneThatIsASharedUserOnThatVeryLineIsRefused(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll("phoneTexts") String line,
            @ForAll SharedUser shared,
            @ForAll GivenProfile given,
            @ForAll Recreation recreation) {
        Project choosing = project.withRecreation(recreation);
        NewDedicatedUser request = request(choosing, phone, line, given);
        SharedUser onTheLine = withThePhoneOf(request, request.line(), shared);

        assertThat(decide(request, choosing, OWNED, active(onTheLine)))
                .isEqualTo(new Decision.Refuse<>(new Refusal.PhoneOnLineTaken(request.line())));
    }

    @Property
    void P2_aPhoneThatAnotherProjectHasOnThatVeryLineIsRefusedEvenIfItWouldBeRevived(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll("phoneTexts") String line,
            @ForAll DedicatedUser elsewhere,
            @ForAll DedicatedUser last,
            @ForAll GivenProfile given) {
        Project reviving = project.withRecreation(Recreation.REVIVE);
        NewDedicatedUser request = request(reviving, phone, line, given);
        Assume.that(!elsewhere.project().equals(reviving.id()));
        DedicatedUser onTheLine = new DedicatedUser(
                elsewhere.id(),
                elsewhere.version(),
                elsewhere.project(),
                request.phone(),
                request.line(),
                elsewhere.profile(),
                elsewhere.createdAt(),
                PhoneClaims.of(request.phone(), PhoneIdentity.CANONICAL));
        Facts facts = Given.facts(0, List.of(onTheLine), List.of(deactivated(withThePairOf(request, last))));

        assertThat(decide(request, reviving, OWNED, facts))
                .isEqualTo(new Decision.Refuse<>(new Refusal.PhoneOnLineTaken(request.line())));
    }

    // L3: after deactivation

    @Property
    void L3_aRevivedOneIsTheSameUserUnchangedAndL6_itsNextVersionAfterTheDeactivation(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll("phoneTexts") String line,
            @ForAll DedicatedUser user,
            @ForAll GivenProfile given) {
        Project reviving = project.withRecreation(Recreation.REVIVE);
        NewDedicatedUser request = request(reviving, phone, line, given);
        DedicatedUser last = withThePairOf(request, user);

        assertThat(admitted(decide(request, reviving, OWNED, formerly(last)), ID, NOW))
                .isEqualTo(new UserAdmission<>(
                        new DedicatedUser(
                                last.id(),
                                last.version() + 2,
                                last.project(),
                                last.phone(),
                                last.line(),
                                last.profile(),
                                last.createdAt(),
                                PhoneClaims.of(last.phone(), project.phoneIdentity())),
                        Optional.of(deactivated(last)),
                        Optional.of(new LastHolder(last.keys().get(0), Optional.of(deactivated(last))))));
        assertThat(DedicatedUserRules.question(request, reviving).recallsFormer())
                .isTrue();
    }

    /** There is no other line to be had: the request names the one. */
    @Property
    void L3_elseItIsANewUserWhoeverWasThereBefore(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll("phoneTexts") String line,
            @ForAll DedicatedUser user,
            @ForAll GivenProfile given,
            @ForAll Recreation recreation) {
        Assume.that(recreation != Recreation.REVIVE);
        Project renewing = project.withRecreation(recreation);
        NewDedicatedUser request = request(renewing, phone, line, given);
        Facts facts = formerly(withThePairOf(request, user));

        assertThat(admitted(decide(request, renewing, OWNED, facts), ID, NOW))
                .isEqualTo(UserAdmission.fresh(new DedicatedUser(
                        ID,
                        1,
                        renewing.id(),
                        request.phone(),
                        request.line(),
                        request.profile(),
                        NOW,
                        PhoneClaims.of(request.phone(), project.phoneIdentity()))));
    }

    /** Whoever comes and goes meanwhile makes the decision outdated. */
    @Property
    void L3_thatNobodyWasThereBeforeIsPartOfTheDecision(
            @ForAll Project project, @ForAll("phoneTexts") String phone, @ForAll("phoneTexts") String line) {
        Project reviving = project.withRecreation(Recreation.REVIVE);
        NewDedicatedUser request = request(reviving, phone, line, GivenProfile.NONE);
        UserAdmission<DedicatedUser> admission = admitted(decide(request, reviving, OWNED, NOBODY), ID, NOW);
        assertThat(admission.lastHolder())
                .contains(new LastHolder(admission.user().keys().get(0), Optional.empty()));
    }

    // what a decision rests on

    @Property
    void aDecisionRestsOnNothingThatWasNotAskedFor(
            @ForAll Project project,
            @ForAll("phoneTexts") String phone,
            @ForAll("phoneTexts") String line,
            @ForAll DedicatedUser user,
            @ForAll SharedUser shared,
            @ForAll DedicatedUser last,
            @ForAll boolean samePair,
            @ForAll GivenProfile given,
            @ForAll @IntRange(max = 6) int count) {
        NewDedicatedUser request = request(project, phone, line, given);
        Facts everything = Given.facts(
                count,
                List.of(samePair ? withThePairOf(request, user) : user, shared),
                List.of(deactivated(withThePairOf(request, last))));
        Facts whatWasAsked = Given.answer(DedicatedUserRules.question(request, project), everything);

        assertThat(seen(decide(request, project, OWNED, whatWasAsked)))
                .isEqualTo(seen(decide(request, project, OWNED, everything)));
    }

    // givens

    private static final UserId ID =
            UserId.of("018f0000-0000-7000-8000-00000000beef").get();
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Facts NOBODY = Given.facts(0, List.of(), List.of());

    private static NewDedicatedUser request(Project project, String phone, String line, GivenProfile given) {
        return NewDedicatedUser.of(project, GivenPair.phone(phone).onLine(line), given)
                .get();
    }

    private static DedicatedUser withThePairOf(NewDedicatedUser request, DedicatedUser user) {
        return new DedicatedUser(
                user.id(),
                user.version(),
                request.project(),
                request.phone(),
                request.line(),
                user.profile(),
                user.createdAt(),
                PhoneClaims.of(request.phone(), PhoneIdentity.CANONICAL));
    }

    private static DedicatedUser on(Line line, DedicatedUser user) {
        return new DedicatedUser(
                user.id(),
                user.version(),
                user.project(),
                user.phone(),
                line,
                user.profile(),
                user.createdAt(),
                PhoneClaims.of(user.phone(), PhoneIdentity.CANONICAL));
    }

    private static SharedUser withThePhoneOf(NewDedicatedUser request, Line line, SharedUser user) {
        return new SharedUser(
                user.id(),
                user.version(),
                request.project(),
                request.phone(),
                line,
                user.placedBy(),
                user.profile(),
                user.createdAt(),
                user.identifiedBy(),
                PhoneClaims.of(request.phone(), PhoneIdentity.CANONICAL));
    }

    private static Facts active(User user) {
        return Given.facts(1, List.of(user), List.of());
    }

    private static Facts formerly(DedicatedUser last) {
        return Given.facts(0, List.of(), List.of(deactivated(last)));
    }

    private static DeactivatedUser deactivated(DedicatedUser user) {
        return new DeactivatedUser(user, NOW);
    }

    private static Decision<DedicatedUserRefusal, DedicatedUser> decide(
            NewDedicatedUser request, Project project, boolean lineIsOwned, Facts facts) {
        return DedicatedUserRules.decide(request, project, lineIsOwned, facts);
    }

    private static UserAdmission<DedicatedUser> admitted(
            Decision<DedicatedUserRefusal, DedicatedUser> decision, UserId newId, Instant now) {
        return Seen.whole(Seen.admission(decision, newId, now));
    }

    private static Object seen(Decision<DedicatedUserRefusal, DedicatedUser> decision) {
        return Seen.carriedOut(decision, ID, NOW);
    }
}
