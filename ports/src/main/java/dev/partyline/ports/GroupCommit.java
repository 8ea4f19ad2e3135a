package dev.partyline.ports;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Events;
import dev.partyline.ports.driven.FormerPair;
import dev.partyline.ports.driven.LinePosition;
import dev.partyline.ports.driven.Lines;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.ports.driven.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A store over another one, for hosts with many callers: those who come at the same moment share a round trip and a
 * commit. Each gets its own answer, as from the store below. A caller who is alone waits for nobody. Safe for use by
 * many threads.
 *
 * <p>What fails for a group is found out for each of its callers. A failure without effect sends each of them alone;
 * after any other one, the registry settles the change of each (rule E6).
 *
 * <p>It earns nothing over a store in memory. It is not for a store that joins the host's transaction, which is one
 * caller's.
 */
public final class GroupCommit implements UserStore {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final UserStore store;
    private final Group<Question, Facts> looks;
    private final Group<Change, Commit> commits;

    private GroupCommit(UserStore store, Duration patience) {
        this.store = store;
        this.looks = new Group<>(patience, store::look, store::lookAll);
        this.commits = new Group<>(patience, store::commit, store::commitAll);
    }

    /** The same store for groups of callers. A caller who waited for a second goes alone. */
    public static UserStore over(UserStore store) {
        return over(store, PATIENCE);
    }

    /**
     * The same store for groups of callers.
     *
     * @param patience how long a caller waits for others before it goes alone: their calls may never end. A long one
     *     costs nothing while the store answers.
     * @throws IllegalArgumentException if the patience is not positive
     */
    public static UserStore over(UserStore store, Duration patience) {
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("the patience is not positive");
        }
        return new GroupCommit(store, patience);
    }

    @Override
    public Facts look(Question question) {
        return question.ifNobody().isPresent() ? looks.call(question) : store.look(question);
    }

    @Override
    public List<Facts> lookAll(List<Question> questions) {
        return store.lookAll(questions);
    }

    @Override
    public boolean admitsAtOnce() {
        return store.admitsAtOnce();
    }

    @Override
    public Commit commit(Change change) {
        return commits.call(change);
    }

    @Override
    public List<Commit> commitAll(List<Change> changes) {
        return store.commitAll(changes);
    }

    @Override
    public Optional<AnyUser> settle(Version version) {
        return store.settle(version);
    }

    @Override
    public Optional<AnyUser> find(TenantId tenant, UserId id) {
        return store.find(tenant, id);
    }

    @Override
    public Optional<User> find(PhoneNumber phone, Line line) {
        return store.find(phone, line);
    }

    @Override
    public Set<LineUser> usersOf(PhoneNumber phone) {
        return store.usersOf(phone);
    }

    @Override
    public Set<FormerPair> formerPairs(PhoneNumber phone) {
        return store.formerPairs(phone);
    }

    @Override
    public List<LineUser> usersOn(Line line, Optional<LinePosition> after, int most) {
        return store.usersOn(line, after, most);
    }

    @Override
    public Lines lines() {
        return store.lines();
    }

    @Override
    public Page list(Listing listing) {
        return store.list(listing);
    }

    @Override
    public List<DeactivatedUser> deactivatedBefore(TenantId tenant, Instant end, int most) {
        return store.deactivatedBefore(tenant, end, most);
    }

    @Override
    public Map<UserKind, Integer> activeUsers(TenantId tenant) {
        return store.activeUsers(tenant);
    }

    @Override
    public Events events() {
        return store.events();
    }

    @Override
    public int plan() {
        return store.plan();
    }

    @Override
    public void adoptPlan(int plan) {
        store.adoptPlan(plan);
    }

    @Override
    public int sweep(Instant now) {
        return store.sweep(now);
    }
}
