package dev.partyline.ports;

import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.answer.Forecast;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.rule.ChangeRules;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.IdempotencyRules;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.Revision;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.Field;
import dev.partyline.ports.driven.Change;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The way of a change, or of its dry run: question, facts, revision, change, commit, outcome. It is outdated if
 * somebody else changes the user meanwhile.
 */
record Amending<U extends User>(Amendment<U> amendment, RegistryOptions options, Instant now) {

    /** The first step of carrying it out. */
    Step<Either<ChangeRefusal, Outcome<U>>> first() {
        return new Step.Ask<>(
                question(List.of()),
                facts -> answered(facts)
                        .<Step<Either<ChangeRefusal, Outcome<U>>>>map(Step.Answer::new)
                        .orElseGet(() -> withUser(
                                facts,
                                (user, known) -> carryOut(
                                        amendment.decide(user, known, now),
                                        IdempotencyRules.claim(amendment.request(), known, now)))));
    }

    /** The first step of its dry run. */
    Step<Either<ChangeRefusal, Forecast<U>>> dryRun() {
        return new Step.Ask<>(
                question(List.of()),
                facts -> answered(facts)
                        .<Step<Either<ChangeRefusal, Forecast<U>>>>map(answer ->
                                new Step.Answer<>(answer.map(outcome -> new Forecast.WouldReturn<>(outcome.user()))))
                        .orElseGet(
                                () -> withUser(facts, (user, known) -> forecast(amendment.decide(user, known, now)))));
    }

    private Question question(List<Key> more) {
        return Question.of(
                        amendment.request().tenant(),
                        Stream.concat(amendment.keys().stream(), more.stream()).toList())
                .withId(Optional.of(amendment.request().id()))
                .withRequestKey(amendment.request().requestKey());
    }

    /** I1, I2: what was answered under the request's idempotency key. */
    private Optional<Either<ChangeRefusal, Outcome<U>>> answered(Facts facts) {
        return IdempotencyRules.answered(amendment.request(), facts, now)
                .map(answer -> answer.<ChangeRefusal>mapLeft(reused -> reused)
                        .map(Creating::<U>ofTheSameKind)
                        .filterOrElse(
                                outcome -> amendment.repeats(outcome.user()),
                                outcome -> new Refusal.IdempotencyKeyReused()));
    }

    /** L2, L7: the user, if there is one and it has the version asked for; with all that must be known of its keys. */
    private <T> Step<Either<ChangeRefusal, T>> withUser(
            Facts facts, BiFunction<U, Facts, Step<Either<ChangeRefusal, T>>> next) {
        Optional<U> found = facts.user().flatMap(amendment::of);
        if (found.isEmpty()) {
            return new Step.Answer<>(
                    Either.left(new Refusal.UserNotFound(amendment.request().id())));
        }
        U user = found.get();
        Optional<Refusal.Stale> stale = ChangeRules.stale(amendment.request().ifVersion(), user);
        if (stale.isPresent()) {
            return new Step.Answer<>(Either.left(stale.get()));
        }
        List<Key> more = amendment.keysOf(user);
        if (more.isEmpty()) {
            return next.apply(user, facts);
        }
        return new Step.Ask<>(
                question(more),
                again -> again.user().equals(facts.user()) && again.remembered().equals(facts.remembered())
                        ? next.apply(user, again)
                        : new Step.Outdated<>());
    }

    private Step<Either<ChangeRefusal, Outcome<U>>> carryOut(Revision<U> revision, Optional<IdempotencyClaim> claim) {
        return revision.fold(
                refuse -> new Step.Answer<>(Either.left(refuse.reason())),
                returned -> claim.isPresent()
                        ? made(new Change.Confirm(returned.user(), Optional.empty(), claim.get()))
                        : new Step.Answer<>(Either.right(new Outcome.Returned<>(returned.user()))),
                update -> made(new Change.Replace(
                        options.newChange(),
                        update.before(),
                        update.fields().contains(Field.PASSWORD) ? amendment.completed(update.after()) : update.after(),
                        now,
                        options.formerUntil(now),
                        update.fields(),
                        amendment.tenant().eventValues(),
                        claim)),
                move -> made(new Change.Move(
                        move.before(),
                        move.after().placedBy(options.newChange()),
                        amendment.wish(move.after()),
                        now,
                        options.formerUntil(now),
                        move.fields(),
                        amendment.tenant().eventValues(),
                        claim)));
    }

    private Step<Either<ChangeRefusal, Outcome<U>>> made(Change change) {
        return new Step.Make<>(
                change,
                outcome -> Either.right(Creating.ofTheSameKind(outcome)),
                () -> Either.left(new Refusal.PoolExhausted()));
    }

    private Step<Either<ChangeRefusal, Forecast<U>>> forecast(Revision<U> revision) {
        return revision.fold(
                refuse -> new Step.Answer<>(Either.left(refuse.reason())),
                returned -> new Step.Answer<>(Either.right(new Forecast.WouldReturn<>(returned.user()))),
                update -> new Step.Answer<>(Either.right(new Forecast.WouldUpdate<>(update.after(), update.fields()))),
                this::forecastOfMove);
    }

    /** K2, S6: whether the pool has another line for the user, as it is at this version. */
    @SuppressWarnings("unchecked") // Only a shared user moves.
    private Step<Either<ChangeRefusal, Forecast<U>>> forecastOfMove(Revision.Move<U> move) {
        SharedUser after = move.after();
        return new Step.Ask<>(
                question(List.of()).withLineFor(after.claims().everywhere(after.phone()), amendment.wish(after)),
                facts -> {
                    if (!facts.user().equals(Optional.of(move.before()))) {
                        return new Step.Outdated<>();
                    }
                    return new Step.Answer<>(
                            facts.lineToBeHad().isPresent()
                                    ? Either.right(new Forecast.WouldUpdate<>((U) after, move.fields()))
                                    : Either.left(new Refusal.PoolExhausted()));
                });
    }
}
