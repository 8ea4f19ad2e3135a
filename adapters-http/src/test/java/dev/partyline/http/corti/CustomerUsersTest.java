package dev.partyline.http.corti;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.Name;
import dev.partyline.http.api.MemberReader;
import dev.partyline.http.body.Members;
import dev.partyline.http.exchange.Lane;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.Tenants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/** How pages of a customer are made of pages of its project. */
class CustomerUsersTest {
    private static final ConsoleProjectId PROJECT = new ConsoleProjectId("consoleproject");
    private static final CustomerId MINE = CustomerId.of("contosohospital").get();
    private static final CustomerId THEIRS = CustomerId.of("fabrikamclinic").get();
    private static final Name NAME = Name.of("Ada").get();
    private static final EmailAddress EMAIL =
            EmailAddress.of("ada@example.com", EmailRule.FORMAT).get();

    private final CustomerUsers users =
            new CustomerUsers(Tenants.of(ConsoleProject.of(PROJECT)), hash -> false, Map.of());
    private final Membership membership = new Membership(ConsoleProject.of(PROJECT), MINE);
    private int pagesRead;

    private static AnyUser user(int number, CustomerId customer) {
        return new CustomerUser(
                new UserId(new UUID(0, number)),
                1,
                PROJECT,
                customer,
                EMAIL,
                NAME,
                NAME,
                false,
                true,
                Optional.empty(),
                Instant.EPOCH.plusSeconds(number));
    }

    /** The users of a project, some of which are of the customer. */
    private static List<AnyUser> project(int size, IntPredicate isMine) {
        return IntStream.range(0, size)
                .mapToObj(number -> user(number, isMine.test(number) ? MINE : THEIRS))
                .toList();
    }

    private Page read(List<AnyUser> project, Listing listing) {
        pagesRead++;
        List<AnyUser> rest = project.stream()
                .filter(user -> listing.after()
                        .filter(after -> ListPosition.of(user).compareTo(after) <= 0)
                        .isEmpty())
                .toList();
        List<AnyUser> rows = rest.subList(0, Math.min(listing.limit(), rest.size()));
        return new Page(
                rows,
                rows.size() < rest.size() ? Optional.of(ListPosition.of(rows.get(rows.size() - 1))) : Optional.empty());
    }

    private Page page(List<AnyUser> project, Listing listing) {
        return users.page(membership, listing, next -> read(project, next));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10, 1",
        "1, 1, 1",
        "10, 5, 1",
        "10, 10, 1",
        "10, 3, 2",
        "499, 100, 3",
        "500, 250, 2",
        "501, 500, 1",
        "1000, 500, 2",
        "1001, 500, 2",
        "3001, 7, 1000",
        "4500, 500, 9"
    })
    void L5_pagesMissAndRepeatNobodyOfTheCustomer(int size, int limit, int oneIn) {
        List<AnyUser> project = project(size, number -> number % oneIn == 0);
        List<AnyUser> listed = new ArrayList<>();
        Listing listing = Listing.of(PROJECT, limit);

        for (Optional<ListPosition> next; ; listing = listing.from(next.orElseThrow())) {
            pagesRead = 0;
            Page page = page(project, listing);
            assertThat(page.rows()).hasSizeLessThanOrEqualTo(limit);
            assertThat(pagesRead).isLessThanOrEqualTo(4);
            listed.addAll(page.rows());
            next = page.next();
            if (next.isEmpty()) {
                break;
            }
        }

        assertThat(listed).isEqualTo(project.stream().filter(membership::has).toList());
    }

    @Test
    void aCustomerWithoutUsersInALargeProjectHasAnEmptyPageThatGoesOn() {
        Page page = page(project(2_001, number -> false), Listing.of(PROJECT, 10));

        assertThat(page.rows()).isEmpty();
        assertThat(page.next()).isPresent();
    }

    @Test
    void aPageThatIsFullGoesOnBehindItsLastUser() {
        List<AnyUser> project = project(20, number -> true);

        Page page = page(project, Listing.of(PROJECT, 5));

        assertThat(page.rows()).isEqualTo(project.subList(0, 5));
        assertThat(page.next()).contains(ListPosition.of(project.get(4)));
        assertThat(page(project, Listing.of(PROJECT, 20)).next()).isEmpty();
    }

    private Lane laneOf(Map<String, JsonNode> members) {
        UserId id = new UserId(new UUID(0, 0));
        return users.patch(membership, id, new MemberReader(new Members(members)))
                .get()
                .lane();
    }

    @Test
    void onlyAPatchThatSetsAPasswordWaitsWithThoseThatHashOne() {
        assertThat(laneOf(Map.of("password", StringNode.valueOf("a password of 30 characters"))))
                .isEqualTo(Lane.PASSWORDS);
        assertThat(laneOf(Map.of("password", NullNode.getInstance()))).isEqualTo(Lane.STORE);
        assertThat(laneOf(Map.of("firstName", StringNode.valueOf("Eva")))).isEqualTo(Lane.STORE);
    }
}
