package dev.partyline.inmemory.history;

import static java.util.Objects.requireNonNull;

import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneRule;
import dev.partyline.domain.value.Violation;
import dev.partyline.ports.driven.LineState;
import dev.partyline.ports.driven.PoolLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules as rules.md has them, over plain maps and lists and one request at a time. Made without regard to how the
 * library does it. It judges answers: where a rule leaves a choice, any allowed one is right, and the model goes on
 * from what was chosen.
 */
final class HistoryModel implements Surroundings {
    private final Map<ProjectId, Project> projects;
    private final Set<Script.Owned> owned;
    private final Map<Line, PoolLine> pool;
    private final Set<Line> closed;

    /** Everyone there ever was. */
    private final Map<UserId, ModelledUser> people;

    /** Who was the last to be deactivated of all that had this phone, or this phone and line, in this project. */
    private final Map<Identity, UserId> former;

    /** The rules that left out a line, of all that were given so far. */
    private final Set<String> rulesOfLines = new HashSet<>();

    private final LineChoice choice;
    private Instant now;

    /** How exactly the choice of a line is judged. */
    enum LineChoice {
        /** A line that is wished for where it can be had, else one with the fewest users (P3, L3). */
        EXACT,
        /** Any line that can be had: where places are leased, loads may have changed when the user is there. */
        ANY_AVAILABLE
    }

    private record Identity(UserKind kind, ProjectId project, String phone, Optional<Line> line) {
        static Identity of(ModelledUser person) {
            boolean shared = person.kind() == UserKind.SHARED;
            return new Identity(
                    person.kind(),
                    person.project(),
                    person.phone(),
                    shared ? Optional.empty() : Optional.of(person.line()));
        }
    }

    /** What the rules say of a request. */
    private sealed interface Plan {
        /** This answer, and perhaps another value of the user that it tells of. */
        record Answered(String rule, Answer answer) implements Plan {}

        /**
         * A new user, or a former one again.
         *
         * @param expected the user, given what the registry is free to choose
         */
        record Admit(
                String rule,
                String kind,
                Optional<ModelledUser> former,
                UnaryOperator<ModelledUser> expected,
                List<Line> lines)
                implements Plan {}
    }

    HistoryModel(List<Integer> capacities, LineChoice choice) {
        this(
                new HashMap<>(),
                new HashSet<>(Script.Owned.AT_FIRST),
                new LinkedHashMap<>(),
                new HashSet<>(),
                new LinkedHashMap<>(),
                new HashMap<>(),
                choice,
                HistoryWorld.START);
        Cast.AT_FIRST.forEach(this::change);
        HistoryWorld.poolLines(capacities).forEach(this::add);
    }

    private HistoryModel(
            Map<ProjectId, Project> projects,
            Set<Script.Owned> owned,
            Map<Line, PoolLine> pool,
            Set<Line> closed,
            Map<UserId, ModelledUser> people,
            Map<Identity, UserId> former,
            LineChoice choice,
            Instant now) {
        this.projects = projects;
        this.owned = owned;
        this.pool = pool;
        this.closed = closed;
        this.people = people;
        this.former = former;
        this.choice = choice;
        this.now = now;
    }

    /** The same, with users of its own. */
    HistoryModel copy() {
        return new HistoryModel(
                projects, owned, pool, closed, new LinkedHashMap<>(people), new HashMap<>(former), choice, now);
    }

    /** What two models with the same surroundings differ in, if they do. */
    Object state() {
        return List.of(people, former);
    }

    // ------------------------------------------------------------------------------------------------- shared users

    Verdict create(Call.CreateShared request, Answer answer) {
        return carryOut(plan(request), answer);
    }

    Verdict foresee(Call.CreateShared request, Answer answer) {
        return Verdict.equal("E5", foreseen(plan(request)), answer);
    }

    private Plan plan(Call.CreateShared request) {
        Project project = projects.get(request.project());
        if (project == null) {
            return new Plan.Answered("T3", Answer.just("unknown_tenant"));
        }
        if (!project.creatingUsers()) {
            return new Plan.Answered("T3", Answer.just("creation_disabled"));
        }
        List<Violation> violations = violations(project, request.phone(), request.given());
        Optional<ModelledUser> existing = existing(project, request);
        boolean full = isFull(project);
        List<Line> lines = availableTo(request.phone());
        long reasons = Stream.of(!violations.isEmpty(), existing.isPresent(), full, lines.isEmpty())
                .filter(reason -> reason)
                .count();
        if (!violations.isEmpty()) {
            return new Plan.Answered(reasons > 1 ? "S5" : "V3", Answer.just("invalid_request", violations));
        }
        if (existing.isPresent()) {
            return again(existing.get(), project, request.given());
        }
        if (full) {
            return new Plan.Answered(
                    reasons > 1 ? "S5" : "S4",
                    Answer.just(
                            "shared_user_limit_reached",
                            project.maxSharedUsers().getAsInt()));
        }
        if (lines.isEmpty()) {
            return new Plan.Answered("S6", Answer.just("pool_exhausted"));
        }
        return admission(request, project, lines);
    }

