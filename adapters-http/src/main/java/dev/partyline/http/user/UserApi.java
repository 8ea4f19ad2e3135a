package dev.partyline.http.user;

import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.http.api.MemberReader;
import dev.partyline.http.body.Format;
import dev.partyline.http.body.Members;
import dev.partyline.http.body.Reading;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Body;
import dev.partyline.http.exchange.Request;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import io.vavr.control.Either;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one API has of its own on the way to its users.
 *
 * @param <S> the scope of a call: the tenant that calls, or a part of it
 */
public interface UserApi<S> {
    /** The API's name in an operation. */
    String name();

    /** The path of its users, with its variables. */
    String path();

    UserErrors errors();

    /** Who calls; or the answer to somebody who may not. */
    Either<Answer, S> caller(Request request, Map<String, String> variables);

    /** Who asks for a create; or the answer to somebody who may not. */
    default Either<Answer, S> creator(Request request, Map<String, String> variables) {
        return caller(request, variables);
    }

    TenantId tenant(S scope);

    /** Whether the tenant's user is one of the scope. */
    default boolean has(S scope, AnyUser user) {
        return true;
    }

    /** The id that clients know the user by; empty if no user has one like it. */
    default Optional<UserId> id(String text) {
        return UserId.of(text).toJavaOptional();
    }

    /** The user as the API shows it, in whichever state it is. */
    ObjectNode json(AnyUser user);

    /** An answer with one user. */
    default Answer answer(AnyUser user) {
        return Answer.json(200, json(user));
    }

    /** An answer with a page of users. */
    default Answer answer(List<? extends AnyUser> users, @Nullable String nextCursor) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("data", users.stream().map(this::json).toList());
        page.put("nextCursor", nextCursor);
        return Answer.json(200, page);
    }

    /** The formats of a create. */
    default Set<Format> createFormats() {
        return Set.of(Format.JSON);
    }

    /** The create that the members ask for; or the answer to what of it is not accepted. */
    Either<Answer, ? extends Creation<?, ?>> creation(S scope, Request request, Members members);

    /** The create that was read; or the answer to what could not be read. */
    default Either<Answer, ? extends Creation<?, ?>> creation(S scope, Request request, Reading reading) {
        return reading.<Either<Answer, ? extends Creation<?, ?>>>fold(
                members -> creation(scope, request, members),
                reason -> Either.left(errors().unsupportedMediaType(reason)),
                () -> Either.left(errors().bodyTooLarge(Body.LIMIT)),
                reason -> Either.left(errors().malformedBody(reason)));
    }

    /** The status of a create that succeeds. */
    default int createdStatus() {
        return 201;
    }

    /** The user as a create shows it. */
    default ObjectNode createdJson(User user) {
        return json(user);
    }

    /** The answer to a create that succeeds. */
    default Answer created(Outcome<? extends User> outcome) {
        return OutcomeHeaders.on(Answer.json(createdStatus(), createdJson(outcome.user())), outcome);
    }

    /** The change that the members ask for; or what of their values is not accepted. */
    Either<ChangeRefusal, Patch> patch(S scope, UserId id, MemberReader reader);

    /** The keys that its users are found by. */
    List<Lookup<S>> lookups();

    /** The kinds of its users, by the names that narrow a listing. */
    default Map<String, Set<UserKind>> types() {
        return Map.of();
    }

    /** The kinds of its users. */
    Set<UserKind> kinds();

    /** A page of the users of the scope. */
    default Page page(S scope, Listing listing, Function<Listing, Page> registry) {
        return registry.apply(listing);
    }
}
