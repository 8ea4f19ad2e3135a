package dev.partyline.domain.request;

import dev.partyline.domain.value.IdempotencyKey;

/** An idempotency key in its scope within a tenant: one operation (I4). Immutable. */
public record RequestKey(Operation operation, IdempotencyKey key) {

    /** Both as one text, for a store: two are equal exactly if their texts are. Not for a log (E3). */
    public String text() {
        return operation.code() + ":" + key.value();
    }
}
