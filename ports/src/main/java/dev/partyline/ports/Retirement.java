package dev.partyline.ports;

import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.LinePosition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What became of the next users of a line that is retired (rule P6). Immutable.
 *
 * @param verdicts one for each user, in the order of {@link LinePosition}
 * @param next from where to go on; empty if that was all
 */
public record Retirement(List<Verdict> verdicts, Optional<LinePosition> next) {

    public Retirement {
        verdicts = List.copyOf(verdicts);
    }

    /** What became of one user. */
    public sealed interface Verdict {
        ProjectId project();

        UserId user();

        /** The answer of the function for this verdict. */
        default <T> T fold(
                Function<? super Moved, ? extends T> moved, Function<? super NotMoved, ? extends T> notMoved) {
            if (this instanceof Moved verdict) {
                return moved.apply(verdict);
            }
            return notMoved.apply((NotMoved) this);
        }
    }

    /** The user is on this line now. */
    public record Moved(ProjectId project, UserId user, Line line) implements Verdict {}

    /** The user is where it was, or no longer there. */
    public record NotMoved(ProjectId project, UserId user, Reason reason) implements Verdict {}

    /** Why a user was not moved. */
    public enum Reason {
        /** No line would take anybody: all are full or closed, or none is as near as the project demands. */
        NO_LINE,
        /** The user's phone is active already on every line that would take somebody (P2). */
        PHONE_ON_EVERY_LINE,
        /** The user left the line meanwhile. */
        GONE,
        /** The user is a dedicated one, whose line its project owns (D1). */
        DEDICATED;

        /** Stable, for programs; lower case with underscores. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
