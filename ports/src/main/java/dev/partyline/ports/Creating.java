package dev.partyline.ports;

import dev.partyline.domain.answer.Forecast;
import dev.partyline.domain.answer.LineChoice;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.rule.Admission;
import dev.partyline.domain.rule.Decision;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.IdempotencyRules;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.driven.Change;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * The way of a create, or of its dry run: question, facts, decision, change, commit, outcome. It is outdated if the
 * facts no longer hold when the decision is committed.
 */
record Creating<R extends Refusal, U extends User>(Creation<R, U> creation, RegistryOptions options, Instant now)
        implements Function<Facts, Step<Either<R, Outcome<U>>>> {

    /**
     * The first step of carrying it out.
     *
     * @param admitsAtOnce whether the store is to make an admission that a question brings
     */
    Step<Either<R, Outcome<U>>> first(boolean admitsAtOnce) {
        return new Step.Ask<>(question(admitsAtOnce), this);
    }

    /** Goes on with the facts. */
    @Override
    public Step<Either<R, Outcome<U>>> apply(Facts facts) {
        if (facts.admitted().isPresent()) {
            return new Step.Answer<>(
                    Either.right(admittedAtOnce(facts.admitted().get())));
        }
        Optional<Either<R, Outcome<U>>> answered = answered(facts);
        return answered.isPresent() ? new Step.Answer<>(answered.get()) : decided(facts);
    }

    /**
     * P7: nobody was there, so that nothing else was wished than what the request and its tenant wish. Of a user that
     * was moved since, before the admission was settled, nobody can tell why it was put on its first line.
     */
    private Outcome<U> admittedAtOnce(SharedUser user) {
        boolean isWhereItWasPut = user.placedBy().equals(ChangeId.of(user.id()));
        Optional<LineChoice> choice =
                isWhereItWasPut ? Optional.of(creation.wish().choice(user.line())) : Optional.empty();
        return ofTheSameKind(new Outcome.Created<>(user, choice));
    }

    /** The question; with the admission that follows if nobody is there, for a store that can make it at once. */
    private Question question(boolean admitsAtOnce) {
        Question question =
                creation.question().withRequestKey(creation.request().requestKey());
        return admitsAtOnce && creation.needsLine()
                ? creation.ifNobody(options.ids().next(), now)
                        .map(admission -> question.admittingIfNobody(
                                admission, IdempotencyRules.claim(creation.request(), Facts.NOTHING, now)))
                        .orElse(question)
                : question;
    }

    /** I1, I2: what was answered under the request's idempotency key. */
    private Optional<Either<R, Outcome<U>>> answered(Facts facts) {
        return IdempotencyRules.answered(creation.request(), facts, now)
                .map(answer -> answer.map(Creating::<U>ofTheSameKind)
                        .filterOrElse(
                                outcome -> creation.repeats(outcome.user()),
                                outcome -> new Refusal.IdempotencyKeyReused())
                        .mapLeft(creation::refusal));
    }

    /** Equal fingerprints are those of requests for the same kind of user; and a change is decided for its own kind. */
    @SuppressWarnings("unchecked")
    static <U extends AnyUser> Outcome<U> ofTheSameKind(Outcome<? extends AnyUser> outcome) {
        return (Outcome<U>) outcome;
    }

    private Step<Either<R, Outcome<U>>> decided(Facts facts) {
        Optional<IdempotencyClaim> claim = IdempotencyRules.claim(creation.request(), facts, now);
        return creation.decide(facts)
                .fold(
                        refuse -> new Step.Answer<>(Either.left(refuse.reason())),
                        returned -> claim.isPresent()
                                ? made(new Change.Confirm(returned.user(), returned.unheld(), claim.get()))
                                : new Step.Answer<>(Either.right(new Outcome.Returned<>(returned.user()))),
                        update -> made(new Change.Replace(
                                options.newChange(),
                                update.before(),
                                update.after(),
                                now,
                                options.formerUntil(now),
                                update.fields(),
                                creation.tenant().eventValues(),
                                claim)),
                        admit -> admitted(options.ids().next(), admit, claim));
    }

    private Step<Either<R, Outcome<U>>> admitted(
            UserId newId, Decision.Admit<R, U> decision, Optional<IdempotencyClaim> claim) {
        return made(creation.completed(decision.admission().as(newId, now))
                .fold(
                        whole -> new Change.Admit(
                                ChangeId.of(newId),
                                whole.user(),
                                now,
                                whole.revived(),
                                whole.lastHolder(),
                                OptionalInt.empty(),
                                Optional.empty(),
                                creation.tenant().eventValues(),
                                claim),
                        withoutLine -> new Change.AdmitOnALine(withoutLine, claim)));
    }

    private Step<Either<R, Outcome<U>>> made(Change change) {
        return new Step.Make<>(
                change, outcome -> Either.right(ofTheSameKind(outcome)), () -> Either.left(creation.noLine()));
    }

    /** The first step of its dry run. */
    Step<Either<R, Forecast<U>>> dryRun() {
        return dryRun(creation.wish());
    }

    /** @param wish of a line; if the user found makes another wish (L3), that is asked for next */
    private Step<Either<R, Forecast<U>>> dryRun(LineWish wish) {
        return new Step.Ask<>(
                creation.dryRunQuestion(wish).withRequestKey(creation.request().requestKey()), facts -> {
                    Optional<Either<R, Outcome<U>>> answered = answered(facts);
                    return answered.isPresent()
                            ? new Step.Answer<>(
                                    answered.get().map(outcome -> new Forecast.WouldReturn<>(outcome.user())))
                            : forecast(facts, wish);
                });
    }

    private Step<Either<R, Forecast<U>>> forecast(Facts facts, LineWish wish) {
        return creation.decide(facts)
                .fold(
                        refuse -> new Step.Answer<>(Either.left(refuse.reason())),
                        returned -> new Step.Answer<>(Either.right(new Forecast.WouldReturn<>(returned.user()))),
                        update -> new Step.Answer<>(
                                Either.right(new Forecast.WouldUpdate<>(update.after(), update.fields()))),
                        admit -> {
                            Admission<U> admission =
                                    admit.admission().as(options.ids().next(), now);
                            LineWish wished = admission.fold(whole -> LineWish.NONE, SharedAdmission::wish);
                            return wished.equals(wish)
                                    ? new Step.Answer<>(forecast(facts, admission, wish))
                                    : dryRun(wished);
                        });
    }

    private Either<R, Forecast<U>> forecast(Facts facts, Admission<U> admission, LineWish wish) {
        if (creation.needsLine() && facts.lineToBeHad().isEmpty()) {
            return Either.left(creation.noLine());
        }
        Optional<LineChoice> line = facts.lineToBeHad().map(wish::choice);
        return Either.right(admission
                .revived()
                .<Forecast<U>>map(
                        former -> new Forecast.WouldRevive<>(former.user().id(), line))
                .orElseGet(() -> new Forecast.WouldCreate<>(line)));
    }
}
