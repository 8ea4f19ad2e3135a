package dev.partyline.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.GivenAppUser;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.AppProfile;
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
                                        .<Key>map(identifier -> Key.AppIdentifier.of(user.app(), identifier)),
                                user.externalId().stream().<Key>map(id -> new Key.AppExternalId(user.app(), id)))
                        .toList());
    }

    @Property(tries = 300)
    void A2_anIdentifierThatAnotherHasIsInUseWhicheverItIs(@ForAll AppUser user, @ForAll UserId otherId) {
        for (Identifier identifier : user.identifiers()) {
            AppUser other = user(otherId, user, List.of(identifier), user.externalId());

            assertThat(AppUserRules.decide(user, Given.withIdTaken(active(other))))
                    .isEqualTo(new Decision.Refuse<>(new Refusal.AlreadyInUse(Field.IDENTIFIERS)));
        }
    }

    @Property(tries = 300)
    void A3_anExternalIdThatAnotherHasIsInUseBeforeTheIdIsLookedAt(
            @ForAll AppUser user, @ForAll UserId otherId, @ForAll Instant now) {
        ExternalId externalId = ExternalId.of("42").get();
        AppUser candidate = user(user.id(), user, user.identifiers(), Optional.of(externalId));
        AppUser other = user(otherId, user, List.of(), Optional.of(externalId));

        assertThat(AppUserRules.decide(candidate, Given.withIdTaken(active(other))))
                .isEqualTo(new Decision.Refuse<>(new Refusal.AlreadyInUse(Field.EXTERNAL_ID)));
        assertThat(Seen.admitted(
                        AppUserRules.decide(user(user.id(), user, user.identifiers(), Optional.empty()), active(other)),
                        otherId,
                        now))
                .extracting(AppUser::identifiers)
                .isEqualTo(user.identifiers());
    }

    @Property(tries = 300)
    void A4_anIdThatIsTakenIsAConflict(@ForAll AppUser user) {
        assertThat(AppUserRules.decide(user, Given.withIdTaken(NOBODY)))
                .isEqualTo(new Decision.Refuse<>(new Refusal.IdTaken(user.id())));
    }

    @Property(tries = 300)
    void A4_itIsAskedWhetherTheCallersIdIsTakenAndOfNoOther(
            @ForAll App app, @ForAll GivenAppUser given, @ForAll UserId newId, @ForAll Instant now) {
        NewAppUser request = NewAppUser.of(app, given).get();
        AppUser candidate = request.as(newId, now);
        Question question = AppUserRules.question(request, candidate);

        assertThat(question)
                .isEqualTo(new Question(
                        app.id(), candidate.keys(), false, false, UserId.parse(given.id()), Optional.empty()));
        assertThat(AppUserRules.decide(candidate, Given.answer(question, Given.withIdTaken(NOBODY)))
                        .<Boolean>fold(refuse -> true, returned -> false, update -> false, admit -> false))
                .isEqualTo(given.id() != null);
    }

    @Property(tries = 300)
    void A2_aUserWithKeysOfItsOwnIsAdmittedAsItIs(@ForAll AppUser user, @ForAll UserId newId, @ForAll Instant now) {
        assertThat(Seen.admitted(AppUserRules.decide(user, NOBODY), newId, now)).isEqualTo(user);
    }

    private static Facts active(AppUser other) {
        return Given.facts(0, List.of(other), List.of());
    }

    private static AppUser user(
            UserId id, AppUser user, List<Identifier> identifiers, Optional<ExternalId> externalId) {
        return new AppUser(id, user.app(), identifiers, externalId, AppProfile.EMPTY, user.createdAt());
    }
}
