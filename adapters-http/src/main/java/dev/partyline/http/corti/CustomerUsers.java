package dev.partyline.http.corti;

import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.answer.CustomerUserRefusal;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.CustomerUserPatch;
import dev.partyline.domain.request.GivenCustomerUser;
import dev.partyline.domain.request.GivenCustomerUserPatch;
import dev.partyline.domain.request.NewCustomerUser;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.tenant.ConsoleProject;
import dev.partyline.domain.tenant.ConsoleProjectId;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.http.api.Bearer;
import dev.partyline.http.api.MemberReader;
import dev.partyline.http.api.Problem;
import dev.partyline.http.body.Members;
import dev.partyline.http.config.Secret;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Lane;
import dev.partyline.http.exchange.Request;
import dev.partyline.http.user.Creation;
import dev.partyline.http.user.Lookup;
import dev.partyline.http.user.Patch;
import dev.partyline.http.user.ProblemErrors;
import dev.partyline.http.user.UserApi;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.Tenants;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What this API has of its own on the way to the users of a customer.
 *
 * @param knownHashes whether a hash of a password is one that the registry takes (C7)
 * @param tokens the token of each project that may call
 */
record CustomerUsers(Tenants tenants, Predicate<PasswordHash> knownHashes, Map<ConsoleProjectId, Secret> tokens)
        implements UserApi<Membership> {
    static final String SCHEME = "Bearer realm=\"corti\"";

    /** What the token of an unknown project is compared with, so that it takes as long as a wrong one. */
    private static final Secret NOBODYS = new Secret("no project has this token");

    private static final ProblemErrors ERRORS = new ProblemErrors(SCHEME, CustomerUsers::emailAlreadyInUse);

    private static final String PASSWORD = "password";

    private static final Set<String> MEMBERS =
            Set.of("email", "firstName", "lastName", PASSWORD, "enabled", "emailVerified");

    /**
     * No index tells the users of a customer, so a page of them is read from at most so many pages of the project's.
     */
    private static final int MOST_PAGES = 4;

    CustomerUsers {
        tokens = Map.copyOf(tokens);
    }

    @Override
    public String name() {
        return "corti";
    }

    @Override
    public String path() {
        return "/functions/v1/public/projects/{projectId}/customers/{customerId}/users";
    }

    @Override
    public ProblemErrors errors() {
        return ERRORS;
    }

    /** The project of the path, if the request proves to come from it. */
    Either<Answer, ConsoleProject> project(Request request, Map<String, String> variables) {
        return Optional.of(new ConsoleProjectId(variables.getOrDefault("projectId", "")))
                .filter(id -> isFrom(id, request))
                .flatMap(tenants::consoleProject)
                .<Either<Answer, ConsoleProject>>map(Either::right)
                .orElseGet(() -> Either.left(ERRORS.unknownTenant()));
    }

    private boolean isFrom(ConsoleProjectId project, Request request) {
        Optional<Secret> token = Optional.ofNullable(tokens.get(project));
        return token.orElse(NOBODYS).matches(Bearer.token(request).orElse("")) && token.isPresent();
    }

    /** The customer of the project, if there are both. */
    Optional<Membership> membership(String project, String customer) {
        return tenants.consoleProject(new ConsoleProjectId(project)).flatMap(found -> membership(found, customer));
    }

    private Optional<Membership> membership(ConsoleProject project, @Nullable String customer) {
        return CustomerId.of(customer)
                .toJavaOptional()
                .filter(id -> tenants.hasCustomer(project.id(), id))
                .map(id -> new Membership(project, id));
    }

    @Override
    public Either<Answer, Membership> caller(Request request, Map<String, String> variables) {
        return project(request, variables)
                .flatMap(project -> membership(project, variables.get("customerId"))
                        .<Either<Answer, Membership>>map(Either::right)
                        .orElseGet(() -> Either.left(customerNotFound())));
    }

    /** That the project has the customer is looked at after the values, as the registry does it. */
    @Override
    public Either<Answer, Membership> creator(Request request, Map<String, String> variables) {
        return project(request, variables)
                .flatMap(project -> CustomerId.of(variables.get("customerId"))
                        .toEither()
                        .mapLeft(fault -> customerNotFound())
                        .map(customer -> new Membership(project, customer)));
    }

    @Override
    public TenantId tenant(Membership membership) {
        return membership.project().id();
    }

    @Override
    public boolean has(Membership membership, AnyUser user) {
        return membership.has(user);
    }

    @Override
    public ObjectNode json(AnyUser user) {
        return CustomerUserJson.of(user);
    }

    @Override
    public Either<Answer, ? extends Creation<?, ?>> creation(Membership membership, Request request, Members members) {
        MemberReader reader = new MemberReader(members);
        GivenCustomerUser given = new GivenCustomerUser(
                membership.customer().value(),
                reader.text("email"),
                reader.text("firstName"),
                reader.text("lastName"),
                reader.text(PASSWORD),
                reader.text("passwordHash"),
                reader.truth("emailVerified"),
                reader.truth("enabled"));
        Optional<IdempotencyKey> key = reader.idempotencyKey(request);
        return reader.checked(NewCustomerUser.of(membership.project(), given, knownHashes))
                .map(valid -> key.map(valid::withIdempotencyKey).orElse(valid))
                .map(valid -> new Creation<>(lane(members.get(PASSWORD).isPresent()), valid, CustomerUsers::refused))
                .mapLeft(ERRORS::invalid);
    }

    /** Hashing takes a processor for as long as a hundred other requests. A hash that is given is only looked at. */
    private static Lane lane(boolean hashes) {
        return hashes ? Lane.PASSWORDS : Lane.STORE;
    }

    private static Answer refused(CustomerUserRefusal refusal) {
        return CustomerUserRefusal.fold(
                refusal,
                shared -> Problem.of(shared, SCHEME),
                unknownCustomer -> customerNotFound(),
                CustomerUsers::emailAlreadyInUse);
    }

    @Override
    public Either<ChangeRefusal, Patch> patch(Membership membership, UserId id, MemberReader reader) {
        reader.refuseAllBut(MEMBERS);
        Setting<CharSequence> password = reader.setting(PASSWORD, reader::text).map(text -> text);
        return CustomerUserPatch.of(
                        membership.project(),
                        id,
                        new GivenCustomerUserPatch(
                                reader.setting("email", reader::text),
                                reader.setting("firstName", reader::text),
                                reader.setting("lastName", reader::text),
                                password,
                                reader.setting("emailVerified", reader::truth),
                                reader.setting("enabled", reader::truth)))
                .map(change -> Patch.in(lane(password.given().isPresent()), change));
    }

    @Override
    public List<Lookup<Membership>> lookups() {
        return List.of(new Lookup<>(
                Set.of("email"),
                (membership, query) -> query.value("email", text -> EmailAddress.of(text, EmailRule.FORMAT))
                        .map(email -> Key.CustomerEmail.of(membership.project().id(), email))));
    }

    @Override
    public Set<UserKind> kinds() {
        return Set.of(UserKind.CUSTOMER);
    }

    @Override
    public Page page(Membership membership, Listing listing, Function<Listing, Page> registry) {
        List<AnyUser> members = new ArrayList<>();
        Listing next = listing.inPagesOf(Listing.MAX_LIMIT);
        for (int pages = 1; ; pages++) {
            Page page = registry.apply(next);
            for (AnyUser user : page.rows()) {
                if (members.size() == listing.limit()) {
                    return new Page(members, Optional.of(ListPosition.of(members.get(members.size() - 1))));
                }
                if (membership.has(user)) {
                    members.add(user);
                }
            }
            if (page.next().isEmpty() || members.size() == listing.limit() || pages == MOST_PAGES) {
                return new Page(members, page.next());
            }
            next = next.from(page.next().get());
        }
    }

    static Answer customerNotFound() {
        return Problem.of(404, "customer_not_found", "The project has no such customer.");
    }

    static Answer emailAlreadyInUse(Refusal.AlreadyInUse refusal) {
        return Problem.of(409, "email_already_in_use", "A user of the project has this email already.");
    }
}
