package dev.partyline.ports;

import dev.partyline.domain.answer.CreationRefusal;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.SubscriberUserRefusal;
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.rule.Admission;
import dev.partyline.domain.rule.Decision;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SubscriberUserRules;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.ports.driven.UserStore;
import io.vavr.control.Either;
import java.util.Optional;

/** A subscriber user. */
record SubscriberUserCreation(NewSubscriberUser request, SubscriberUser candidate, UserStore store)
        implements Creation<SubscriberUserRefusal, SubscriberUser, Admission<SubscriberUser>> {

    @Override
    public SubscriberUserRefusal refusal(CreationRefusal reason) {
        return reason;
    }

    @Override
    public Question question() {
        return SubscriberUserRules.question(candidate);
    }

    @Override
    public Decision<SubscriberUserRefusal, SubscriberUser, Admission<SubscriberUser>> decide(Facts facts) {
        return SubscriberUserRules.decide(candidate, facts);
    }

    @Override
    public Optional<Either<SubscriberUserRefusal, Outcome<SubscriberUser>>> admit(
            Admission<SubscriberUser> admission, Optional<IdempotencyClaim> claim) {
        return Creation.admit(store, admission, claim);
    }

    @Override
    public Optional<DeactivatedUser> revivedBy(Admission<SubscriberUser> admission) {
        return admission.revived();
    }
}