    /** V3, V5, V12: in the order of the members. */
    private static List<Violation> violations(Project project, Cast.Phone phone, Cast.Given given) {
        List<Violation> violations = new ArrayList<>();
        PhoneRule asked = project.values().phones();
        if (asked.compareTo(phone.strictest()) > 0) {
            violations.add(new Violation(
                    Field.PHONE_NUMBER, asked == PhoneRule.POSSIBLE ? Fault.NOT_POSSIBLE : Fault.NOT_VALID));
        }
        EmailRule askedOfEmails = project.values().emails();
        if (askedOfEmails.compareTo(given.email().strictest()) > 0) {
            violations.add(new Violation(Field.EMAIL, Fault.NOT_AN_EMAIL));
        }
        return violations;
    }

    /** S2: by the phone. S7: by the phone, else by an email that is a key. */
    private Optional<ModelledUser> existing(Project project, Call.CreateShared request) {
        Optional<ModelledUser> byPhone = sharedOf(project.id())
                .filter(person -> person.phone().equals(request.phone().canonical()))
                .findFirst();
        String email = request.given().email().given();
        if (byPhone.isPresent() || !isEarlierEdition(project) || email == null) {
            return byPhone;
        }
        return holderOfEmail(project.id(), email);
    }

    private Optional<ModelledUser> holderOfEmail(ProjectId project, String email) {
        return sharedOf(project)
                .filter(person -> person.emailKey().equals(Optional.of(ModelledUser.emailKey(email))))
                .findFirst();
    }

    /**
     * S7: returned unchanged. S3: what is supplied replaces, and neither the quota nor the pool is consulted; an email
     * that was a key is one no more.
     */
    private Plan again(ModelledUser existing, Project project, Cast.Given given) {
        if (isEarlierEdition(project)) {
            return new Plan.Answered("S7", Answer.with(Answer.RETURNED, existing));
        }
        ModelledUser merged = existing.supplied(given);
        return merged.equals(existing)
                ? new Plan.Answered("S2", Answer.with(Answer.RETURNED, existing))
                : new Plan.Answered(
                        "S3",
                        Answer.with(
                                Answer.UPDATED,
                                merged.byPhoneOnly().at(existing.version() + 1),
                                differences(existing, merged)));
    }

    private static Set<Field> differences(ModelledUser one, ModelledUser other) {
        Set<Field> fields = EnumSet.noneOf(Field.class);
        if (!Objects.equals(one.firstName(), other.firstName())) {
            fields.add(Field.FIRST_NAME);
        }
        if (!Objects.equals(one.lastName(), other.lastName())) {
            fields.add(Field.LAST_NAME);
        }
        if (!Objects.equals(one.email(), other.email())) {
            fields.add(Field.EMAIL);
        }
        return fields;
    }

    /** S4. */
    private boolean isFull(Project project) {
        return project.maxSharedUsers().isPresent()
                && sharedOf(project.id()).count() >= project.maxSharedUsers().getAsInt();
    }

    /** S1, L3, and P1 to P4 for the line. */
    private Plan admission(Call.CreateShared request, Project project, List<Line> available) {
        Cast.Given given = request.given();
        String phone = request.phone().canonical();
        Optional<ModelledUser> last = lastHolder(request).filter(person -> project.recreation() != Recreation.FRESH);
        UnaryOperator<ModelledUser> newcomer = seen -> new ModelledUser(
                UserKind.SHARED,
                seen.id(),
                1,
                seen.place(),
                project.id(),
                phone,
                seen.line(),
                given.firstName(),
                given.lastName(),
                given.email().given(),
                isEarlierEdition(project),
                now,
                Optional.empty());
        if (last.isEmpty()) {
            return new Plan.Admit("S1", Answer.CREATED, Optional.empty(), newcomer, leastLoaded(available));
        }
        Line lastLine = last.get().line();
        if (project.recreation() == Recreation.AVOID_LAST_LINE) {
            List<Line> others =
                    available.stream().filter(line -> !line.equals(lastLine)).toList();
            return new Plan.Admit(
                    "L3",
                    Answer.CREATED,
                    Optional.empty(),
                    newcomer,
                    leastLoaded(others.isEmpty() ? available : others));
        }
        return new Plan.Admit(
                "L3",
                Answer.REVIVED,
                last,
                seen -> revived(last.get(), seen, project, given),
                available.contains(lastLine) ? List.of(lastLine) : leastLoaded(available));
    }

