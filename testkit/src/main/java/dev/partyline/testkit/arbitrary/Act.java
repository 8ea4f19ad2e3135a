package dev.partyline.testkit.arbitrary;

import dev.partyline.domain.request.CreateRequest;
import java.time.Duration;

/** One thing that happens in a history. Immutable. */
public sealed interface Act {
    /** A request is made. */
    record Create(CreateRequest<?, ?> request) implements Act {}

    /**
     * A user is deactivated.
     *
     * @param created which one: so many users were created after it
     */
    record Deactivate(int created) implements Act {}

    /** Time passes. */
    record Wait(Duration time) implements Act {}
}
