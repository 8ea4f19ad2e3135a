package dev.partyline.ports.driven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.Samples;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LinePositionTest {
    private static final ProjectId FIRST =
            ProjectId.of("00000000-0000-4000-8000-000000000001").get();
    private static final ProjectId LAST =
            ProjectId.of("f0000000-0000-4000-8000-000000000001").get();

    private static UserId id(int number) {
        return new UserId(new UUID(1, number));
    }

    @Test
    void P9_theProjectCountsBeforeTheCreationAndTheCreationBeforeTheId() {
        List<LinePosition> inOrder = List.of(
                new LinePosition(FIRST, Samples.NOW, id(3)),
                new LinePosition(FIRST, Samples.LATER, id(2)),
                new LinePosition(FIRST, Samples.LATER, id(4)),
                new LinePosition(LAST, Samples.NOW, id(1)));
        assertThat(inOrder).isSorted();
        assertThat(inOrder.get(3)).isGreaterThan(inOrder.get(0));
        assertThat(inOrder.get(0)).isEqualByComparingTo(new LinePosition(FIRST, Samples.NOW, id(3)));
    }
}
