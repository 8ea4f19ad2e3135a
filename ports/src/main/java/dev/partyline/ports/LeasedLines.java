package dev.partyline.ports;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SharedUserCandidate;
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
import dev.partyline.ports.driven.PhonePool;
import dev.partyline.ports.driven.PhonePool.Lease;
import dev.partyline.ports.driven.PhonePool.LeaseRequest;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.ports.driven.Version;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A store and a pool as one store with lines. Before a step that may begin or end the use of a place, the place is a
 * lease. After the step, the place is confirmed or released. A crash at any point leaves a lease, which lapses and is
 * swept.
 */
final class LeasedLines implements UserStore {
    /** The lapsed leases that one sweep settles. */
    private static final int SWEEP = 100;

    /** Each look but the last was overtaken by somebody else's success. */
    private static final int LOOKS = 100;

    /** Nobody has the id, which no registry makes. */
    private static final UserId NOBODY = new UserId(new UUID(0, 0));

    private final UserStore store;
    private final PhonePool pool;

    LeasedLines(UserStore store, PhonePool pool) {
        this.store = store;
        this.pool = pool;
    }

    @Override
    public Facts look(Question question) {
        return question.lineFor().isEmpty() ? store.look(question) : lookAtBoth(question, question.lineFor());
    }

    @Override
    public Commit commit(Change change) {
        return change.fold(
                store::commit,
                this::admitOnALine,
                store::commit,
                this::move,
                this::deactivate,
                store::commit,
                store::commit);
    }

    private Commit admitOnALine(Change.AdmitOnALine change) {
        return lease(
                        change.version(),
                        usesOf(forms(change)).taken(change.version()),
                        change.admission().wish())
                .fold(
                        granted -> admit(change, granted.line()),
                        contended -> afterSweeping(),
                        exhausted -> onceMoreBetweenTwoLooks(change));
    }

    /** P2: on a line with one form of its phone, a user is on it with all of them. */
    private static List<PhoneNumber> forms(Change.AdmitOnALine change) {
        return forms(change.admission().candidate());
    }

    private static List<PhoneNumber> forms(SharedUserCandidate candidate) {
        return candidate.claims().everywhere(candidate.phone());
    }

    /**
     * Who has a phone on a line, and who was moved away from it (P2, R5).
     *
     * @param users who has it
     * @param formerPairs who had it
     */
    private record Uses(Set<LineUser> users, Set<FormerPair> formerPairs) {
        /** The lines on which the phone is somebody's; of those that a user was moved away from, all but its own. */
        Set<Line> taken(Version version) {
            return Stream.concat(
                            users.stream().map(LineUser::line),
                            formerPairs.stream()
                                    .filter(pair -> !(pair.user().equals(version.user())
                                            && pair.project().equals(version.tenant())))
                                    .map(FormerPair::line))
                    .collect(Collectors.toUnmodifiableSet());
        }

        /** Whether the phone is somebody else's on the line of this user. */
        boolean isAnothersOnTheLineOf(SharedUser user) {
            return users.stream()
                            .filter(other -> other.line().equals(user.line()))
                            .anyMatch(other -> !isSame(user, other.project(), other.id()))
                    || formerPairs.stream()
                            .filter(pair -> pair.line().equals(user.line()))
                            .anyMatch(pair -> !isSame(user, pair.project(), pair.user()));
        }

        private static boolean isSame(SharedUser user, ProjectId project, UserId id) {
            return user.id().equals(id) && user.project().equals(project);
        }

        boolean hasAllOf(Uses others) {
            return users.containsAll(others.users) && formerPairs.containsAll(others.formerPairs);
        }
    }

