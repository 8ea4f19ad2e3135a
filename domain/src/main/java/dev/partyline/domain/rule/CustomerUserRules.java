package dev.partyline.domain.rule;

import dev.partyline.domain.answer.CustomerUserRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.NewCustomerUser;
import dev.partyline.domain.user.CustomerUser;

/** The rules of customer users (C1 to C6; seed 002), over facts that a store and the tenants give. Pure. */
public final class CustomerUserRules {
    private CustomerUserRules() {}

    /** What must be known to decide the request. */
    public static Question question(NewCustomerUser request) {
        return Question.of(request.tenant(), request.keys());
    }

    /** What becomes of the request. C2: user and membership are one value, admitted or not. */
    public static Decision<CustomerUserRefusal, CustomerUser> decide(
            NewCustomerUser request, boolean customerIsKnown, Facts facts) {
        if (!customerIsKnown) {
            return refuseCustomer(request);
        }
        return KeyRules.inUse(request.keys(), facts)
                .<Decision<CustomerUserRefusal, CustomerUser>>map(Decision.Refuse::new)
                .orElseGet(() -> new Decision.Admit<>((newId, now) -> UserAdmission.fresh(request.as(newId, now))));
    }

    /** C5: the project is known when a request gets here; the customer is refused in its own way. */
    private static Decision<CustomerUserRefusal, CustomerUser> refuseCustomer(NewCustomerUser request) {
        return new Decision.Refuse<>(new Refusal.UnknownCustomer(request.customer()));
    }
}
