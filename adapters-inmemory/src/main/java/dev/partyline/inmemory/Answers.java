package dev.partyline.inmemory;

import dev.partyline.domain.request.RequestKey;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.IdempotencyRules;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What was answered under idempotency keys (rules I1 to I6). All are kept for the same time, so that those to be
 * forgotten first stand at the head of a queue: each new one drops what has expired by then, and nothing is ever
 * searched.
 */
final class Answers {
    private record Slot(TenantId tenant, RequestKey key) {}

    private record Owner(TenantId tenant, UserId user) {
        static Owner of(IdempotencyRecord record) {
            AnyUser user = record.outcome().user();
            return new Owner(user.tenant(), user.id());
        }
    }

    private record Age(Slot slot, Instant firstUse) {}

    private final Map<Slot, IdempotencyRecord> records = new ConcurrentHashMap<>();

    /** Which records tell of a user. */
    private final Map<Owner, Set<Slot>> byUser = new ConcurrentHashMap<>();

    private final ConcurrentLinkedQueue<Age> byAge = new ConcurrentLinkedQueue<>();

    Optional<IdempotencyRecord> get(TenantId tenant, RequestKey key) {
        return Optional.ofNullable(records.get(new Slot(tenant, key)));
    }

    /** Whether nothing stands under the key, or nothing but what counts no more. */
    boolean isFree(TenantId tenant, RequestKey key, Optional<IdempotencyRecord> forgotten) {
        Optional<IdempotencyRecord> standing = get(tenant, key);
        return standing.isEmpty() || standing.equals(forgotten);
    }

    void put(IdempotencyRecord record) {
        Slot slot = new Slot(record.tenant(), record.key());
        IdempotencyRecord former = records.put(slot, record);
        if (former != null) {
            disown(slot, former);
        }
        byUser.compute(Owner.of(record), (owner, known) -> {
            Set<Slot> slots = known == null ? ConcurrentHashMap.newKeySet() : known;
            slots.add(slot);
            return slots;
        });
        byAge.add(new Age(slot, record.firstUse()));
        dropExpired(record.firstUse());
    }

    private void disown(Slot slot, IdempotencyRecord record) {
        byUser.computeIfPresent(Owner.of(record), (owner, slots) -> {
            slots.remove(slot);
            return slots.isEmpty() ? null : slots;
        });
    }

    /** X2: no record holds a value of the user any more. May be repeated. */
    void erase(ErasedUser user) {
        byUser.getOrDefault(new Owner(user.tenant(), user.id()), Set.of())
                .forEach(slot -> records.computeIfPresent(slot, (same, record) -> erased(record, user)));
    }

    /**
     * What tells of an erased user holds no value of it: the request that erased it is still to be recognised. Under
     * the same key, there may be the record of another user by now.
     */
    private static IdempotencyRecord erased(IdempotencyRecord record, ErasedUser user) {
        boolean isOfTheUser = record.outcome().user().id().equals(user.id());
        return isOfTheUser && !(record.outcome().user() instanceof ErasedUser) ? record.erased(user) : record;
    }

    /** How many it dropped. */
    int dropExpired(Instant now) {
        int dropped = 0;
        for (Age oldest = byAge.peek(); oldest != null && isOver(oldest.firstUse, now); oldest = byAge.peek()) {
            if (byAge.remove(oldest)) {
                dropped += drop(oldest, now) ? 1 : 0;
            }
        }
        return dropped;
    }

    private boolean drop(Age oldest, Instant now) {
        IdempotencyRecord record = records.get(oldest.slot);
        if (record == null || !isOver(record.firstUse(), now) || !records.remove(oldest.slot, record)) {
            return false;
        }
        disown(oldest.slot, record);
        return true;
    }

    private static boolean isOver(Instant firstUse, Instant now) {
        return !IdempotencyRules.isRemembered(firstUse, now);
    }
}
