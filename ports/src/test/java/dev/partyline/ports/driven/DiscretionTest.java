package dev.partyline.ports.driven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.user.PlaceId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.ports.Samples;
import dev.partyline.ports.driven.AllocatingUserStore.Admitted;
import dev.partyline.ports.driven.PhonePool.Lapsed;
import dev.partyline.ports.driven.PhonePool.Lease;
import dev.partyline.ports.driven.PhonePool.LeaseRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes through the ports may be logged. */
class DiscretionTest {

    @ParameterizedTest
    @MethodSource("everythingThatGoesThroughThePorts")
    void E3_showsNothingOfAPerson(Object message) {
        assertThat(message.toString()).doesNotContain(Samples.SECRETS);
    }

    static Stream<Object> everythingThatGoesThroughThePorts() {
        PlaceId place = Samples.SHARED_USER.place();
        ListPosition position = ListPosition.of(Samples.SHARED_USER);
        Page.Row row = new Page.Row(Samples.SHARED_USER, Optional.of(Samples.NOW));
        return Stream.of(
                new Change.Admit(
                        Samples.SHARED_USER,
                        Optional.of(Samples.DEACTIVATED_USER),
                        Optional.of(Samples.LAST_HOLDER),
                        OptionalInt.of(1)),
                new Change.Admit(Samples.DEDICATED_USER, Optional.empty(), Optional.empty(), OptionalInt.empty()),
                new Change.Replace(Samples.SHARED_USER, Samples.SHARED_USER),
                new Change.Deactivate(Samples.DEDICATED_USER, Samples.NOW),
                new Change.Answer(
                        Optional.of(new Change.Replace(Samples.SHARED_USER, Samples.SHARED_USER)),
                        Samples.RECORD,
                        Optional.of(Samples.RECORD)),
                Samples.ADMISSION,
                new Admitted.Done(Samples.SHARED_USER),
                new LeaseRequest(
                        place,
                        Samples.PROJECT.id(),
                        Samples.ID,
                        Set.of(Samples.LINE),
                        LineWish.preferring(Samples.LINE)),
                new Lease.Granted(Samples.LINE),
                new Lapsed(place, Samples.PROJECT.id(), Samples.ID),
                row,
                new Page(List.of(row), Optional.of(position)),
                position,
                Listing.of(Samples.PROJECT.id(), 1).only(UserKind.SHARED).from(position));
    }
}
