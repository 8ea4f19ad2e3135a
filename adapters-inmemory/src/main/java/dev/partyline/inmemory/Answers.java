package dev.partyline.inmemory;

import static java.util.Objects.requireNonNull;

import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.IdempotencyRules;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.value.IdempotencyKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What was answered under idempotency keys (rules I1 to I6). All are kept for the same time, so that those to be forgotten first stand at
 * the head of a queue: each new one drops what has expired by then, and nothing is ever searched.
 */
final class Answers {
    private record Slot(TenantId tenant, IdempotencyKey key) {}

    private final Map<Slot, IdempotencyRecord> records = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<IdempotencyRecord> byAge = new ConcurrentLinkedQueue<>();

    /** What has expired by then may have been dropped. */
    private final AtomicReference<Instant> latestUse = new AtomicReference<>(Instant.MIN);

    Optional<IdempotencyRecord> get(TenantId tenant, IdempotencyKey key) {
        return Optional.ofNullable(records.get(new Slot(tenant, key)));
    }

    /** Whether nothing stands under the key, or nothing but what counts no more. */
    boolean isFree(TenantId tenant, IdempotencyKey key, Optional<IdempotencyRecord> forgotten) {
        Optional<IdempotencyRecord> standing = get(tenant, key);
        return standing.isEmpty() || standing.equals(forgotten);
    }

    /** Whether the record, where it is not here, may have been here: to be asked after that. */
    boolean mayBeForgotten(IdempotencyRecord record) {
        return !IdempotencyRules.isRemembered(record, requireNonNull(latestUse.get()));
    }

    void put(IdempotencyRecord record) {
        latestUse.accumulateAndGet(record.firstUse(), (one, other) -> one.isAfter(other) ? one : other);
        records.put(new Slot(record.tenant(), record.key()), record);
        byAge.add(record);
        dropExpired(record.firstUse());
    }

    private void dropExpired(Instant now) {
        IdempotencyRecord oldest = byAge.peek();
        while (oldest != null && !IdempotencyRules.isRemembered(oldest, now)) {
            if (byAge.remove(oldest)) {
                records.remove(new Slot(oldest.tenant(), oldest.key()), oldest);
            }
            oldest = byAge.peek();
        }
    }
}
