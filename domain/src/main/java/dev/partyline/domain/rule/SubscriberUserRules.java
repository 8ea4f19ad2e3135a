package dev.partyline.domain.rule;

import dev.partyline.domain.answer.SubscriberUserRefusal;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.Field;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The rules of subscriber users (N1 to N4; seed 003), over facts that a store gives. Pure. */
public final class SubscriberUserRules {
    private SubscriberUserRules() {}

    /** What must be known to decide the request that becomes this user. */
    public static Question question(SubscriberUser candidate) {
        return Question.of(candidate.tenant(), candidate.keys());
    }

    /** What becomes of it, over the answer to its {@link #question}. */
    public static Decision<SubscriberUserRefusal, SubscriberUser, Admission<SubscriberUser>> decide(
            SubscriberUser candidate, Facts facts) {
        return KeyRules.inUse(candidate, facts, SubscriberUserRules::member)
                .<Decision<SubscriberUserRefusal, SubscriberUser, Admission<SubscriberUser>>>map(Decision.Refuse::new)
                .orElseGet(() -> KeyRules.admit(candidate));
    }

    /** N4 */
    private static Field member(Key key) {
        if (key instanceof Key.SubscriberEmail) {
            return Field.EMAIL;
        }
        return key instanceof Key.SubscriberMsisdn ? Field.MSISDN : Field.IDENTITY;
    }

    /** N2: of this customer too; the same user where it is already. N3: a change moves the time of the update. */
    public static SubscriberUser join(SubscriberUser user, CustomerId customer, Instant now) {
        return user.customers().contains(customer)
                ? user
                : user.withCustomers(
                        Stream.concat(user.customers().stream(), Stream.of(customer))
                                .toList(),
                        later(user, now));
    }

    /** N2: no longer of this customer; the same user where it was not. N3: a change moves the time of the update. */
    public static SubscriberUser leave(SubscriberUser user, CustomerId customer, Instant now) {
        List<CustomerId> others = user.customers().stream()
                .filter(other -> !other.equals(customer))
                .toList();
        return others.equals(user.customers()) ? user : user.withCustomers(others, later(user, now));
    }

    /** N3: it moves with every change, also where the clock did not. */
    private static Instant later(SubscriberUser user, Instant now) {
        return now.isAfter(user.updatedAt()) ? now : user.updatedAt().plusNanos(1_000);
    }
}