    /** As S3 merges; in the earlier edition the request's names and email alone. */
    private static ModelledUser revived(ModelledUser last, ModelledUser seen, Project project, Cast.Given given) {
        ModelledUser merged = isEarlierEdition(project)
                ? last.named(given.firstName(), given.lastName(), given.email().given())
                : last.supplied(given);
        return new ModelledUser(
                last.kind(),
                last.id(),
                last.version() + 1,
                seen.place(),
                last.project(),
                last.phone(),
                seen.line(),
                merged.firstName(),
                merged.lastName(),
                merged.email(),
                isEarlierEdition(project),
                last.createdAt(),
                Optional.empty());
    }

    // ---------------------------------------------------------------------------------------------- dedicated users

    Verdict create(Call.CreateDedicated request, Answer answer) {
        return carryOut(plan(request), answer);
    }

    Verdict foresee(Call.CreateDedicated request, Answer answer) {
        return Verdict.equal("E5", foreseen(plan(request)), answer);
    }

    private Plan plan(Call.CreateDedicated request) {
        Project project = projects.get(request.project());
        String phone = request.phone().canonical();
        Line line = request.line();
        if (project == null) {
            return new Plan.Answered("T3", Answer.just("unknown_tenant"));
        }
        if (!project.creatingUsers()) {
            return new Plan.Answered("T3", Answer.just("creation_disabled"));
        }
        List<Violation> violations = violations(project, request.phone(), request.given());
        if (!violations.isEmpty()) {
            return new Plan.Answered("V3", Answer.just("invalid_request", violations));
        }
        if (!owned.contains(new Script.Owned(project.id(), line))) {
            return new Plan.Answered("D1", Answer.just("line_not_owned", line));
        }
        Optional<ModelledUser> holder = onLine(phone, line);
        if (holder.isPresent()) {
            ModelledUser person = holder.get();
            return person.kind() == UserKind.DEDICATED && person.project().equals(project.id())
                    ? new Plan.Answered("D2", Answer.with(Answer.RETURNED, person))
                    : new Plan.Answered("P2", Answer.just("phone_on_line_taken", line));
        }
        Optional<ModelledUser> last = lastHolder(request).filter(person -> project.recreation() == Recreation.REVIVE);
        if (last.isPresent()) {
            return new Plan.Admit("L3", Answer.REVIVED, last, seen -> last.get().active(), List.of(line));
        }
        return new Plan.Admit(
                ruleOfNewDedicated(project, phone),
                Answer.CREATED,
                Optional.empty(),
                seen -> new ModelledUser(
                        UserKind.DEDICATED,
                        seen.id(),
                        1,
                        Optional.empty(),
                        project.id(),
                        phone,
                        line,
                        request.given().firstName(),
                        request.given().lastName(),
                        request.given().email().given(),
                        false,
                        now,
                        Optional.empty()),
                List.of(line));
    }

    private String ruleOfNewDedicated(Project project, String phone) {
        boolean onAnotherLine = active().anyMatch(person -> person.project().equals(project.id())
                && person.isActive(UserKind.DEDICATED)
                && person.phone().equals(phone));
        boolean sharedToo =
                sharedOf(project.id()).anyMatch(person -> person.phone().equals(phone));
        return onAnotherLine ? "D3" : sharedToo || isFull(project) ? "D4" : "D1";
    }

    // ------------------------------------------------------------------------------------------------- all the rest

    Verdict deactivate(Call.Deactivate request, Answer answer) {
        Optional<ModelledUser> found = find(request.project(), request.id());
        if (found.isEmpty()) {
            String rule = people.containsKey(request.id()) && isElsewhere(request) ? "T2" : "L2";
            return Verdict.equal(rule, Answer.just("user_not_found", request.id()), answer);
        }
        ModelledUser gone = found.get().deactivated(now);
        Verdict verdict = compared("L1", Answer.with("deactivated", gone), answer);
        if (verdict.isRight()) {
            people.put(gone.id(), gone);
            former.put(Identity.of(gone), gone.id());
        }
        return verdict;
    }

    private boolean isElsewhere(Call.Deactivate request) {
        return !requireNonNull(people.get(request.id())).project().equals(request.project());
    }

