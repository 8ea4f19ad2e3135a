package dev.partyline.inmemory.history;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.SharedUser;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store behind a gate. */
public class GatedStore implements UserStore {
    private final Gate gate;
    private final UserStore store;

    public GatedStore(UserStore store, Gate gate) {
        this.store = store;
        this.gate = gate;
    }

    /** A store with lines, behind a gate. Every other user that would be new is admitted at once, in the look. */
    public static final class AdmittingAtOnce extends GatedStore {
        private final Gate gate;
        private final UserStore store;

        public AdmittingAtOnce(UserStore store, Gate gate) {
            super(store, gate);
            this.store = store;
            this.gate = gate;
        }

        @Override
        public boolean admitsAtOnce() {
            return true;
        }

        @Override
        public Facts look(Question question) {
            return gate.pass(() -> admitted(question).map(Facts::admitted).orElseGet(() -> store.look(question)));
        }

        private Optional<SharedUser> admitted(Question question) {
            return question.ifNobody()
                    .filter(offered ->
                            offered.admission().candidate().id().value().getLeastSignificantBits() % 2 == 0)
                    .filter(offered -> store.look(question).holders().isEmpty())
                    .map(offered -> store.commit(new Change.AdmitOnALine(offered.admission(), offered.claim())))
                    .flatMap(commit -> commit.fold(
                            done -> Optional.of((SharedUser) done.user()),
                            outdated -> Optional.empty(),
                            noLine -> Optional.empty()));
        }
    }

    @Override
    public Facts look(Question question) {
        return gate.pass(() -> store.look(question));
    }

    @Override
    public Commit commit(Change change) {
        return gate.pass(() -> store.commit(change));
    }

    @Override
    public Optional<AnyUser> settle(Version version) {
        return gate.pass(() -> store.settle(version));
    }

    @Override
    public Optional<AnyUser> find(TenantId tenant, UserId id) {
        return gate.pass(() -> store.find(tenant, id));
    }

    @Override
    public Optional<User> find(PhoneNumber phone, Line line) {
        return gate.pass(() -> store.find(phone, line));
    }

    @Override
    public Set<LineUser> usersOf(PhoneNumber phone) {
        return gate.pass(() -> store.usersOf(phone));
    }

    @Override
    public Set<FormerPair> formerPairs(PhoneNumber phone) {
        return gate.pass(() -> store.formerPairs(phone));
    }

    @Override
    public List<LineUser> usersOn(Line line, Optional<LinePosition> after, int most) {
        return gate.pass(() -> store.usersOn(line, after, most));
    }

    @Override
    public Lines lines() {
        return new GatedLines(store.lines(), gate);
    }

    @Override
    public Page list(Listing listing) {
        return gate.pass(() -> store.list(listing));
    }

    @Override
    public List<DeactivatedUser> deactivatedBefore(TenantId tenant, Instant end, int most) {
        return gate.pass(() -> store.deactivatedBefore(tenant, end, most));
    }

    @Override
    public Map<UserKind, Integer> activeUsers(TenantId tenant) {
        return gate.pass(() -> store.activeUsers(tenant));
    }

    @Override
    public Events events() {
        return new GatedEvents(store.events(), gate);
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
        return gate.pass(() -> store.sweep(now));
    }
}
