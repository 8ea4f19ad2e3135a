package dev.partyline.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.Line;
import dev.partyline.inmemory.history.ForwardingStore;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UserStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is answered under an idempotency key is true when it is recorded. Each case was found by the simulation. */
class StaleAnswersTest {
    private static final Project PROJECT =
            Project.of(ProjectId.of("00000000-0000-4000-8000-000000000001").get());
    private static final Line LINE = Line.of("+12025550100").get();
    private static final String PHONE = "+14155550132";
    private static final IdempotencyKey KEY = IdempotencyKey.of("key").get();

    private final UserStore store =
            InMemoryUserStore.withLines(InMemoryPhonePool.of(List.of(PoolLine.unlimited(LINE))));

    /** I5: between the look and the record, the user that is about to be returned is deactivated. */
    @Test
    void I5_anAnswerIsNotOlderThanItsRecord() {
        UserRegistry plain = UserRegistry.of(store, Tenants.of(PROJECT));
        NewSharedUser request = request(PROJECT, PHONE, GivenProfile.NONE);
        UserId first = plain.create(request).get().user().id();

        Outcome<SharedUser> answer = overtaken(PROJECT, () -> plain.deactivate(PROJECT.id(), first))
                .create(request.withIdempotencyKey(KEY))
                .get();

        assertThat(answer).isInstanceOf(Outcome.Created.class);
        assertThat(answer.user().id()).isNotEqualTo(first);
    }

    /**
     * Between the look and the record, somebody comes to hold the phone, which comes before the email by which another
     * was found: who asks then is told that the phone is held and that nothing was answered yet.
     */
    @Test
    void S7_anAnswerByEmailIsNotOlderThanTheHolderOfThePhone() {
        Project earlier = PROJECT.withSharedIdentity(SharedIdentity.PHONE_OR_EMAIL);
        GivenProfile ada = GivenProfile.NONE.withEmail("ada@example.org");
        UserRegistry plain = UserRegistry.of(store, Tenants.of(earlier));
        UserId byEmail =
                plain.create(request(earlier, "+14155550133", ada)).get().user().id();
        List<UserId> byPhone = new ArrayList<>();

        Outcome<SharedUser> answer = overtaken(
                        earlier,
                        () -> byPhone.add(plain.create(request(earlier, PHONE, GivenProfile.NONE))
                                .get()
                                .user()
                                .id()))
                .create(request(earlier, PHONE, ada).withIdempotencyKey(KEY))
                .get();

        assertThat(answer).isInstanceOf(Outcome.Returned.class);
        assertThat(answer.user().id()).isNotEqualTo(byEmail).isEqualTo(byPhone.get(0));
    }

    /** A registry that somebody overtakes before each of its commits. */
    private UserRegistry overtaken(Project project, Runnable somebody) {
        UserStore overtaken = new ForwardingStore(store) {
            @Override
            public Commit commit(Change change) {
                somebody.run();
                return super.commit(change);
            }
        };
        return UserRegistry.of(overtaken, Tenants.of(project));
    }

    private static NewSharedUser request(Project project, String phone, GivenProfile profile) {
        return NewSharedUser.of(project, phone, profile).get();
    }
}
