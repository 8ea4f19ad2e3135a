package dev.partyline.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.request.GivenAppUser;
import dev.partyline.domain.request.GivenSubscriberUser;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.request.Operation;
import dev.partyline.domain.request.RequestKey;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class IdempotencyRulesProperties {
    private static final Facts NOTHING = Given.facts(0, List.of(), List.of());
    private static final Duration A_DAY = Duration.ofHours(24);
    private static final Duration MICRO = Duration.ofNanos(1_000);

    @Property(tries = 300)
    void I1_theSameRequestGetsTheSameAnswerAgain(
            @ForAll App app,
            @ForAll GivenAppUser given,
            @ForAll IdempotencyKey key,
            @ForAll AppUser then,
            @ForAll Instant now) {
        CreateRequest<?, ?> request = NewAppUser.of(app, given).get().withIdempotencyKey(key);
        List<Outcome<AppUser>> outcomes = List.of(new Outcome.Created<>(then), new Outcome.Returned<>(then));

        for (Outcome<AppUser> outcome : outcomes) {
            IdempotencyRecord record = claim(request, NOTHING, now).answeredBy(outcome);
            assertThat(IdempotencyRules.answered(request, Given.remembering(record), now))
                    .contains(Either.right(outcome));
        }
    }

    @Property(tries = 300)
    void I2_anotherRequestIsRefused(
            @ForAll App app,
            @ForAll GivenAppUser given,
            @ForAll GivenAppUser other,
            @ForAll IdempotencyKey key,
            @ForAll AppUser then,
            @ForAll Instant now) {
        CreateRequest<?, ?> request = NewAppUser.of(app, given).get().withIdempotencyKey(key);
        CreateRequest<?, ?> another = NewAppUser.of(app, other).get().withIdempotencyKey(key);
        Assume.that(!another.fingerprint().equals(request.fingerprint()));
        IdempotencyRecord record = claim(request, NOTHING, now).answeredBy(new Outcome.Created<>(then));

        assertThat(IdempotencyRules.answered(another, Given.remembering(record), now))
                .contains(Either.left(new Refusal.IdempotencyKeyReused()));
    }

    @Property(tries = 300)
    void I3_aKeyIsForgotten24HoursAfterItsFirstUseAndNotAMomentSooner(
            @ForAll App app,
            @ForAll GivenAppUser given,
            @ForAll GivenAppUser other,
            @ForAll IdempotencyKey key,
            @ForAll AppUser then,
            @ForAll Instant firstUse) {
        CreateRequest<?, ?> request = NewAppUser.of(app, given).get().withIdempotencyKey(key);
        CreateRequest<?, ?> another = NewAppUser.of(app, other).get().withIdempotencyKey(key);
        IdempotencyRecord record = claim(request, NOTHING, firstUse).answeredBy(new Outcome.Created<>(then));
        Facts facts = Given.remembering(record);
        Instant end = firstUse.plus(A_DAY);

        assertThat(IdempotencyRules.answered(request, facts, end.minus(MICRO)))
                .contains(Either.right(record.outcome()));
        assertThat(IdempotencyRules.answered(request, facts, end)).isEmpty();
        assertThat(IdempotencyRules.answered(another, facts, end)).isEmpty();
        assertThat(IdempotencyRules.isRemembered(record, end.minusNanos(1))).isTrue();
        assertThat(IdempotencyRules.isRemembered(record, end)).isFalse();
        assertThat(IdempotencyRules.isRemembered(record, firstUse.minus(A_DAY))).isTrue();
    }

    @Property(tries = 300)
    void I3_theNextUseOfAForgottenKeyIsAFirstUse(
            @ForAll App app,
            @ForAll GivenAppUser given,
            @ForAll IdempotencyKey key,
            @ForAll AppUser then,
            @ForAll Instant firstUse) {
        CreateRequest<?, ?> request = NewAppUser.of(app, given).get().withIdempotencyKey(key);
        IdempotencyRecord forgotten = claim(request, NOTHING, firstUse).answeredBy(new Outcome.Created<>(then));
        Instant later = firstUse.plus(A_DAY);
        IdempotencyClaim claim = claim(request, Given.remembering(forgotten), later);

        assertThat(claim.forgotten()).contains(forgotten);
        assertThat(claim.answeredBy(new Outcome.Returned<>(then)).firstUse()).isEqualTo(later);
    }

    @Property(tries = 300)
    void I4_aKeyIsClaimedAndAskedForInTheTenantOfTheRequest(
            @ForAll App app,
            @ForAll Account account,
            @ForAll GivenAppUser given,
            @ForAll GivenSubscriberUser subscriber,
            @ForAll IdempotencyKey key,
            @ForAll Instant now) {
        NewAppUser one = NewAppUser.of(app, given).get().withIdempotencyKey(key);
        NewSubscriberUser other =
                NewSubscriberUser.of(account, subscriber).get().withIdempotencyKey(key);
        TenantId appId = app.id();
        TenantId accountId = account.id();

        assertThat(claim(one, NOTHING, now).tenant()).isEqualTo(appId).isNotEqualTo(accountId);
        assertThat(claim(other, NOTHING, now).tenant()).isEqualTo(accountId);
        assertThat(Question.of(appId, List.of()).withRequestKey(one.requestKey()))
                .isEqualTo(new Question(
                        appId,
                        List.of(),
                        false,
                        false,
                        Optional.empty(),
                        Optional.of(new RequestKey(Operation.CREATE, key)),
                        List.of(),
                        LineWish.NONE,
                        Optional.empty()));
    }

    @Property(tries = 300)
    void I6_whatIsKeptIsTheRequestItsKeyItsTimeAndItsAnswer(
            @ForAll App app,
            @ForAll GivenAppUser given,
            @ForAll IdempotencyKey key,
            @ForAll AppUser then,
            @ForAll Instant now) {
        CreateRequest<?, ?> request = NewAppUser.of(app, given).get().withIdempotencyKey(key);
        Outcome<AppUser> outcome = new Outcome.Created<>(then);

        assertThat(IdempotencyRules.answered(request, NOTHING, now)).isEmpty();
        assertThat(claim(request, NOTHING, now))
                .isEqualTo(new IdempotencyClaim(
                        app.id(), new RequestKey(Operation.CREATE, key), request.fingerprint(), now, Optional.empty()));
        assertThat(claim(request, NOTHING, now).answeredBy(outcome))
                .isEqualTo(new IdempotencyRecord(
                        app.id(), new RequestKey(Operation.CREATE, key), request.fingerprint(), now, outcome));
    }

    @Property(tries = 300)
    void I6_aRequestWithoutAKeyLeavesNoRecord(@ForAll App app, @ForAll GivenAppUser given, @ForAll Instant now) {
        assertThat(IdempotencyRules.claim(NewAppUser.of(app, given).get(), NOTHING, now))
                .isEmpty();
    }

    private static IdempotencyClaim claim(CreateRequest<?, ?> request, Facts facts, Instant now) {
        return IdempotencyRules.claim(request, facts, now).orElseThrow();
    }
}
