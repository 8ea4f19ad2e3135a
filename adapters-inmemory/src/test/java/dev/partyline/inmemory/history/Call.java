package dev.partyline.inmemory.history;

import dev.partyline.domain.request.GivenPair;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.UserRegistry;

/** One call of the registry: it can be made, and its answer can be judged. */
sealed interface Call {
    Answer on(UserRegistry registry);

    /** What the model says of the answer; where it is right, the model goes on from there. */
    Verdict judge(HistoryModel model, Answer answer);

    /** Creates a shared user. */
    record CreateShared(ProjectId project, Cast.Phone phone, Cast.Given given) implements Call {
        /** Made by the published rules of values, whatever those of the project are by now. */
        NewSharedUser request() {
            return NewSharedUser.of(Project.of(project), phone.given(), given.profile())
                    .get();
        }

        @Override
        public Answer on(UserRegistry registry) {
            return Answer.ofCreate(registry.create(request()));
        }

        @Override
        public Verdict judge(HistoryModel model, Answer answer) {
            return model.create(this, answer);
        }
    }

    /** Foresees what creating a shared user would do. */
    record ForeseeShared(CreateShared create) implements Call {
        @Override
        public Answer on(UserRegistry registry) {
            return Answer.ofForesee(registry.foresee(create.request()));
        }

        @Override
        public Verdict judge(HistoryModel model, Answer answer) {
            return model.foresee(create, answer);
        }
    }

    /** Creates a dedicated user. */
    record CreateDedicated(ProjectId project, Cast.Phone phone, Line line, Cast.Given given) implements Call {
        NewDedicatedUser request() {
            return NewDedicatedUser.of(
                            Project.of(project), GivenPair.phone(phone.given()).onLine(line.e164()), given.profile())
                    .get();
        }

        @Override
        public Answer on(UserRegistry registry) {
            return Answer.ofCreate(registry.create(request()));
        }

        @Override
        public Verdict judge(HistoryModel model, Answer answer) {
            return model.create(this, answer);
        }
    }

    /** Foresees what creating a dedicated user would do. */
    record ForeseeDedicated(CreateDedicated create) implements Call {
        @Override
        public Answer on(UserRegistry registry) {
            return Answer.ofForesee(registry.foresee(create.request()));
        }

        @Override
        public Verdict judge(HistoryModel model, Answer answer) {
            return model.foresee(create, answer);
        }
    }

    /** Deactivates a user. */
    record Deactivate(ProjectId project, UserId id) implements Call {
        @Override
        public Answer on(UserRegistry registry) {
            return Answer.ofDeactivate(registry.deactivate(project, id));
        }

        @Override
        public Verdict judge(HistoryModel model, Answer answer) {
            return model.deactivate(this, answer);
        }
    }

    /** Finds a user by its id. */
    record Find(ProjectId project, UserId id) implements Call {
        @Override
        public Answer on(UserRegistry registry) {
            return Answer.ofFind(registry.find(project, id));
        }

        @Override
        public Verdict judge(HistoryModel model, Answer answer) {
            return model.find(this, answer);
        }
    }

    /** Finds the user that a message is for. */
    record FindOnLine(Cast.Phone phone, Line line) implements Call {
        @Override
        public Answer on(UserRegistry registry) {
            return Answer.ofFind(registry.find(phone.number(), line));
        }

        @Override
        public Verdict judge(HistoryModel model, Answer answer) {
            return model.find(this, answer);
        }
    }

    /** Gives back what crashes left leased. */
    record Sweep() implements Call {
        @Override
        public Answer on(UserRegistry registry) {
            return Answer.just("swept", registry.sweep());
        }

        @Override
        public Verdict judge(HistoryModel model, Answer answer) {
            return Verdict.right("P5");
        }
    }
}
