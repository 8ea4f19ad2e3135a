package dev.partyline.domain.rule;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.Key;
import java.util.List;

/**
 * What the rules need to know before they can decide a request: asked of the store in one trip.
 *
 * @param tenant the tenant that the request is made in
 * @param keys whose active holders are asked for, in the order in which a holder is recognised
 * @param countsSharedUsers whether the number of the tenant's active shared users is asked for
 * @param recallsFormer whether the last deactivated holders of the keys are asked for
 */
public record Question(TenantId tenant, List<Key> keys, boolean countsSharedUsers, boolean recallsFormer) {}