    /** Whoever has one of the forms has all of them, unless it was not moved to this plan yet (V17). */
    private Uses usesOf(List<PhoneNumber> forms) {
        return new Uses(
                forms.stream().flatMap(form -> store.usersOf(form).stream()).collect(Collectors.toUnmodifiableSet()),
                forms.stream()
                        .flatMap(form -> store.formerPairs(form).stream())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private Lease lease(Version version, Set<Line> taken, LineWish wish) {
        return pool.lease(new LeaseRequest(version, taken, wish));
    }

    private Commit admit(Change.AdmitOnALine change, Line line) {
        SharedAdmission admission = change.admission();
        ChangeId place = change.version().by();
        Change admit = new Change.Admit(
                place,
                admission.candidate().on(line),
                admission.at(),
                admission.revived(),
                admission.lastHolder(),
                admission.limit(),
                Optional.of(admission.wish()),
                change.tellsValues(),
                change.claim());
        return committed(admit, place);
    }

    /** Commits a change that puts a user on the place, and tells the pool what became of it. */
    private Commit committed(Change change, ChangeId place) {
        Commit commit;
        try {
            // Settled here if its end is lost: a store without lines does not know which line the user had.
            commit = Settlement.commit(store, change);
        } catch (UnavailableException failure) {
            if (failure.effect() == Effect.NONE) {
                leaveToSweep(() -> pool.release(place));
            }
            throw failure;
        }
        leaveToSweep(() -> {
            if (commit instanceof Commit.Done) {
                pool.confirm(place);
            } else {
                pool.release(place);
            }
        });
        return commit;
    }

    /** Whoever holds the lease that is waited for may be dead. Once it has lapsed, nobody has to wait for a sweeper. */
    private Commit afterSweeping() {
        leaveToSweep(this::sweepLeases);
        return new Commit.Outdated();
    }

    /**
     * S5, S6, I2: the pool refuses only if nothing that comes before it would. Between the two looks, whoever had the
     * phone on a line had it there all the time, and nobody with these keys came and went. So the answer was true when
     * the pool gave it.
     */
    private Commit onceMoreBetweenTwoLooks(Change.AdmitOnALine change) {
        SharedAdmission admission = change.admission();
        Question question = Question.of(
                        admission.candidate().project(), admission.candidate().keys())
                .withSharedUsersCounted(admission.limit().isPresent())
                .withFormerRecalled(true)
                .withRequestKey(change.claim().map(IdempotencyClaim::key));
        Facts before = store.look(question);
        Uses uses = usesOf(forms(change));
        return lease(
                        change.version(),
                        uses.taken(change.version()),
                        change.admission().wish())
                .fold(granted -> admit(change, granted.line()), contended -> afterSweeping(), exhausted -> {
                    boolean stillThere = usesOf(forms(change)).hasAllOf(uses);
                    Facts after = store.look(question);
                    return stillThere && isUnmoved(before, after) && stands(change, before) && stands(change, after)
                            ? new Commit.NoLine()
                            : new Commit.Outdated();
                });
    }

    /** Nobody with the keys asked for came, changed or went: whoever went is the last holder. */
    private static boolean isUnmoved(Facts before, Facts after) {
        return after.holders().equals(before.holders()) && after.former().equals(before.former());
    }

    /** Whether the store would make the change, but for the line. */
    private static boolean stands(Change.AdmitOnALine change, Facts facts) {
        SharedAdmission admission = change.admission();
        OptionalInt limit = admission.limit();
        return facts.holders().isEmpty()
                && (limit.isEmpty() || facts.sharedUsers() < limit.getAsInt())
                && admission
                        .lastHolder()
                        .filter(last -> !last.user()
                                .equals(Optional.ofNullable(facts.former().get(last.key()))))
                        .isEmpty()
                && facts.remembered().equals(change.claim().flatMap(IdempotencyClaim::forgotten));
    }

    /**
     * What two systems say, as it stood at one instant: when the pool answered. It stood so if nobody with these keys,
     * and nobody with this phone, came, changed or went between a look before and a look after. A quota that was full
     * at either look refuses before the pool does (S5).
     */
    private Facts lookAtBoth(Question question, List<PhoneNumber> forms) {
        Question recalling = question.withFormerRecalled(true);
        for (int i = 0; i < LOOKS; i++) {
            Facts before = store.look(recalling);
            Uses uses = usesOf(forms);
            Optional<Line> toBeHad = pool.choose(uses.taken(asking(question)), question.lineWish());
            boolean stillThere = usesOf(forms).equals(uses);
            Facts after = store.look(recalling);
            if (stillThere && isUnmoved(before, after)) {
                return after.withLineToBeHad(toBeHad)
                        .withSharedUsers(Math.max(before.sharedUsers(), after.sharedUsers()));
            }
        }
        throw new UnavailableException("overtaken " + LOOKS + " times", Effect.NONE, null);
    }

    /** The user that asks, as far as it is there: its own former pairs stand in nobody's way. */
    private static Version asking(Question question) {
        UserId user = question.id().orElse(NOBODY);
        return new Version(question.tenant(), user, 0, ChangeId.of(user));
    }

    private Commit move(Change.Move change) {
        return leaseElsewhere(change, usesOf(forms(change.after())))
                .fold(
                        granted -> move(change, granted.line()),
                        contended -> afterSweeping(),
                        exhausted -> moveBetweenTwoLooks(change));
    }

    /** Not on the line that the user is to leave, even if it has come free for the phone. */
    private Lease leaseElsewhere(Change.Move change, Uses uses) {
        Set<Line> taken = new HashSet<>(uses.taken(change.version()));
        taken.add(change.before().line());
        return lease(change.version(), taken, change.wish());
    }

    /** Both places are leases until it is known which of them the user has. */
    private Commit move(Change.Move change, Line line) {
        ChangeId place = change.version().by();
        pool.reopen(change.before().placedBy());
        Change replace = new Change.Replace(
                place,
                change.before(),
                change.after().on(line),
                change.at(),
                change.formerUntil(),
                change.fields(),
                change.tellsValues(),
                change.claim());
        Commit commit = committed(replace, place);
        if (commit instanceof Commit.Done) {
            leaveToSweep(() -> pool.release(change.before().placedBy()));
        }
        return commit;
    }

    /**
     * K2, P6: refused only if the phone was on every line when the pool answered, on the user's own line as somebody
     * else's, if it is new. Nothing else may stand in the way.
     */
    private Commit moveBetweenTwoLooks(Change.Move change) {
        Uses uses = usesOf(forms(change.after()));
        return leaseElsewhere(change, uses)
                .fold(
                        granted -> move(change, granted.line()),
                        contended -> afterSweeping(),
                        exhausted -> usesOf(forms(change.after())).hasAllOf(uses)
                                        && (change.avoided().isEmpty() || uses.isAnothersOnTheLineOf(change.before()))
                                        && isAlone(change)
                                ? new Commit.NoLine()
                                : new Commit.Outdated());
    }

    /** Whether the user is as it was, and nobody else has one of its next keys. */
    private boolean isAlone(Change.Move change) {
        Facts facts =
                store.look(Question.of(change.after().project(), change.after().keys())
                        .withId(Optional.of(change.after().id()))
                        .withRequestKey(change.claim().map(IdempotencyClaim::key)));
        return facts.remembered().equals(change.claim().flatMap(IdempotencyClaim::forgotten))
                && facts.user().equals(Optional.of(change.before()))
                && facts.holders().values().stream().allMatch(change.before()::equals);
    }

    private Commit deactivate(Change.Deactivate change) {
        if (!(change.user() instanceof SharedUser user)) {
            return store.commit(change);
        }
        pool.reopen(user.placedBy());
        Commit commit = store.commit(change);
        if (commit instanceof Commit.Done) {
            leaveToSweep(() -> pool.release(user.placedBy()));
        }
        return commit;
    }

    @Override
    public Optional<AnyUser> settle(Version version) {
        Optional<AnyUser> user = store.settle(version);
        leaveToSweep(() -> {
            if (user.isPresent()) {
                pool.confirm(version.by());
            } else {
                pool.release(version.by());
            }
        });
        return user;
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
        return pool;
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
        int settled = sweepLeases();
        try {
            return settled + store.sweep(now);
        } catch (UnavailableException failure) {
            throw sweptInPart(settled, failure);
        }
    }

    private int sweepLeases() {
        int settled = 0;
        try {
            for (Version admission : pool.lapsed(SWEEP)) {
                boolean made = store.settle(admission).isPresent();
                settled++;
                if (made && isInUse(admission)) {
                    pool.confirm(admission.by());
                } else {
                    pool.release(admission.by());
                }
            }
            return settled;
        } catch (UnavailableException failure) {
            throw sweptInPart(settled, failure);
        }
    }

    private static UnavailableException sweptInPart(int settled, UnavailableException failure) {
        return settled == 0 ? failure : new UnavailableException("swept in part", Effect.UNKNOWN, failure);
    }

    /** After the admission is settled, its user is on the line for as long as it is active, or never. */
    private boolean isInUse(Version admission) {
        return store.find(admission.tenant(), admission.user())
                .filter(user ->
                        user instanceof SharedUser shared && shared.placedBy().equals(admission.by()))
                .isPresent();
    }

    /** The store has decided, so the answer stands. A place that cannot be told so now is a lease that lapses. */
    private static void leaveToSweep(Runnable afterwards) {
        try {
            afterwards.run();
        } catch (RuntimeException poolIsDown) {
            return;
        }
    }
}
