package dev.partyline.testkit.arbitrary;

import dev.partyline.domain.request.CreateRequest;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Lists of acts. Requests come from few, so that the same one is made more than once, as are others with its keys. */
public final class Histories {
    private static final int MOST_REQUESTS = 6;
    private static final int MOST_ACTS = 30;

    private Histories() {}

    /** Histories over requests of every kind. */
    public static Arbitrary<List<Act>> any() {
        return over(DomainArbitraries.createRequests());
    }

    /** Histories over these requests. */
    public static Arbitrary<List<Act>> over(Arbitrary<? extends CreateRequest<?, ?>> requests) {
        return requests.list()
                .ofMinSize(1)
                .ofMaxSize(MOST_REQUESTS)
                .flatMap(few -> acts(few).list().ofMaxSize(MOST_ACTS));
    }

    private static Arbitrary<Act> acts(List<? extends CreateRequest<?, ?>> requests) {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.of(requests).map(Act.Create::new)),
                Tuple.of(3, Arbitraries.integers().between(0, 3).map(Act.Deactivate::new)),
                Tuple.of(1, Arbitraries.integers().between(1, 30).map(hours -> new Act.Wait(Duration.ofHours(hours)))));
    }
}
