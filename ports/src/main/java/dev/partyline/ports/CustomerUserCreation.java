package dev.partyline.ports;

import dev.partyline.domain.answer.CreationRefusal;
import dev.partyline.domain.answer.CustomerUserRefusal;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.request.NewCustomerUser;
import dev.partyline.domain.rule.Admission;
import dev.partyline.domain.rule.CustomerUserRules;
import dev.partyline.domain.rule.Decision;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.ports.driven.PasswordHasher;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UserStore;
import io.vavr.control.Either;
import java.util.Optional;

/** A customer user, whose customer must be known, and whose password is hashed once it is decided that the user is admitted. */
record CustomerUserCreation(
        NewCustomerUser request, CustomerUser candidate, UserStore store, Tenants tenants, PasswordHasher passwords)
        implements Creation<CustomerUserRefusal, CustomerUser, Admission<CustomerUser>> {

    @Override
    public CustomerUserRefusal refusal(CreationRefusal reason) {
        return reason;
    }

    @Override
    public Question question() {
        return CustomerUserRules.question(candidate);
    }

    @Override
    public Decision<CustomerUserRefusal, CustomerUser, Admission<CustomerUser>> decide(Facts facts) {
        return CustomerUserRules.decide(
                candidate, tenants.hasCustomer(candidate.project(), candidate.customer()), facts);
    }

    /** I2, C6: the password is in no fingerprint; that it is the same, its hash tells. */
    @Override
    public boolean repeats(CustomerUser created) {
        return request.password()
                .map(given -> created.password()
                        .filter(hash -> passwords.verify(given, hash))
                        .isPresent())
                .orElse(created.password().isEmpty());
    }

    @Override
    public Optional<Either<CustomerUserRefusal, Outcome<CustomerUser>>> admit(
            Admission<CustomerUser> admission, Optional<IdempotencyClaim> claim) {
        CustomerUser user = request.password()
                .map(passwords::hash)
                .map(admission.user()::withPassword)
                .orElse(admission.user());
        return Creation.admit(store, admission.of(user), claim);
    }

    @Override
    public Optional<DeactivatedUser> revivedBy(Admission<CustomerUser> admission) {
        return admission.revived();
    }
}
