package dev.partyline.inmemory.history;

import dev.partyline.domain.answer.Forecast;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.Field;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the registry answered, and what the model expects it to: one form for all calls, so that two of them can be
 * compared.
 *
 * @param kind of a success its name, of a refusal its code
 * @param person the user that is told of
 * @param fields those that an update changed
 * @param data what else a refusal or a forecast holds
 */
record Answer(String kind, Optional<ModelledUser> person, Set<Field> fields, List<Object> data) {
    static final String CREATED = "created";
    static final String RETURNED = "returned";
    static final String UPDATED = "updated";
    static final String REVIVED = "revived";

    static Answer just(String kind, Object... data) {
        return new Answer(kind, Optional.empty(), Set.of(), List.of(data));
    }

    static Answer with(String kind, ModelledUser person, Set<Field> fields) {
        return new Answer(kind, Optional.of(person), fields, List.of());
    }

    static Answer with(String kind, ModelledUser person) {
        return with(kind, person, Set.of());
    }

    /** The same answer, if its user were at the version of the other one's. */
    Answer atVersionOf(Answer other) {
        return new Answer(
                kind,
                person.map(one ->
                        other.person().map(another -> one.at(another.version())).orElse(one)),
                fields,
                data);
    }

    static Answer ofFind(Optional<User> found) {
        return found.map(user -> with("found", ModelledUser.of(user))).orElseGet(() -> just("nobody"));
    }

    static Answer ofDeactivate(Either<? extends Refusal, DeactivatedUser> answer) {
        return answer.fold(Answer::ofRefusal, former -> with("deactivated", ModelledUser.of(former)));
    }

    static <U extends User> Answer ofCreate(Either<? extends Refusal, Outcome<U>> answer) {
        return answer.fold(
                Answer::ofRefusal,
                outcome -> outcome.fold(
                        created -> with(CREATED, ModelledUser.of(created.user())),
                        returned -> with(RETURNED, ModelledUser.of(returned.user())),
                        updated -> with(UPDATED, ModelledUser.of(updated.user()), updated.fields()),
                        revived -> with(REVIVED, ModelledUser.of(revived.user()))));
    }

    static <U extends User> Answer ofForesee(Either<? extends Refusal, Forecast<U>> answer) {
        return answer.fold(
                Answer::ofRefusal,
                forecast -> forecast.fold(
                        create -> just(foreseen(CREATED)),
                        returned -> with(foreseen(RETURNED), ModelledUser.of(returned.user())),
                        update -> with(foreseen(UPDATED), ModelledUser.of(update.user()), update.fields()),
                        revive -> just(foreseen(REVIVED), revive.id())));
    }

    static String foreseen(String kind) {
        return "would be " + kind;
    }

    private static Answer ofRefusal(Refusal refusal) {
        if (refusal instanceof Refusal.Invalid reason) {
            return just(refusal.code(), reason.violations().toJavaList());
        }
        if (refusal instanceof Refusal.SharedUserLimitReached reason) {
            return just(refusal.code(), reason.limit());
        }
        if (refusal instanceof Refusal.LineNotOwned reason) {
            return just(refusal.code(), reason.line());
        }
        if (refusal instanceof Refusal.PhoneOnLineTaken reason) {
            return just(refusal.code(), reason.line());
        }
        if (refusal instanceof Refusal.UserNotFound reason) {
            return just(refusal.code(), reason.id());
        }
        return just(refusal.code());
    }
}
