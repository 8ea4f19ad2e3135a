package dev.partyline.inmemory.contract;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.PlaceId;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.AllocatingUserStore;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A store with lines as plain as can be, under one lock, sound but for its fault. */
final class PlainAllocatingStore implements AllocatingUserStore {

    /** What is wrong with a store. */
    enum Fault {
        NONE,
        THE_LINE_IS_CHOSEN_BEFORE_THE_STEP,
        THE_LINE_COMES_BEFORE_EVERYTHING_ELSE,
        A_LINE_IS_LOST_WITH_WHAT_IS_OUTDATED,
        A_LINE_IS_NOT_GIVEN_BACK,
        A_LINE_IS_GIVEN_BACK_BY_WHAT_IS_OUTDATED,
        TAKEN_LINES_ARE_OFFERED,
        WISHES_ARE_COMMANDS,
        CLAIMS_ARE_DROPPED,
        IT_LOOKS_AND_THEN_ADMITS,
        WHO_IS_ADMITTED_IS_NOT_TOLD,
        THE_LIMIT_IS_NO_PART_OF_THE_STEP,
        A_LINE_IS_GIVEN_IN_THE_STEP_THAT_IS_FULL,
        WHO_IS_GONE_WAS_NEVER_THERE
    }

    private final Fault fault;
    private final PlainStore store = new PlainStore(PlainStore.Fault.NONE);
    private final Map<Line, Integer> room;
    private final ReentrantLock lock = new ReentrantLock();

    PlainAllocatingStore(Fault fault, Map<Line, Integer> capacities) {
        this.fault = fault;
        this.room = new HashMap<>(capacities);
    }

    private boolean has(Fault one) {
        return fault == one;
    }