    Verdict find(Call.Find request, Answer answer) {
        return compared("T2", found(find(request.project(), request.id())), answer);
    }

    Verdict find(Call.FindOnLine request, Answer answer) {
        return compared("R1", found(onLine(request.phone().canonical(), request.line())), answer);
    }

    private static Answer found(Optional<ModelledUser> person) {
        return person.map(it -> Answer.with("found", it)).orElseGet(() -> Answer.just("nobody"));
    }

    /** How one answer follows from the plan; where it does, the plan becomes true. */
    private Verdict carryOut(Plan plan, Answer answer) {
        if (plan instanceof Plan.Answered answered) {
            Verdict verdict = compared(answered.rule(), answered.answer(), answer);
            if (verdict.isRight()) {
                answer.person().ifPresent(person -> people.put(person.id(), person));
            }
            return verdict;
        }
        Plan.Admit admit = (Plan.Admit) plan;
        if (!answer.kind().equals(admit.kind()) || answer.person().isEmpty()) {
            return Verdict.wrong(admit.rule(), "expected " + admit.kind() + " but got " + answer);
        }
        ModelledUser person = answer.person().get();
        Verdict verdict = Stream.of(judgeNames(admit, person), judgeLine(admit, person))
                .filter(it -> !it.isRight())
                .findFirst()
                .orElseGet(() -> compared(
                        admit.rule(), Answer.with(admit.kind(), admit.expected().apply(person)), answer));
        if (verdict.isRight()) {
            people.put(person.id(), person);
            former.remove(Identity.of(person), person.id());
        }
        return verdict;
    }

    /** L6: what is as expected but for its version broke no other rule. */
    private static Verdict compared(String rule, Answer expected, Answer answer) {
        boolean butForTheVersion =
                !expected.equals(answer) && expected.atVersionOf(answer).equals(answer);
        return Verdict.equal(butForTheVersion ? "L6" : rule, expected, answer);
    }

    private Verdict judgeNames(Plan.Admit admit, ModelledUser person) {
        if (admit.former().isEmpty() && people.containsKey(person.id())) {
            return Verdict.wrong("S1", "the id of " + people.get(person.id()) + " was given again");
        }
        if (admit.former().filter(last -> !last.equals(people.get(last.id()))).isPresent()) {
            return Verdict.wrong("L3", "not as it was when it was deactivated: " + admit.former());
        }
        boolean placeIsUsed = person.place().isPresent()
                && people.values().stream().anyMatch(other -> other.place().equals(person.place()));
        return placeIsUsed ? Verdict.wrong("P5", "a place was given again, to " + person) : Verdict.right(admit.rule());
    }

    private Verdict judgeLine(Plan.Admit admit, ModelledUser person) {
        Line line = person.line();
        if (admit.lines().contains(line)) {
            if (person.kind() == UserKind.SHARED) {
                noteRulesOfLines(admit, person);
            }
            return Verdict.right(admit.rule());
        }
        if (person.kind() == UserKind.DEDICATED) {
            return Verdict.wrong("D2", "not the line that was asked for: " + person);
        }
        PoolLine ofPool = pool.get(line);
        if (ofPool == null) {
            return Verdict.wrong("P1", "not a line of the pool: " + person);
        }
        if (closed.contains(line) || users(line) >= ofPool.capacity()) {
            return Verdict.wrong("P4", "a line that takes nobody: " + person);
        }
        if (onLine(person.phone(), line).isPresent()) {
            return Verdict.wrong("P2", "the phone is on the line already: " + person);
        }
        if (choice == LineChoice.ANY_AVAILABLE) {
            return Verdict.right(admit.rule());
        }
        return Verdict.wrong(
                admit.rule().equals("L3") ? "L3" : "P3", "expected one of " + admit.lines() + " for " + person);
    }

    private void noteRulesOfLines(Plan.Admit admit, ModelledUser person) {
        for (Line line : Cast.LINES) {
            PoolLine ofPool = pool.get(line);
            if (admit.lines().contains(line)) {
                continue;
            }
            if (ofPool == null) {
                rulesOfLines.add("P1");
            } else if (closed.contains(line) || users(line) >= ofPool.capacity()) {
                rulesOfLines.add("P4");
            } else if (onLine(person.phone(), line).isPresent()) {
                rulesOfLines.add("P2");
            } else {
                rulesOfLines.add("P3");
            }
        }
    }

    /** Whether a line was left out for this rule when another was given. */
    boolean leftOutALineFor(String rule) {
        return rulesOfLines.contains(rule);
    }

