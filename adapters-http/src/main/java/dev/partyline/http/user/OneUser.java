package dev.partyline.http.user;

import dev.partyline.domain.request.ChangeRequest;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.http.api.FieldFault;
import dev.partyline.http.api.MemberReader;
import dev.partyline.http.api.QueryReader;
import dev.partyline.http.body.BodyReader;
import dev.partyline.http.body.Format;
import dev.partyline.http.body.Members;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Body;
import dev.partyline.http.exchange.Lane;
import dev.partyline.http.exchange.Request;
import dev.partyline.http.exchange.Step;
import dev.partyline.ports.UserRegistry;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One user of one API, by its id. */
final class OneUser<S> {
    private static final String DEACTIVATED = "deactivated";
    private static final Map<String, Boolean> TRUTHS = Map.of("true", true, "false", false);
    private static final Set<Format> PATCHES = EnumSet.of(Format.MERGE_PATCH, Format.JSON);
    private static final String ACCEPTED = "application/merge-patch+json, application/json";

    private final UserRegistry registry;
    private final UserApi<S> api;
    private final BodyReader bodies = new BodyReader(PATCHES);

    OneUser(UserRegistry registry, UserApi<S> api) {
        this.registry = registry;
        this.api = api;
    }

    /** R4: only who asks for it gets a user that is not active. */
    Step get(S scope, UserId id, Request request) {
        MemberReader reader = new MemberReader(Members.NONE);
        Optional<EntityTags> known = EntityTags.read(request, "If-None-Match", reader);
        QueryReader query = QueryReader.of(request);
        query.refuseAllBut(Set.of(DEACTIVATED));
        boolean inAnyState = query.parsed(
                        DEACTIVATED,
                        text -> Optional.ofNullable(TRUTHS.get(text)),
                        FieldFault.unknownType(DEACTIVATED, "true or false"))
                .orElse(false);
        query.faults().forEach(reader::add);
        return reader.complete(
                () -> new Step.Work(Lane.STORE, () -> seen(scope, id, user -> get(user, inAnyState, known))),
                api.errors()::invalid);
    }

    private Answer get(AnyUser user, boolean inAnyState, Optional<EntityTags> known) {
        if (!inAnyState && !(user instanceof User)) {
            return api.errors().userNotFound();
        }
        Answer answer = known.filter(tags -> tags.has(user.version())).isPresent()
                ? Answer.empty(304).as("not_modified")
                : api.answer(user).as("found");
        return answer.with("ETag", EntityTags.of(user.version()));
    }

    Step patch(S scope, UserId id, Request request) {
        return new Step.Read(body -> bodies.read(request, body)
                .fold(
                        members -> patch(scope, id, request, members),
                        reason -> api.errors().unsupportedMediaType(reason).with("Accept-Patch", ACCEPTED),
                        () -> api.errors().bodyTooLarge(Body.LIMIT),
                        api.errors()::malformedBody));
    }

    private Step patch(S scope, UserId id, Request request, Members members) {
        MemberReader reader = new MemberReader(members);
        Conditions conditions = Conditions.of(request, reader);
        return reader.complete(
                api.patch(scope, id, reader),
                checked -> checked.<Step>fold(
                        api.errors()::of,
                        patch -> new Step.Work(
                                patch.lane(), () -> seen(scope, id, user -> patch(patch, user, conditions)))),
                api.errors()::invalid);
    }

    private Answer patch(Patch patch, AnyUser user, Conditions conditions) {
        return patch.ofUser().apply(user).fold(refused -> refused, change -> change(change, user, conditions));
    }

    /** A change that is known from the path alone. */
    Step change(S scope, UserId id, Request request, ChangeRequest<?> change) {
        return conditional(scope, id, request, (user, conditions) -> change(change, user, conditions));
    }

    private <U extends User> Answer change(ChangeRequest<U> change, AnyUser user, Conditions conditions) {
        return registry.change(conditions.on(change, user))
                .fold(api.errors()::of, outcome -> OutcomeHeaders.on(api.answer(outcome.user()), outcome));
    }

    Step deactivate(S scope, UserId id, Request request) {
        return conditional(
                scope,
                id,
                request,
                (user, conditions) -> registry.deactivate(conditions.deactivating(user))
                        .fold(api.errors()::of, former -> Answer.empty(204).as("deactivated")));
    }

    Step erase(S scope, UserId id, Request request) {
        return conditional(
                scope,
                id,
                request,
                (user, conditions) -> registry.erase(conditions.erasing(user))
                        .fold(api.errors()::of, erased -> Answer.empty(204).as("erased")));
    }

    private interface Conditional {
        Answer carryOut(AnyUser user, Conditions conditions);
    }

    private Step conditional(S scope, UserId id, Request request, Conditional step) {
        MemberReader reader = new MemberReader(Members.NONE);
        Conditions conditions = Conditions.of(request, reader);
        return reader.complete(
                () -> new Step.Work(Lane.STORE, () -> seen(scope, id, user -> step.carryOut(user, conditions))),
                api.errors()::invalid);
    }

    /** The answer for the user as it is now, if the scope has it. */
    private Answer seen(S scope, UserId id, Function<AnyUser, Answer> then) {
        return registry.findInAnyState(api.tenant(scope), id)
                .filter(user -> api.has(scope, user))
                .map(then)
                .orElseGet(api.errors()::userNotFound);
    }
}
