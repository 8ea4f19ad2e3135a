package dev.partyline.testkit.contract;

import static dev.partyline.testkit.contract.StoreUnderTest.replace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.LinePosition;
import dev.partyline.ports.driven.Listing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The users of a line: of all projects, and of one. */
interface LineUsersChapter extends StoreUnderTest {
    /** Where they are. */
    int HERE = 1;

    Line LINE = Person.line(HERE);

    private LineUser there(UserKind kind, int number, int tenant, int created) {
        return (LineUser) admitted(Person.of(kind, number)
                .withThird(HERE)
                .inTenant(tenant)
                .created(created)
                .user());
    }

    /** Of two projects and both kinds; some created at one instant, and none in the order of their ids. */
    private List<LineUser> severalThere() {
        admitted(Person.of(UserKind.DEDICATED, 90).withThird(HERE + 1).user());
        admitted(Person.of(UserKind.SHARED, 91).withThird(HERE + 1).user());
        return Stream.of(
                        there(UserKind.DEDICATED, 26, 1, 5),
                        there(UserKind.SHARED, 25, 0, 9),
                        there(UserKind.SHARED, 24, 1, 5),
                        there(UserKind.DEDICATED, 23, 0, 7),
                        there(UserKind.SHARED, 22, 0, 7),
                        there(UserKind.DEDICATED, 21, 1, 4))
                .sorted(Comparator.comparing(LinePosition::of))
                .toList();
    }

    private List<LineUser> pages(int most) {
        List<LineUser> told = new ArrayList<>();
        List<LineUser> page = store().usersOn(LINE, Optional.empty(), most);
        while (!page.isEmpty() && told.size() < 100) {
            assertThat(page).hasSizeLessThanOrEqualTo(most);
            told.addAll(page);
            page = store().usersOn(LINE, Optional.of(LinePosition.of(page.get(page.size() - 1))), most);
        }
        return told;
    }

    @Demand("The active users of a line are told in pages, of all projects, in the order of their positions;"
            + " the pages miss and repeat nothing.")
    @Test
    default void P9_theUsersOfALineAreToldInPages() {
        List<LineUser> there = severalThere();
        for (int most : List.of(1, 2, 4, 5, 6, 100)) {
            assertThat(pages(most)).as("in pages of %s", most).isEqualTo(there);
        }
        assertThat(store().usersOn(Person.line(HERE + 2), Optional.empty(), 10)).isEmpty();
    }

    @Demand("A page of a line's users goes on behind a user that has left the line.")
    @Test
    default void P9_aPageGoesOnBehindAUserThatHasLeft() {
        List<LineUser> there = severalThere();
        for (int last = 0; last < there.size(); last++) {
            deactivated(there.get(last));
            assertThat(store().usersOn(LINE, Optional.of(LinePosition.of(there.get(last))), 100))
                    .isEqualTo(there.subList(last + 1, there.size()));
        }
    }

    @Demand("A user that moved to another line, or is deactivated, is no user of the line that it left.")
    @Test
    default void P9_whoLeavesALineIsNoMoreOneOfItsUsers() {
        Person person = Person.of(UserKind.DEDICATED, 1).withThird(HERE);
        DedicatedUser moving = admitted(person.asDedicated());
        SharedUser leaving =
                admitted(Person.of(UserKind.SHARED, 2).withThird(HERE).asShared());
        DedicatedUser moved = person.withThird(HERE + 1).at(2).asDedicated();
        isDone(replace(moving, moved));
        deactivated(leaving);
        assertThat(store().usersOn(LINE, Optional.empty(), 10)).isEmpty();
        assertThat(store().usersOn(moved.line(), Optional.empty(), 10)).containsExactly(moved);
    }

    @Demand("A line's users are told as they are now.")
    @Test
    default void P9_aUserOfALineIsToldAsItIs() {
        Person person = Person.of(UserKind.SHARED, 1).withThird(HERE);
        SharedUser user = admitted(person.asShared());
        SharedUser changed = person.looking(1).at(2).asShared();
        isDone(replace(user, changed));
        assertThat(store().usersOn(LINE, Optional.empty(), 10)).containsExactly(changed);
    }

    @Demand("A listing of a line has the tenant's active users on that line, in pages, of the kinds asked for.")
    @Test
    default void L5_aListingMayBeOfALine() {
        List<LineUser> there = severalThere().stream()
                .filter(user -> user.tenant().equals(Person.project(0)))
                .toList();
        deactivated(there(UserKind.SHARED, 30, 0, 1));
        for (int limit = 1; limit <= there.size() + 1; limit++) {
            Listing listing = Listing.of(Person.project(0), limit);
            assertThat(State.rows(store(), listing.on(LINE))).isEqualTo(there);
            assertThat(State.rows(store(), listing.only(UserKind.DEDICATED).on(LINE)))
                    .isEqualTo(there.stream()
                            .filter(DedicatedUser.class::isInstance)
                            .toList());
            assertThat(State.rows(store(), listing.on(Person.line(HERE + 2)))).isEmpty();
        }
        assertThat(State.rows(
                        store(), Listing.of(Person.tenant(UserKind.APP, 0), 10).on(LINE)))
                .isEmpty();
    }
}
