package dev.partyline.ports;

import dev.partyline.domain.answer.CreationRefusal;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.answer.SharedUserRefusal;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.rule.Decision;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.rule.SharedUserRules;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.ports.driven.UserIds;
import dev.partyline.ports.driven.UserStore;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** A shared user, which needs a line of the pool besides the store. */
record SharedUserCreation(NewSharedUser request, Project project, UserStore store, LinePlacement placement)
        implements Creation<SharedUserRefusal, SharedUser, SharedAdmission> {

    @Override
    public SharedUserRefusal refusal(CreationRefusal reason) {
        return reason;
    }

    @Override
    public Question question() {
        return SharedUserRules.question(request, project);
    }

    @Override
    public Decision<SharedUserRefusal, SharedUser, SharedAdmission> decide(Facts facts) {
        return SharedUserRules.decide(request, project, facts);
    }

    @Override
    public Optional<Either<SharedUserRefusal, Outcome<SharedUser>>> answer(
            Question question,
            UserIds ids,
            Instant now,
            Function<Facts, Optional<Either<SharedUserRefusal, Outcome<SharedUser>>>> onFacts) {
        return placement
                .lookOrAdmit(question, () -> ifNew(ids, now))
                .fold(
                        looked -> onFacts.apply(looked.facts()),
                        made -> Optional.of(Either.right(new Outcome.Created<>(made.user()))));
    }

    /** Under an idempotency key what is answered has to be kept in the same step (I6). */
    private Optional<SharedAdmission> ifNew(UserIds ids, Instant now) {
        if (request.idempotencyKey().isPresent()) {
            return Optional.empty();
        }
        return decide(Facts.NOTHING)
                .fold(
                        refuse -> Optional.empty(),
                        returned -> Optional.empty(),
                        update -> Optional.empty(),
                        admit -> Optional.of(admit.admission().as(ids.next(), now)));
    }

    @Override
    public Optional<Either<SharedUserRefusal, Outcome<SharedUser>>> admit(
            SharedAdmission admission, Optional<IdempotencyClaim> claim) {
        return placement
                .admit(admission, claim)
                .fold(
                        done -> Optional.of(Either.right(Outcome.admitted(
                                done.user(), admission.revived().isPresent()))),
                        outdated -> Optional.empty(),
                        noLine -> refuseForWantOfLine(claim));
    }

    /** S5, I2: the pool is what refuses only where nothing that comes before it, such as the same user or key, has come up meanwhile. */
    private Optional<Either<SharedUserRefusal, Outcome<SharedUser>>> refuseForWantOfLine(
            Optional<IdempotencyClaim> claim) {
        Facts facts = store.look(question().withIdempotencyKey(request.idempotencyKey()));
        if (!facts.remembered().equals(claim.flatMap(IdempotencyClaim::forgotten))) {
            return Optional.empty();
        }
        return decide(facts)
                .fold(
                        refuse -> Optional.empty(),
                        returned -> Optional.empty(),
                        update -> Optional.empty(),
                        admit -> Optional.of(Either.left(new Refusal.PoolExhausted())));
    }

    @Override
    public Optional<SharedUserRefusal> foreseenRefusal(SharedAdmission admission) {
        return placement.hasLineFor(request.phone()) ? Optional.empty() : Optional.of(new Refusal.PoolExhausted());
    }

    @Override
    public Optional<DeactivatedUser> revivedBy(SharedAdmission admission) {
        return admission.revived();
    }
}
