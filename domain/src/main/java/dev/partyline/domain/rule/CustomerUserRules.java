package dev.partyline.domain.rule;

import dev.partyline.domain.answer.CustomerUserRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.value.Field;

/** The rules of customer users (C1 to C6; seed 002), over facts that a store and the tenants give. Pure. */
public final class CustomerUserRules {
    private CustomerUserRules() {}

    /** What must be known to decide the request that becomes this user. */
    public static Question question(CustomerUser candidate) {
        return Question.of(candidate.tenant(), candidate.keys());
    }

    /** What becomes of it, over the answer to its {@link #question}. C2: user and membership are one value, admitted or not. */
    public static Decision<CustomerUserRefusal, CustomerUser, Admission<CustomerUser>> decide(
            CustomerUser candidate, boolean customerIsKnown, Facts facts) {
        if (!customerIsKnown) {
            return refuseCustomer(candidate);
        }
        return KeyRules.inUse(candidate, facts, key -> Field.EMAIL)
                .<Decision<CustomerUserRefusal, CustomerUser, Admission<CustomerUser>>>map(Decision.Refuse::new)
                .orElseGet(() -> KeyRules.admit(candidate));
    }

    /** C5: the project is known when a request gets here; the customer is refused in its own way. */
    private static Decision<CustomerUserRefusal, CustomerUser, Admission<CustomerUser>> refuseCustomer(
            CustomerUser candidate) {
        return new Decision.Refuse<>(new Refusal.UnknownCustomer(candidate.customer()));
    }
}
