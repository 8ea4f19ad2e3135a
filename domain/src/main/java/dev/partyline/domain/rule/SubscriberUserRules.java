package dev.partyline.domain.rule;

import dev.partyline.domain.answer.SubscriberUserRefusal;
import dev.partyline.domain.request.NewSubscriberUser;
import dev.partyline.domain.tenant.Account;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.value.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules of subscriber users (N1 to N4; seed 003), over facts that a store gives. Pure. */
public final class SubscriberUserRules {
    private SubscriberUserRules() {}

    /** What must be known to decide the request. N4: the account says which members are keys. */
    public static Question question(NewSubscriberUser request, Account account) {
        return Question.of(request.tenant(), request.keys(account));
    }

    /** What becomes of the request. */
    public static Decision<SubscriberUserRefusal, SubscriberUser> decide(
            NewSubscriberUser request, Account account, Facts facts) {
        return KeyRules.inUse(request.keys(account), facts)
                .<Decision<SubscriberUserRefusal, SubscriberUser>>map(Decision.Refuse::new)
                .orElseGet(() ->
                        new Decision.Admit<>((newId, now) -> UserAdmission.fresh(request.as(newId, account, now))));
    }

    /** N2: those that the user belongs to, with the one that it joins, and without the one that it leaves. */
    static List<CustomerId> customers(SubscriberUser user, Optional<CustomerId> joined, Optional<CustomerId> left) {
        return Stream.concat(user.customers().stream(), joined.stream())
                .distinct()
                .filter(customer -> !left.equals(Optional.of(customer)))
                .toList();
    }

    /** N3: it moves with every change, also if the clock did not. */
    static Instant later(SubscriberUser user, Instant now) {
        return now.isAfter(user.updatedAt()) ? now : user.updatedAt().plusNanos(1_000);
    }
}