    private static Answer foreseen(Plan plan) {
        if (plan instanceof Plan.Answered answered) {
            Answer answer = answered.answer();
            return answer.person().isEmpty()
                    ? answer
                    : new Answer(Answer.foreseen(answer.kind()), answer.person(), answer.fields(), answer.data());
        }
        Plan.Admit admit = (Plan.Admit) plan;
        return admit.former()
                .map(person -> Answer.just(Answer.foreseen(admit.kind()), person.id()))
                .orElseGet(() -> Answer.just(Answer.foreseen(admit.kind())));
    }

    // --------------------------------------------------------------------------------------------------- the lines

    /** P1, P2, P4: open, with room, and without the phone. */
    private List<Line> availableTo(Cast.Phone phone) {
        return pool.values().stream()
                .filter(line -> !closed.contains(line.line()))
                .filter(line -> users(line.line()) < line.capacity())
                .map(PoolLine::line)
                .filter(line -> onLine(phone.canonical(), line).isEmpty())
                .toList();
    }

    /** P3. */
    private List<Line> leastLoaded(List<Line> lines) {
        int least = lines.stream().mapToInt(this::users).min().orElse(0);
        return lines.stream().filter(line -> users(line) == least).toList();
    }

    /** P5: the active shared users that have the line, where it is the pool's. */
    int users(Line line) {
        return !pool.containsKey(line)
                ? 0
                : (int) active().filter(person -> person.kind() == UserKind.SHARED
                                && person.line().equals(line))
                        .count();
    }

    // ------------------------------------------------------------------------------------------------------- people

    /** Everyone there ever was, in the order in which they were created first. */
    List<ModelledUser> people() {
        return List.copyOf(people.values());
    }

    Optional<ModelledUser> find(ProjectId project, UserId id) {
        return Optional.ofNullable(people.get(id))
                .filter(person -> person.isActive() && person.project().equals(project));
    }

    Optional<ModelledUser> onLine(String phone, Line line) {
        return active().filter(
                        person -> person.phone().equals(phone) && person.line().equals(line))
                .findFirst();
    }

    /** L5: in the order of their creation, and then of their ids. */
    List<ModelledUser> listed(ProjectId project, Set<UserKind> kinds, boolean deactivatedToo) {
        return people.values().stream()
                .filter(person -> person.project().equals(project)
                        && kinds.contains(person.kind())
                        && (deactivatedToo || person.isActive()))
                .sorted(Comparator.comparing(ModelledUser::createdAt).thenComparing(ModelledUser::id))
                .toList();
    }

    private Stream<ModelledUser> active() {
        return people.values().stream().filter(ModelledUser::isActive);
    }

    private Stream<ModelledUser> sharedOf(ProjectId project) {
        return active().filter(person ->
                person.kind() == UserKind.SHARED && person.project().equals(project));
    }

    /** Who had the phone last in the project, and has been deactivated. */
    private Optional<ModelledUser> lastHolder(Call.CreateShared request) {
        return lastHolder(
                new Identity(UserKind.SHARED, request.project(), request.phone().canonical(), Optional.empty()));
    }

    /** Who had the phone and the line last in the project, and has been deactivated. */
    private Optional<ModelledUser> lastHolder(Call.CreateDedicated request) {
        return lastHolder(new Identity(
                UserKind.DEDICATED, request.project(), request.phone().canonical(), Optional.of(request.line())));
    }

    private Optional<ModelledUser> lastHolder(Identity identity) {
        @Nullable UserId last = former.get(identity);
        return last == null ? Optional.empty() : Optional.ofNullable(people.get(last));
    }

    private static boolean isEarlierEdition(Project project) {
        return project.sharedIdentity() == SharedIdentity.PHONE_OR_EMAIL;
    }

    // ------------------------------------------------------------------------------------------------- surroundings

    @Override
    public Optional<Project> project(ProjectId id) {
        return Optional.ofNullable(projects.get(id));
    }

    @Override
    public void change(Project project) {
        projects.put(project.id(), project);
    }

    @Override
    public void own(ProjectId project, Line line, boolean owns) {
        Script.Owned pair = new Script.Owned(project, line);
        if (owns) {
            owned.add(pair);
        } else {
            owned.remove(pair);
        }
    }

    @Override
    public void add(PoolLine line) {
        pool.putIfAbsent(line.line(), line);
    }

    @Override
    public void setState(Line line, LineState state) {
        if (!pool.containsKey(line)) {
            return;
        }
        if (state == LineState.OPEN) {
            closed.remove(line);
        } else {
            closed.add(line);
        }
    }

    @Override
    public void tick(Duration time) {
        now = now.plus(time);
    }
}
