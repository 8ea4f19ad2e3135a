package dev.partyline.inmemory;

import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.IdempotencyRules;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.value.IdempotencyKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What was answered under idempotency keys (rules I1 to I6). All are kept for the same time, so that those to be
 * forgotten first stand at the head of a queue: each new one drops what has expired by then, and nothing is ever
 * searched.
 */
final class Answers {
    private record Slot(TenantId tenant, IdempotencyKey key) {}

    private final Map<Slot, IdempotencyRecord> records = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<IdempotencyRecord> byAge = new ConcurrentLinkedQueue<>();

    Optional<IdempotencyRecord> get(TenantId tenant, IdempotencyKey key) {
        return Optional.ofNullable(records.get(new Slot(tenant, key)));
    }

    /** Whether nothing stands under the key, or nothing but what counts no more. */
    boolean isFree(TenantId tenant, IdempotencyKey key, Optional<IdempotencyRecord> forgotten) {
        Optional<IdempotencyRecord> standing = get(tenant, key);
        return standing.isEmpty() || standing.equals(forgotten);
    }

    void put(IdempotencyRecord record) {
        records.put(new Slot(record.tenant(), record.key()), record);
        byAge.add(record);
        dropExpired(record.firstUse());
    }

    /** How many it dropped. */
    int dropExpired(Instant now) {
        int dropped = 0;
        IdempotencyRecord oldest = byAge.peek();
        while (oldest != null && !IdempotencyRules.isRemembered(oldest, now)) {
            if (byAge.remove(oldest)) {
                records.remove(new Slot(oldest.tenant(), oldest.key()), oldest);
                dropped++;
            }
            oldest = byAge.peek();
        }
        return dropped;
    }
}
