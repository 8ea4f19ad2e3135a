package dev.partyline.inmemory.history;

import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.user.UserId;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.PoolLine;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** One step of a history: small numbers that point into the {@link Cast}, so that a history shrinks. */
sealed interface Command {

    /** A step that asks something of the registry. */
    sealed interface Request extends Command {
        /** The call that this means to somebody who knows these users. */
        Call call(List<Known> users);
    }

    /** A step that changes what is around the registry. */
    sealed interface Setting extends Command {
        void in(Surroundings surroundings);
    }

    /** A user that was heard of, active or not. */
    record Known(ProjectId project, UserId id) {
        static final Known NOBODY = new Known(Cast.PROJECTS.get(0), new UserId(new UUID(0, 0)));

        static Known pick(List<Known> users, int user) {
            return users.isEmpty() ? NOBODY : users.get(user % users.size());
        }
    }

    record CreateShared(int project, int phone, Cast.Given given) implements Request {
        @Override
        public Call.CreateShared call(List<Known> users) {
            return new Call.CreateShared(Cast.PROJECTS.get(project), Cast.PHONES.get(phone), given);
        }
    }

    record CreateDedicated(int project, int phone, int line, Cast.Given given) implements Request {
        @Override
        public Call.CreateDedicated call(List<Known> users) {
            return new Call.CreateDedicated(
                    Cast.PROJECTS.get(project), Cast.PHONES.get(phone), Cast.LINES.get(line), given);
        }
    }

    record ForeseeShared(CreateShared create) implements Request {
        @Override
        public Call call(List<Known> users) {
            return new Call.ForeseeShared(create.call(users));
        }
    }

    record ForeseeDedicated(CreateDedicated create) implements Request {
        @Override
        public Call call(List<Known> users) {
            return new Call.ForeseeDedicated(create.call(users));
        }
    }

    /** Deactivates a user in its own tenant. */
    record Deactivate(int user) implements Request {
        @Override
        public Call call(List<Known> users) {
            Known known = Known.pick(users, user);
            return new Call.Deactivate(known.project(), known.id());
        }
    }

    /** Deactivates a user through a tenant that may be another's (T2). */
    record DeactivateIn(int project, int user) implements Request {
        @Override
        public Call call(List<Known> users) {
            return new Call.Deactivate(
                    Cast.PROJECTS.get(project), Known.pick(users, user).id());
        }
    }

    record Find(int user) implements Request {
        @Override
        public Call call(List<Known> users) {
            Known known = Known.pick(users, user);
            return new Call.Find(known.project(), known.id());
        }
    }

    record FindOnLine(int phone, int line) implements Request {
        @Override
        public Call call(List<Known> users) {
            return new Call.FindOnLine(Cast.PHONES.get(phone), Cast.LINES.get(line));
        }
    }

    record Sweep() implements Request {
        @Override
        public Call call(List<Known> users) {
            return new Call.Sweep();
        }
    }

    /** Another choice of a project. */
    sealed interface Choice extends Setting {
        int project();

        Project in(Project project);

        @Override
        default void in(Surroundings surroundings) {
            UnaryOperator<Project> choice = this::in;
            surroundings.project(Cast.PROJECTS.get(project())).map(choice).ifPresent(surroundings::change);
        }
    }

    /** A limit, or none where it is negative. */
    record Limit(int project, int limit) implements Choice {
        @Override
        public Project in(Project it) {
            OptionalInt most = limit < 0 ? OptionalInt.empty() : OptionalInt.of(limit);
            return new Project(
                    it.id(),
                    it.creatingUsers(),
                    most,
                    it.sharedIdentity(),
                    it.phoneIdentity(),
                    it.values(),
                    it.recreation(),
                    it.lines(),
                    it.eraseAfter(),
                    it.eventValues());
        }
    }

    record Identity(int project, SharedIdentity identity) implements Choice {
        @Override
        public Project in(Project it) {
            return it.withSharedIdentity(identity);
        }
    }

    record CreatedAgain(int project, Recreation recreation) implements Choice {
        @Override
        public Project in(Project it) {
            return it.withRecreation(recreation);
        }
    }

    record Values(int project, int rules) implements Choice {
        @Override
        public Project in(Project it) {
            return it.withValues(Cast.VALUE_RULES.get(rules));
        }
    }

    record Creating(int project, boolean on) implements Choice {
        @Override
        public Project in(Project it) {
            return it.withCreatingUsers(on);
        }
    }

    record Own(int project, int line, boolean owns) implements Setting {
        @Override
        public void in(Surroundings surroundings) {
            surroundings.own(Cast.PROJECTS.get(project), Cast.LINES.get(line), owns);
        }
    }

    record SetState(int line, LineState state) implements Setting {
        @Override
        public void in(Surroundings surroundings) {
            surroundings.setState(Cast.LINES.get(line), state);
        }
    }

    record AddLine(int line, int capacity) implements Setting {
        @Override
        public void in(Surroundings surroundings) {
            surroundings.add(new PoolLine(Cast.LINES.get(line), capacity));
        }
    }

    record Tick(int seconds) implements Setting {
        @Override
        public void in(Surroundings surroundings) {
            surroundings.tick(Duration.ofSeconds(seconds));
        }
    }
}
