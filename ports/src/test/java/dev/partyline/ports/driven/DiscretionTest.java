package dev.partyline.ports.driven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.Profile;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Field;
import dev.partyline.ports.Samples;
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
        ListPosition position = ListPosition.of(Samples.SHARED_USER);
        AnyUser row = Samples.DEACTIVATED_USER;
        Version version = new Version(Samples.PROJECT.id(), Samples.ID, 1, Samples.PLACE);
        return Stream.of(
                new Change.Admit(
                        Samples.PLACE,
                        Samples.SHARED_USER,
                        Samples.NOW,
                        Optional.of(Samples.DEACTIVATED_USER),
                        Optional.of(Samples.LAST_HOLDER),
                        OptionalInt.of(1),
                        Optional.of(Samples.CLAIM)),
                new Change.AdmitOnALine(Samples.ADMISSION, Optional.of(Samples.CLAIM)),
                new Change.Replace(
                        Samples.PLACE,
                        Samples.SHARED_USER,
                        Samples.SHARED_USER.with(Profile.EMPTY, SharedIdentity.PHONE),
                        Samples.NOW,
                        Set.of(Field.EMAIL),
                        Optional.of(Samples.CLAIM)),
                new Change.Move(
                        Samples.SHARED_USER,
                        Samples.MOVED,
                        Samples.NOW,
                        Set.of(Field.PHONE_NUMBER),
                        Optional.of(Samples.CLAIM)),
                new Change.Erase(Samples.PLACE, Samples.DEACTIVATED_USER, Samples.NOW, Optional.of(Samples.CLAIM)),
                new Change.Deactivate(Samples.PLACE, Samples.DEDICATED_USER, Samples.NOW, Optional.empty()),
                new Change.Confirm(
                        Samples.SHARED_USER,
                        Optional.of(new Key.SharedPhone(Samples.PROJECT.id(), Samples.PHONE_NUMBER)),
                        Samples.CLAIM),
                new Commit.Done(Samples.SHARED_USER),
                new Commit.Outdated(),
                new Commit.NoLine(),
                version,
                Event.of(
                        new Change.Deactivate(
                                Samples.PLACE, Samples.SHARED_USER, Samples.NOW, true, Optional.of(Samples.CLAIM)),
                        Samples.DEACTIVATED_USER),
                new EventId(Samples.PROJECT.id(), Samples.ID, 1),
                new LeaseRequest(version, Set.of(Samples.LINE), LineWish.preferring(Samples.LINE)),
                new Lease.Granted(Samples.LINE),
                row,
                new Page(List.of(row), Optional.of(position)),
                position,
                Listing.of(Samples.PROJECT.id(), 1).only(UserKind.SHARED).from(position));
    }
}
