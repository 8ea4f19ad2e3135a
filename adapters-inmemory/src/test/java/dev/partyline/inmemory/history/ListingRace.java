package dev.partyline.inmemory.history;

import static dev.partyline.inmemory.history.Contest.PROJECT;
import static dev.partyline.inmemory.history.Contest.ROOMY;
import static dev.partyline.inmemory.history.Contest.createShared;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.user.UserId;
import dev.partyline.inmemory.Rounds;
import dev.partyline.ports.driven.Listing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Listings that are read while others come and go on other threads. */
class ListingRace {
    private static final int SETTLED = 20;

    @ParameterizedTest
    @EnumSource
    void L5_whoeverIsThereAllTheTimeIsListedOnce(Wiring wiring) {
        for (int round = 0; round < Rounds.MANY; round++) {
            Contest contest = new Contest(wiring.world(ROOMY));
            List<UserId> settled = settle(contest, SETTLED);
            List<ModelledUser> listed = listWhileOthersComeAndGo(contest, Listing.of(PROJECT, 3));
            assertThat(listed)
                    .extracting(ModelledUser::id)
                    .doesNotHaveDuplicates()
                    .containsAll(settled);
            assertThat(listed).allMatch(ModelledUser::isActive).isSortedAccordingTo(order());
        }
    }

    /** Deactivated or revived: where both are listed, it makes no difference. */
    @ParameterizedTest
    @EnumSource
    void L5_whoeverIsRevivedMeanwhileIsListedOnceWhereTheDeactivatedAre(Wiring wiring) {
        for (int round = 0; round < Rounds.MANY; round++) {
            Contest contest =
                    new Contest(wiring.world(ROOMY)).choosing(project -> project.withRecreation(Recreation.REVIVE));
            List<UserId> everyone = settle(contest, SETTLED + 2);
            List<ModelledUser> listed =
                    listWhileOthersComeAndGo(contest, Listing.of(PROJECT, 3).withDeactivated());
            assertThat(listed).extracting(ModelledUser::id).containsExactlyInAnyOrderElementsOf(everyone);
            assertThat(listed).isSortedAccordingTo(order());
        }
    }

    private static List<UserId> settle(Contest contest, int users) {
        return IntStream.range(0, users)
                .mapToObj(phone -> contest.ask(createShared(PROJECT, Cast.phone(phone))))
                .map(answer -> answer.person().orElseThrow().id())
                .toList();
    }

    private static List<ModelledUser> listWhileOthersComeAndGo(Contest contest, Listing listing) {
        AtomicBoolean listed = new AtomicBoolean();
        List<Callable<List<ModelledUser>>> clients = new ArrayList<>();
        clients.add(() -> {
            try {
                return contest.world().list(listing);
            } finally {
                listed.set(true);
            }
        });
        for (int phone : List.of(SETTLED, SETTLED + 1)) {
            clients.add(() -> comeAndGo(contest, Cast.phone(phone), listed));
        }
        return new Racers().<List<ModelledUser>>play(clients).get(0);
    }

    private static List<ModelledUser> comeAndGo(Contest contest, Cast.Phone phone, AtomicBoolean listed) {
        while (!listed.get()) {
            ModelledUser person =
                    contest.ask(createShared(PROJECT, phone)).person().orElseThrow();
            contest.ask(new Call.Deactivate(PROJECT, person.id()));
        }
        return List.of();
    }

    private static Comparator<ModelledUser> order() {
        return Comparator.comparing(ModelledUser::createdAt).thenComparing(ModelledUser::id);
    }
}
