package dev.partyline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.user.UserId;
import dev.partyline.ports.driven.UserIds;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@link UserIds} demands (rule S1): no id is given twice. Extended by the test of an adapter. */
@ExtendWith(DemandFirst.class)
public abstract class UserIdsContract {
    private static final int EACH = 1_000;

    /** For tests of adapters. */
    protected UserIdsContract() {}

    /** A source of ids, as each process has one. Called more than once. */
    protected abstract UserIds newIds();

    /** Half of the callers share a source, and the others have another. */
    @Demand("No id is given twice, by this source or any other.")
    @Test
    void S1_noIdIsGivenTwiceWhoeverAsks() {
        List<UserIds> sources = List.of(newIds(), newIds());
        List<List<UserId>> given = Race.run(caller ->
                Stream.generate(sources.get(caller % 2)::next).limit(EACH).toList());
        assertThat(given.stream().flatMap(List::stream).distinct().count()).isEqualTo((long) EACH * Race.CALLERS);
    }
}
