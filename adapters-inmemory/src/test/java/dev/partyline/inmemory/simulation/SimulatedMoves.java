package dev.partyline.inmemory.simulation;

import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.Retirement;
import dev.partyline.ports.Retirement.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a retirement consists of: the moves of its users, each with an instant and an answer of its own (P6). */
final class SimulatedMoves {
    private final int client;
    private final Task.Retire retire;

    /** Who is on the line, and one more if there is another page. */
    private @Nullable List<LineUser> page;

    /** Those that have begun. */
    private final Map<UserId, SimulatedCall> moves = new LinkedHashMap<>();

    private @Nullable SimulatedCall underWay;

    SimulatedMoves(int client, Task.Retire retire) {
        this.client = client;
        this.retire = retire;
    }

    Stream<SimulatedCall> all() {
        return moves.values().stream();
    }

    Optional<SimulatedCall> underWay() {
        return Optional.ofNullable(underWay);
    }

    /** Whether this is the answer to who is on the line, which is the first list that it asks for. */
    boolean isPage(Object answered) {
        return page == null && answered instanceof List;
    }

    /** A user is moved after another, and each move begins by looking at its user. */
    void saw(Object answered, int step) {
        if (isPage(answered)) {
            page = ((List<?>) answered).stream().map(LineUser.class::cast).toList();
        }
        if (answered instanceof Optional<?> looked && looked.orElse(null) instanceof AnyUser user) {
            page().stream()
                    .limit(retire.most())
                    .filter(listed -> listed.id().equals(user.id()))
                    .forEach(listed -> underWay = moves.computeIfAbsent(
                            listed.id(),
                            id -> new SimulatedCall(client, new Task.Move(listed.project(), id, retire.line()), step)));
        }
    }

    /** All is over. What no verdict tells of may be done or not. */
    void end(Optional<Retirement> told, SimulatedWorld world) {
        told.ifPresent(this::check);
        List<Verdict> verdicts = told.map(Retirement::verdicts).orElse(List.of());
        moves.forEach((user, move) -> move.end(
                verdicts.stream().filter(verdict -> verdict.user().equals(user)).findFirst(), world));
    }

    /** One for each user, in their order; all of them, or until a port failed. */
    private void check(Retirement told) {
        List<UserId> users = told.verdicts().stream().map(Verdict::user).toList();
        List<UserId> right = page().stream().map(LineUser::id).toList();
        boolean isAll = users.equals(right);
        boolean isBeginning = users.equals(right.subList(0, Math.min(users.size(), right.size())));
        if (!isBeginning || users.size() > retire.most() || (told.next().isEmpty() && !isAll)) {
            throw new AssertionError("verdicts of " + users + ", and the users are " + right);
        }
    }

    private List<LineUser> page() {
        return page == null ? List.of() : page;
    }
}
