package dev.partyline.domain.rule;

import dev.partyline.domain.request.RequestKey;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.PhoneNumber;
import java.util.List;
import java.util.Optional;

/**
 * What the rules need to know before they can decide a request. The store answers it in one round trip.
 *
 * @param tenant the tenant that the request is made in
 * @param keys the keys whose active holders are asked for, in the order in which a holder is recognised
 * @param countsSharedUsers whether the number of the tenant's active shared users is asked for
 * @param recallsFormer whether the last deactivated holders of the keys are asked for
 * @param id a user id; asked is which user has it, in whichever state
 * @param requestKey a key; asked is what was answered under it
 * @param lineFor the forms of a phone; asked is which line the pool would give it now; empty if it is not asked
 * @param lineWish what is wished of that line
 * @param ifNobody an admission that a store may make at once if nobody holds a key, nothing was answered under the
 *     request key and no limit is reached
 */
public record Question(
        TenantId tenant,
        List<Key> keys,
        boolean countsSharedUsers,
        boolean recallsFormer,
        Optional<UserId> id,
        Optional<RequestKey> requestKey,
        List<PhoneNumber> lineFor,
        LineWish lineWish,
        Optional<ImmediateAdmission> ifNobody) {

    /** Who holds these keys, and nothing else. */
    public static Question of(TenantId tenant, List<Key> keys) {
        return new Question(
                tenant,
                keys,
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                LineWish.NONE,
                Optional.empty());
    }

    /** The same question, and how many active shared users the tenant has. */
    public Question withSharedUsersCounted(boolean counted) {
        return counted == countsSharedUsers
                ? this
                : new Question(tenant, keys, counted, recallsFormer, id, requestKey, lineFor, lineWish, ifNobody);
    }

    /** The same question, and who held the keys last. */
    public Question withFormerRecalled(boolean recalled) {
        return recalled == recallsFormer
                ? this
                : new Question(tenant, keys, countsSharedUsers, recalled, id, requestKey, lineFor, lineWish, ifNobody);
    }

    /** The same question, and which user has this id, if one is given. */
    public Question withId(Optional<UserId> given) {
        return given.isEmpty()
                ? this
                : new Question(
                        tenant, keys, countsSharedUsers, recallsFormer, given, requestKey, lineFor, lineWish, ifNobody);
    }

    /** The same question, and what was answered under this key, if one is given. */
    public Question withRequestKey(Optional<RequestKey> given) {
        return given.isEmpty()
                ? this
                : new Question(tenant, keys, countsSharedUsers, recallsFormer, id, given, lineFor, lineWish, ifNobody);
    }

    /** The same question, and which line the pool would give, on which none of these is: every form of a phone (P2). */
    public Question withLineFor(List<PhoneNumber> forms, LineWish wish) {
        return new Question(
                tenant, keys, countsSharedUsers, recallsFormer, id, requestKey, List.copyOf(forms), wish, ifNobody);
    }

    /** The same question, with no admission. */
    public Question withoutAdmission() {
        return ifNobody.isEmpty()
                ? this
                : new Question(
                        tenant,
                        keys,
                        countsSharedUsers,
                        recallsFormer,
                        id,
                        requestKey,
                        lineFor,
                        lineWish,
                        Optional.empty());
    }

    /** The same question, with an admission that the store may make at once if nobody is there, and what it claims. */
    public Question admittingIfNobody(SharedAdmission admission, Optional<IdempotencyClaim> claim) {
        return new Question(
                tenant,
                keys,
                countsSharedUsers,
                recallsFormer,
                id,
                requestKey,
                lineFor,
                lineWish,
                Optional.of(new ImmediateAdmission(admission, claim)));
    }
}
