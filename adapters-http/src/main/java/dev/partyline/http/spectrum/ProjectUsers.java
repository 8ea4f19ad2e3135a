package dev.partyline.http.spectrum;

import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.answer.LineChoice;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.http.api.MemberReader;
import dev.partyline.http.api.QueryReader;
import dev.partyline.http.body.Format;
import dev.partyline.http.body.Members;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Request;
import dev.partyline.http.user.Creation;
import dev.partyline.http.user.Lookup;
import dev.partyline.http.user.OutcomeHeaders;
import dev.partyline.http.user.Patch;
import dev.partyline.http.user.UserApi;
import dev.partyline.http.user.UserErrors;
import dev.partyline.ports.driven.Tenants;
import io.vavr.control.Either;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What this API has of its own on the way to the users of a project. */
record ProjectUsers(Tenants tenants, Credentials credentials) implements UserApi<Project> {
    private static final String PHONE = Field.PHONE_NUMBER.published();
    private static final String LINE = Field.ASSIGNED_PHONE_NUMBER.published();

    @Override
    public String name() {
        return "spectrum";
    }

    @Override
    public String path() {
        return "/projects/{projectId}/users";
    }

    @Override
    public UserErrors errors() {
        return SpectrumErrors.ERRORS;
    }

    @Override
    public Either<Answer, Project> caller(Request request, Map<String, String> variables) {
        return credentials
                .authenticate(request, variables.getOrDefault("projectId", ""))
                .flatMap(tenants::project)
                .<Either<Answer, Project>>map(Either::right)
                .orElseGet(() -> Either.left(SpectrumErrors.ERRORS.unauthorized()));
    }

    @Override
    public TenantId tenant(Project project) {
        return project.id();
    }

    @Override
    public ObjectNode json(AnyUser user) {
        return UserJson.of(user);
    }

    @Override
    public Answer answer(AnyUser user) {
        return succeed(Map.of("data", json(user)));
    }

    @Override
    public Answer answer(List<? extends AnyUser> users, @Nullable String nextCursor) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("data", users.stream().map(UserJson::of).toList());
        page.put("nextCursor", nextCursor);
        return succeed(page);
    }

    static Answer succeed(Map<String, ?> members) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("succeed", true);
        body.putAll(members);
        return Answer.json(200, body);
    }

    @Override
    public Set<Format> createFormats() {
        return EnumSet.of(Format.JSON, Format.URLENCODED, Format.MULTIPART);
    }

    @Override
    public Either<Answer, ? extends Creation<?, ?>> creation(Project project, Request request, Members members) {
        return CreateBody.creation(project, request, members);
    }

    @Override
    public int createdStatus() {
        return 200;
    }

    @Override
    public Answer created(Outcome<? extends User> outcome) {
        Answer told = OutcomeHeaders.on(answer(outcome.user()), outcome);
        return outcome.lineChoice().map(line -> explained(told, line)).orElse(told);
    }

    /** P7: why it is this line, and what would have come first. */
    private static Answer explained(Answer answer, LineChoice line) {
        Answer explained = answer.with("Partyline-Line-Choice", line.reason().code());
        String passedOver =
                line.passedOver().stream().map(LineChoice.Reason::code).collect(Collectors.joining(", "));
        return passedOver.isEmpty() ? explained : explained.with("Partyline-Passed-Over", passedOver);
    }

    @Override
    public Either<ChangeRefusal, Patch> patch(Project project, UserId id, MemberReader reader) {
        return PatchBody.patch(project, id, reader);
    }

    @Override
    public List<Lookup<Project>> lookups() {
        return List.of(new Lookup<>(Set.of(PHONE, LINE), ProjectUsers::key));
    }

    /** R2: the phone of a shared user; or, beside a line, that of a dedicated user. */
    private static Optional<Key> key(Project project, QueryReader query) {
        query.require(PHONE);
        Optional<PhoneNumber> phone = query.number(PHONE, PhoneNumber::of);
        Optional<Line> line = query.number(LINE, Line::of);
        return phone.map(given -> line.<Key>map(assigned -> new Key.DedicatedPair(project.id(), given, assigned))
                .orElseGet(() -> new Key.SharedPhone(project.id(), given)));
    }

    @Override
    public Map<String, Set<UserKind>> types() {
        return Map.of("shared", Set.of(UserKind.SHARED), "dedicated", Set.of(UserKind.DEDICATED));
    }

    @Override
    public Set<UserKind> kinds() {
        return Set.of(UserKind.SHARED, UserKind.DEDICATED);
    }
}
