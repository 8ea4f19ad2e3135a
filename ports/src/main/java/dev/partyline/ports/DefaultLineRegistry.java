package dev.partyline.ports;

import static java.util.Objects.requireNonNull;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedUserRules;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.Retirement.Moved;
import dev.partyline.ports.Retirement.NotMoved;
import dev.partyline.ports.Retirement.Reason;
import dev.partyline.ports.Retirement.Verdict;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.LinePosition;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.LineUse;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The way of an operator's request: to the lines, or, for each user of a line that is retired, to the store. */
final class DefaultLineRegistry implements LineRegistry {
    private final UserStore store;
    private final Tenants tenants;
    private final RegistryOptions options;

    DefaultLineRegistry(UserStore store, Tenants tenants, RegistryOptions options) {
        this.store = store;
        this.tenants = tenants;
        this.options = options;
    }

    @Override
    public LinePage lines(Optional<Line> after, int most) {
        requireNonNull(after, "after");
        int limit = bounded(most);
        List<LineUse> found = Calls.guarded(Effect.NONE, () -> store.lines().page(after, limit + 1));
        List<LineUse> page = found.subList(0, Math.min(limit, found.size()));
        return new LinePage(page, next(found, page, LineUse::line));
    }

    @Override
    public Optional<LineUse> find(Line line) {
        requireNonNull(line, "line");
        return Calls.guarded(Effect.NONE, () -> store.lines().find(line));
    }

    @Override
    public Optional<LineUse> change(Line line, Optional<LineState> state, OptionalInt capacity) {
        requireNonNull(line, "line");
        requireNonNull(state, "state");
        requireNonNull(capacity, "capacity");
        OptionalInt most = capacity.isPresent() ? OptionalInt.of(Math.max(0, capacity.getAsInt())) : capacity;
        return Calls.guarded(Effect.UNKNOWN, () -> store.lines().set(line, state, most));
    }

    @Override
    public LineUsers usersOn(Line line, Optional<LinePosition> after, int most) {
        requireNonNull(line, "line");
        requireNonNull(after, "after");
        int limit = bounded(most);
        List<LineUser> found = Calls.guarded(Effect.NONE, () -> store.usersOn(line, after, limit + 1));
        List<LineUser> page = found.subList(0, Math.min(limit, found.size()));
        return new LineUsers(page, next(found, page, LinePosition::of));
    }

    private static int bounded(int most) {
        return Math.max(1, Math.min(most, MAX_LIMIT));
    }

    /** One more than the page takes tells whether another page follows. */
    private static <R, P> Optional<P> next(List<R> found, List<R> page, Function<R, P> position) {
        return found.size() == page.size() ? Optional.empty() : Optional.of(position.apply(page.get(page.size() - 1)));
    }

    @Override
    public Optional<Retirement> retire(Line line, Optional<LinePosition> after, int most) {
        requireNonNull(line, "line");
        requireNonNull(after, "after");
        if (change(line, Optional.of(LineState.RETIRED), OptionalInt.empty()).isEmpty()) {
            return Optional.empty();
        }
        List<Verdict> verdicts = new ArrayList<>();
        Optional<LinePosition> next = after;
        try {
            LineUsers page = usersOn(line, after, most);
            for (LineUser user : page.users()) {
                verdicts.add(Calls.guarded(Effect.UNKNOWN, () -> Calls.untilUpToDate(() -> move(user, line))));
                next = Optional.of(LinePosition.of(user));
            }
            return Optional.of(new Retirement(verdicts, page.next()));
        } catch (UnavailableException failure) {
            if (verdicts.isEmpty()) {
                throw new UnavailableException("the line is retired, and its users are not", Effect.UNKNOWN, failure);
            }
            // No verdict is lost. Whoever goes on meets the failure, if it lasts.
            return Optional.of(new Retirement(verdicts, next));
        }
    }

    /** P6: what became of the user; null if somebody else changed it meanwhile. */
    private @Nullable Verdict move(LineUser listed, Line line) {
        Optional<LineUser> found = store.find(listed.project(), listed.id())
                .filter(LineUser.class::isInstance)
                .map(LineUser.class::cast)
                .filter(user -> user.line().equals(line));
        if (found.isEmpty()) {
            return notMoved(listed, Reason.GONE);
        }
        return found.get() instanceof SharedUser user ? move(user) : notMoved(listed, Reason.DEDICATED);
    }

    private @Nullable Verdict move(SharedUser user) {
        Instant now = options.now();
        Optional<Project> found = tenants.project(user.project());
        LineWish wish = found.map(project -> SharedUserRules.wish(user.phone(), project))
                .orElse(LineWish.NONE);
        Change move = new Change.Move(
                user,
                user.next().placedBy(options.newChange()),
                wish,
                now,
                options.formerUntil(now),
                Set.of(Field.ASSIGNED_PHONE_NUMBER),
                found.filter(Project::eventValues).isPresent(),
                Optional.empty());
        return Settlement.commit(store, move)
                .<@Nullable Verdict>fold(
                        done -> new Moved(user.project(), user.id(), ((SharedUser) done.user()).line()),
                        outdated -> null,
                        noLine -> notMovedForWantOfALine(user, wish));
    }

    /** Why there was no line for the user; null if there is one by now. */
    private @Nullable Verdict notMovedForWantOfALine(SharedUser user, LineWish wish) {
        if (store.lines().choose(Set.of(user.line()), wish).isEmpty()) {
            return notMoved(user, Reason.NO_LINE);
        }
        Facts facts = store.look(Question.of(user.project(), List.of())
                .withId(Optional.of(user.id()))
                .withLineFor(user.claims().everywhere(user.phone()), wish));
        return facts.lineToBeHad().isEmpty() && facts.user().equals(Optional.of(user))
                ? notMoved(user, Reason.PHONE_ON_EVERY_LINE)
                : null;
    }

    private static Verdict notMoved(LineUser user, Reason reason) {
        return new NotMoved(user.project(), user.id(), reason);
    }
}
