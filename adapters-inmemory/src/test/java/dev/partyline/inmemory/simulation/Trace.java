package dev.partyline.inmemory.simulation;

import dev.partyline.domain.answer.Forecast;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.tenant.Tenant;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SubscriberUser;
import dev.partyline.domain.user.User;
import dev.partyline.ports.Route;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Page;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What happened, line by line, in words that are the same on every JDK: of no set or map more is told than its size.
 */
final class Trace {
    private final List<String> lines = new ArrayList<>();
    private final boolean kept;

    Trace(boolean kept) {
        this.kept = kept;
    }

    void add(Supplier<String> line) {
        if (kept) {
            lines.add(line.get());
        }
    }

    static String of(@Nullable Object answer) {
        if (answer instanceof Either<?, ?> either) {
            return either.isRight() ? of(either.get()) : of(either.getLeft());
        }
        if (answer instanceof Refusal refusal) {
            return "refused: " + refusal.code();
        }
        if (answer instanceof Outcome<?> outcome) {
            return outcome.getClass().getSimpleName() + " " + of(outcome.user());
        }
        if (answer instanceof Forecast<?> forecast) {
            return forecast.getClass().getSimpleName();
        }
        if (answer instanceof Tenant tenant) {
            return tenant.id().toString();
        }
        if (answer instanceof User user) {
            return of(user);
        }
        if (answer instanceof DeactivatedUser former) {
            return "Deactivated " + of(former.user());
        }
        if (answer instanceof Route route) {
            return (route.former() ? "formerly " : "") + of(route.user());
        }
        if (answer instanceof Optional<?> optional) {
            return optional.map(Trace::of).orElse("nothing");
        }
        if (answer instanceof Commit commit) {
            return commit.fold(done -> "done: " + of(done.user()), outdated -> "outdated", noLine -> "no line");
        }
        if (answer instanceof Page page) {
            return page.rows().stream()
                    .map(row -> row instanceof DeactivatedUser former
                            ? of(former.user()) + " until " + former.deactivatedAt()
                            : of(row))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        if (answer instanceof Facts facts) {
            return facts.admitted().map(user -> "admitted " + of(user) + "; ").orElse("") + "facts: "
                    + facts.holders().size() + " held, " + facts.sharedUsers() + " shared, "
                    + facts.former().size() + " former, "
                    + facts.remembered().map(record -> "remembered").orElse("new");
        }
        if (answer instanceof Collection<?> collection) {
            return collection.size() + " of them";
        }
        if (answer instanceof Map<?, ?> map) {
            return map.size() + " of them";
        }
        return String.valueOf(answer);
    }

    private static String of(User user) {
        String more = user instanceof SharedUser shared
                ? " at " + shared.placedBy() + " on " + shared.line() + " " + shared.profile()
                : user instanceof SubscriberUser subscriber ? " of " + subscriber.customers() : "";
        return user.kind() + " " + user.id() + " version " + user.version() + " of " + user.createdAt() + more;
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
