package dev.partyline.http.spectrum;

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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store that throws, whatever it is asked. */
public record StoreThatFails(RuntimeException failure) implements UserStore {
    @Override
    public Facts look(Question question) {
        throw failure;
    }

    @Override
    public Commit commit(Change change) {
        throw failure;
    }

    @Override
    public Optional<AnyUser> settle(Version version) {
        throw failure;
    }

    @Override
    public Optional<AnyUser> find(TenantId tenant, UserId id) {
        throw failure;
    }

    @Override
    public Optional<User> find(PhoneNumber phone, Line line) {
        throw failure;
    }

    @Override
    public Set<LineUser> usersOf(PhoneNumber phone) {
        throw failure;
    }

    @Override
    public Set<FormerPair> formerPairs(PhoneNumber phone) {
        throw failure;
    }

    @Override
    public List<LineUser> usersOn(Line line, Optional<LinePosition> after, int most) {
        throw failure;
    }

    @Override
    public Lines lines() {
        throw failure;
    }

    @Override
    public Page list(Listing listing) {
        throw failure;
    }

    @Override
    public List<DeactivatedUser> deactivatedBefore(TenantId tenant, Instant end, int most) {
        throw failure;
    }

    @Override
    public Map<UserKind, Integer> activeUsers(TenantId tenant) {
        throw failure;
    }

    @Override
    public Events events() {
        throw failure;
    }

    @Override
    public int plan() {
        throw failure;
    }

    @Override
    public void adoptPlan(int plan) {
        throw failure;
    }

    @Override
    public int sweep(Instant now) {
        throw failure;
    }
}
