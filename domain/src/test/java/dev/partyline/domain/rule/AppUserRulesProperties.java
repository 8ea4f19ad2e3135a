package dev.partyline.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.GivenAppUser;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.ExternalId;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Identifier;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class AppUserRulesProperties {
    private static final Facts NOBODY = Given.facts(0, List.of(), List.of());

    @Property(tries = 300)
    void A2_everyIdentifierIsAKeyOfTheAppAndA3SoIsTheExternalId(@ForAll AppUser user) {
        assertThat(user.keys())
                .containsExactlyElementsOf(Stream.concat(
                                user.identifiers().stream()
                                        .flatMap(identifier -> Key.AppIdentifier.of(user.app(), identifier).stream()),
                                user.externalId().stream().<Key>map(id -> new Key.AppExternalId(user.app(), id)))
                        .toList());
    }

    @Property(tries = 300)
    void A2_theUserWillHoldTheKeysThatWereAskedFor(
            @ForAll App app, @ForAll GivenAppUser given, @ForAll UserId newId, @ForAll Instant now) {
        NewAppUser request = NewAppUser.of(app, given).get();
        assertThat(Seen.admitted(AppUserRules.decide(request, app, NOBODY), newId, now)
                        .keys())
                .isEqualTo(AppUserRules.question(request, app).keys());
    }

    @Property(tries = 300)
    void A2_anIdentifierThatAnotherHasIsInUseWhicheverItIs(
            @ForAll App app, @ForAll GivenAppUser given, @ForAll AppUser other) {
        NewAppUser request = NewAppUser.of(app, given).get();
        for (Identifier identifier : request.identifiers()) {
            AppUser holder = with(List.of(identifier), request.externalId(), other, request);

            assertThat(AppUserRules.decide(request, app, Given.withUser(other, active(holder))))
                    .isEqualTo(new Decision.Refuse<>(new Refusal.AlreadyInUse(Field.IDENTIFIERS)));
        }
    }

    @Property(tries = 300)
    void A3_anExternalIdThatAnotherHasIsInUseBeforeTheIdIsLookedAt(
            @ForAll App app,
            @ForAll GivenAppUser given,
            @ForAll AppUser other,
            @ForAll UserId newId,
            @ForAll Instant now) {
        NewAppUser request = NewAppUser.of(app, given.withExternalId("42")).get();
        NewAppUser without = NewAppUser.of(app, given.withExternalId(null)).get();
        AppUser holder = with(List.of(), request.externalId(), other, request);

        assertThat(AppUserRules.decide(request, app, Given.withUser(other, active(holder))))
                .isEqualTo(new Decision.Refuse<>(new Refusal.AlreadyInUse(Field.EXTERNAL_ID)));
        assertThat(Seen.admitted(AppUserRules.decide(without, app, active(holder)), newId, now))
                .extracting(AppUser::identifiers)
                .isEqualTo(request.identifiers());
    }

    @Property(tries = 300)
    void A4_anIdThatIsTakenIsAConflictWhateverBecameOfItsUser(
            @ForAll App app,
            @ForAll GivenAppUser given,
            @ForAll UserId id,
            @ForAll AppUser other,
            @ForAll Instant now) {
        DeactivatedUser deactivated = new DeactivatedUser(other, now);
        NewAppUser request = NewAppUser.of(app, given.withId(id.toString())).get();

        assertThat(Stream.of(other, deactivated, deactivated.erased(now))
                        .map(holder -> AppUserRules.decide(request, app, Given.withUser(holder, NOBODY))))
                .containsOnly(new Decision.Refuse<>(new Refusal.IdTaken(id)));
    }

    @Property(tries = 300)
    void A4_itIsAskedWhetherTheCallersIdIsTakenAndOfNoOther(
            @ForAll App app, @ForAll GivenAppUser given, @ForAll AppUser other) {
        NewAppUser request = NewAppUser.of(app, given).get();
        Question question = AppUserRules.question(request, app);

        assertThat(question)
                .isEqualTo(new Question(
                        request.tenant(),
                        request.keys(app),
                        false,
                        false,
                        request.id(),
                        Optional.empty(),
                        List.of(),
                        LineWish.NONE,
                        Optional.empty()));
        assertThat(AppUserRules.decide(request, app, Given.answer(question, Given.withUser(other, NOBODY)))
                        .<Boolean>fold(refuse -> true, returned -> false, update -> false, admit -> false))
                .isEqualTo(request.id().isPresent());
    }

    @Property(tries = 300)
    void A2_aUserWithKeysOfItsOwnIsAdmittedAsItIs(
            @ForAll App app, @ForAll GivenAppUser given, @ForAll UserId newId, @ForAll Instant now) {
        NewAppUser request = NewAppUser.of(app, given).get();
        assertThat(Seen.admitted(AppUserRules.decide(request, app, NOBODY), newId, now))
                .isEqualTo(request.as(newId, app, now));
    }

    private static Facts active(AppUser other) {
        return Given.facts(0, List.of(other), List.of());
    }

    /** The user as one of the request's app, with these keys. */
    private static AppUser with(
            List<Identifier> identifiers, Optional<ExternalId> externalId, AppUser user, NewAppUser request) {
        return new AppUser(
                user.id(), user.version(), request.tenant(), identifiers, externalId, user.profile(), user.createdAt());
    }
}
