package dev.partyline.inmemory.lincheck;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.GivenAppUser;
import dev.partyline.domain.request.GivenIdentifier;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.NewAppUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.tenant.App;
import dev.partyline.domain.tenant.AppId;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.Line;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.RegistryOptions;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UserStore;
import io.vavr.control.Either;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/**
 * What a few clients do to one registry: two phones, a quota of one, two app users who share an identifier. The answers
 * tell no id that is drawn, so that those of one order can be compared with those of another. What Lincheck compares
 * them with is this class, run by one thread.
 */
@Param(name = "who", gen = IntGen.class, conf = "0:1")
public class RegistryOperations {
    private static final ProjectId PROJECT =
            ProjectId.of("00000000-0000-4000-8000-000000000001").get();
    private static final Project LIMITED = Project.of(PROJECT).withMaxSharedUsers(1);
    private static final App APP = App.of(new AppId("app"));
    static final Line LINE = Line.of("+12025550199").get();
    private static final List<NewSharedUser> SHARED = List.of(shared("+14155550132"), shared("+14155550133"));
    private static final List<NewAppUser> APP_USERS = List.of(appUser(0), appUser(1));

    private final AtomicLong ids = new AtomicLong();

    private final UserRegistry registry;

    public RegistryOperations() {
        this(InMemoryUserStore.withLines(InMemoryPhonePool.of(List.of(new PoolLine(LINE, 2)))));
    }

    RegistryOperations(UserStore store) {
        registry = UserRegistry.of(
                store,
                Tenants.of(LIMITED, APP),
                RegistryOptions.DEFAULT
                        .withClock(InstantSource.fixed(Instant.EPOCH))
                        .withIds(() -> new UserId(new UUID(1, ids.incrementAndGet()))));
    }

    private static NewSharedUser shared(String phone) {
        return NewSharedUser.of(LIMITED, phone, GivenProfile.NONE).get();
    }

    private static NewAppUser appUser(int who) {
        GivenIdentifier own = new GivenIdentifier(GivenIdentifier.Type.EMAIL_ADDRESS, "user" + who + "@example.com");
        GivenIdentifier common = new GivenIdentifier(GivenIdentifier.Type.PHONE_NUMBER, "+14155550132");
        return NewAppUser.of(APP, new GivenAppUser(List.of(own, common), Map.of(), id(who).toString(), null))
                .get();
    }

    private static UserId id(int who) {
        return new UserId(new UUID(0x4000L, 0x8000000000000000L + who));
    }

    /** S2, S4: created, returned, or refused for the quota. */
    @Operation
    public String createShared(@Param(name = "who") int who) {
        return kind(registry.create(SHARED.get(who)));
    }

    /** I1, I5: once under the key, by whichever of the two requests came first. */
    @Operation
    public String createSharedUnderOneKey(@Param(name = "who") int who) {
        return kind(registry.create(
                SHARED.get(who).withIdempotencyKey(IdempotencyKey.of("key").get())));
    }

    /** L1: whoever has the phone now; another one that came in between is tried again. */
    @Operation
    public String deactivateShared(@Param(name = "who") int who) {
        while (true) {
            Optional<User> found = registry.find(SHARED.get(who).phone(), LINE);
            if (found.isEmpty()) {
                return "nobody";
            }
            if (registry.deactivate(PROJECT, found.get().id()).isRight()) {
                return "deactivated";
            }
        }
    }

    /** R1 */
    @Operation
    public boolean isOnLine(@Param(name = "who") int who) {
        return registry.find(SHARED.get(who).phone(), LINE).isPresent();
    }

    /** A2, A4 */
    @Operation
    public String createApp(@Param(name = "who") int who) {
        return kind(registry.create(APP_USERS.get(who)));
    }

    /** L1, L2 */
    @Operation
    public boolean deactivateApp(@Param(name = "who") int who) {
        return registry.deactivate(APP.id(), id(who)).isRight();
    }

    private static <U extends User> String kind(Either<? extends Refusal, Outcome<U>> answer) {
        return answer.fold(Refusal::code, outcome -> outcome.getClass().getSimpleName());
    }
}