    private <T> T locked(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Admitted admit(SharedAdmission admission, Optional<IdempotencyClaim> claim) {
        if (has(Fault.THE_LINE_IS_CHOSEN_BEFORE_THE_STEP)) {
            Optional<Line> chosen = locked(() -> choose(admission));
            PlainStore.giveWay();
            return locked(() -> admit(admission, claim, chosen));
        }
        return locked(() -> admit(admission, claim, choose(admission)));
    }

    @Override
    public LookedOrAdmitted lookOrAdmit(Question question, Supplier<Optional<SharedAdmission>> ifNew) {
        if (has(Fault.IT_LOOKS_AND_THEN_ADMITS)) {
            Facts facts = store.look(question);
            PlainStore.giveWay();
            return locked(() -> ifNew.get()
                    .filter(admission -> isNew(facts))
                    .<LookedOrAdmitted>map(admission -> {
                        admit(admission, Optional.empty(), choose(admission));
                        return new LookedOrAdmitted.Made(admission.candidate().on(nobodysLine()));
                    })
                    .orElseGet(() -> new LookedOrAdmitted.Looked(facts)));
        }
        return locked(() -> {
            Facts facts = store.look(question);
            return ifNew.get()
                    .filter(admission -> isNew(facts))
                    .map(admission -> admit(faulty(admission), Optional.empty(), faulty(choose(admission))))
                    .filter(Admitted.Done.class::isInstance)
                    .filter(done -> !has(Fault.WHO_IS_ADMITTED_IS_NOT_TOLD))
                    .<LookedOrAdmitted>map(done -> new LookedOrAdmitted.Made(((Admitted.Done) done).user()))
                    .orElseGet(() -> new LookedOrAdmitted.Looked(facts));
        });
    }

    private static boolean isNew(Facts facts) {
        return facts.holders().isEmpty()
                && facts.former().isEmpty()
                && !facts.idTaken()
                && facts.remembered().isEmpty();
    }

    private SharedAdmission faulty(SharedAdmission admission) {
        return has(Fault.THE_LIMIT_IS_NO_PART_OF_THE_STEP)
                ? new SharedAdmission(
                        admission.candidate(),
                        admission.revived(),
                        admission.lastHolder(),
                        OptionalInt.empty(),
                        admission.wish())
                : admission;
    }

    private Optional<Line> faulty(Optional<Line> chosen) {
        return has(Fault.A_LINE_IS_GIVEN_IN_THE_STEP_THAT_IS_FULL)
                ? chosen.or(() -> room.keySet().stream().findAny())
                : chosen;
    }

    private Admitted admit(SharedAdmission admission, Optional<IdempotencyClaim> claim, Optional<Line> chosen) {
        if (chosen.isEmpty()) {
            return has(Fault.THE_LINE_COMES_BEFORE_EVERYTHING_ELSE) || wouldBeDone(admission, claim)
                    ? new Admitted.NoLine()
                    : new Admitted.Outdated();
        }
        Line line = chosen.get();
        Commit commit = store.commit(change(admission, claim, line));
        if (commit == Commit.DONE || has(Fault.A_LINE_IS_LOST_WITH_WHAT_IS_OUTDATED)) {
            room.merge(line, -1, Integer::sum);
        }
        return commit == Commit.DONE ? new Admitted.Done(admission.candidate().on(line)) : new Admitted.Outdated();
    }

    private Change change(SharedAdmission admission, Optional<IdempotencyClaim> claim, Line line) {
        Change admit = new Change.Admit(
                admission.candidate().on(line), admission.revived(), admission.lastHolder(), admission.limit());
        if (has(Fault.CLAIMS_ARE_DROPPED)) {
            return admit;
        }
        return Change.answering(claim, admit, admission.on(line));
    }

    /** Done on a line that nobody has, and undone. */
    private boolean wouldBeDone(SharedAdmission admission, Optional<IdempotencyClaim> claim) {
        Optional<IdempotencyClaim> free = claim.filter(
                made -> !store.look(Question.of(made.tenant(), List.of()).withIdempotencyKey(Optional.of(made.key())))
                        .remembered()
                        .equals(made.forgotten()));
        return free.isEmpty()
                && store.wouldAdmit(new Change.Admit(
                        admission.candidate().on(nobodysLine()),
                        admission.revived(),
                        admission.lastHolder(),
                        admission.limit()));
    }

    private static Line nobodysLine() {
        return Line.of("+16289999999").get();
    }

    private Optional<Line> choose(SharedAdmission admission) {
        Set<Line> taken = has(Fault.TAKEN_LINES_ARE_OFFERED)
                ? Set.of()
                : store.linesOf(admission.candidate().phone());
        Optional<Line> wished = admission.wish().preferred();
        if (has(Fault.WISHES_ARE_COMMANDS) && wished.isPresent()) {
            return wished;
        }
        return wished.filter(line -> isOpen(line, taken))
                .or(() -> room.keySet().stream()
                        .filter(line -> isOpen(line, taken))
                        .min(Comparator.<Line, Boolean>comparing(line -> Optional.of(line)
                                        .equals(admission.wish().avoided()))
                                .thenComparing(line -> -room.getOrDefault(line, 0))));
    }

    private boolean isOpen(Line line, Set<Line> taken) {
        return room.getOrDefault(line, 0) > 0 && !taken.contains(line);
    }

    @Override
    public Optional<Line> settle(SharedAdmission admission) {
        TenantId tenant = admission.candidate().project();
        return store.list(Listing.of(tenant, Listing.MAX_LIMIT).withDeactivated()).rows().stream()
                .filter(row -> row.deactivatedAt().isEmpty() || !has(Fault.WHO_IS_GONE_WAS_NEVER_THERE))
                .map(Page.Row::user)
                .filter(SharedUser.class::isInstance)
                .map(SharedUser.class::cast)
                .filter(user -> user.place().equals(admission.candidate().place()))
                .map(SharedUser::line)
                .findAny();
    }

    @Override
    public boolean hasLineFor(PhoneNumber phone) {
        return locked(() -> {
            Set<Line> taken = new HashSet<>(store.linesOf(phone));
            return room.keySet().stream().anyMatch(line -> isOpen(line, taken));
        });
    }

    @Override
    public Commit commit(Change change) {
        return locked(() -> {
            Commit commit = store.commit(change);
            boolean givesBack = has(Fault.A_LINE_IS_GIVEN_BACK_BY_WHAT_IS_OUTDATED)
                    || (commit == Commit.DONE && !has(Fault.A_LINE_IS_NOT_GIVEN_BACK));
            if (givesBack && change instanceof Change.Deactivate gone && gone.user() instanceof SharedUser user) {
                room.merge(user.line(), 1, Integer::sum);
            }
            return commit;
        });
    }

    @Override
    public Facts look(Question question) {
        return store.look(question);
    }

    @Override
    public Optional<User> find(TenantId tenant, UserId id) {
        return store.find(tenant, id);
    }

    @Override
    public Optional<User> find(PhoneNumber phone, Line line) {
        return store.find(phone, line);
    }

    @Override
    public Set<Line> linesOf(PhoneNumber phone) {
        return store.linesOf(phone);
    }

    @Override
    public Page list(Listing listing) {
        return store.list(listing);
    }

    @Override
    public boolean settle(Change change) {
        return store.settle(change);
    }

    @Override
    public boolean settle(TenantId tenant, UserId id, PlaceId place) {
        return store.settle(tenant, id, place);
    }
}
