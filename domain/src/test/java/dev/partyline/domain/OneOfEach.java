package dev.partyline.domain;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.partyline.domain.answer.Forecast;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.rule.Decision;
import dev.partyline.domain.rule.DedicatedAdmission;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.PlaceId;
import dev.partyline.domain.user.Profile;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.ValueRules;
import dev.partyline.domain.value.Violation;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** One object of each of the domain's types, made of a phone, a line, names and an email; and which types there are. */
final class OneOfEach {
    private static final JavaClasses DOMAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.partyline.domain");

    private OneOfEach() {}

    /** Every class of the domain, but for the tests'. */
    static Set<Class<?>> types() {
        return DOMAIN.stream().map(JavaClass::reflect).collect(Collectors.toUnmodifiableSet());
    }

    /** Every type of which there are objects that hold something or stand for something. */
    static Set<Class<?>> instantiableTypes() {
        return DOMAIN.stream()
                .filter(type -> !type.isInterface() && !type.isEnum())
                .filter(type -> type.isRecord()
                        || type.getFields().stream()
                                .anyMatch(field -> !field.getModifiers().contains(JavaModifier.STATIC)))
                .map(JavaClass::reflect)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** An object of each of them, of harmless values. */
    static List<Object> ofPlainValues() {
        return of("+14155550132", "+14155550199", new GivenProfile("Ann", "Lee", "ann@example.com"));
    }

    /** An object of each of them, all ids but for these values being free of digits that could be taken for a phone's. */
    static List<Object> of(String phoneText, String lineText, GivenProfile given) {
        ProjectId projectId =
                ProjectId.parse("aaaaaaaa-aaaa-4aaa-aaaa-aaaaaaaaaaaa").orElseThrow();
        UserId id = UserId.parse("bbbbbbbb-bbbb-4bbb-bbbb-bbbbbbbbbbbb").orElseThrow();
        PlaceId place = PlaceId.of(id);
        Instant now = Instant.EPOCH;
        Project project = Project.of(projectId).withMaxSharedUsers(3).withSharedIdentity(SharedIdentity.PHONE_OR_EMAIL);
        NewSharedUser newShared = NewSharedUser.of(project, phoneText, given).get();
        NewDedicatedUser newDedicated =
                NewDedicatedUser.of(project, phoneText, lineText, given).get();
        Profile profile = newShared.profile();
        Line line = newDedicated.line();
        SharedUserCandidate candidate = new SharedUserCandidate(
                id, place, projectId, newShared.phone(), profile, now, SharedIdentity.PHONE_OR_EMAIL);
        SharedUser shared = candidate.on(line);
        DedicatedUser dedicated = new DedicatedUser(id, projectId, newDedicated.phone(), line, profile, now);
        DeactivatedUser deactivated = new DeactivatedUser(shared, now);
        Violation violation = new Violation(Field.PHONE_NUMBER, Fault.NOT_E164);
        Set<Field> fields = EnumSet.of(Field.EMAIL);
        Map<Key, User> holders = new HashMap<>();
        shared.keys().forEach(key -> holders.put(key, shared));
        dedicated.keys().forEach(key -> holders.put(key, dedicated));
        SharedAdmission sharedAdmission =
                new SharedAdmission(candidate, Optional.of(deactivated), OptionalInt.of(3), LineWish.preferring(line));
        return List.of(
                newShared.phone(),
                line,
                profile.firstName().orElseThrow(),
                profile.email().orElseThrow(),
                profile,
                given,
                ValueRules.PUBLISHED,
                violation,
                projectId,
                project,
                id,
                place,
                candidate,
                shared,
                dedicated,
                deactivated,
                new Key.SharedPhone(projectId, newShared.phone()),
                Key.SharedEmail.of(projectId, profile.email().orElseThrow()),
                new Key.DedicatedPair(projectId, newShared.phone(), line),
                new Key.PhoneOnLine(newShared.phone(), line),
                newShared,
                newDedicated,
                new Outcome.Created<>(shared),
                new Outcome.Returned<>(dedicated),
                new Outcome.Updated<>(shared, fields),
                new Outcome.Revived<>(shared),
                new Forecast.WouldCreate<>(),
                new Forecast.WouldReturn<>(shared),
                new Forecast.WouldUpdate<>(shared, fields),
                new Forecast.WouldRevive<>(id),
                new Refusal.Invalid(io.vavr.collection.List.of(violation)),
                new Refusal.UnknownTenant(),
                new Refusal.CreationDisabled(),
                new Refusal.SharedUserLimitReached(3),
                new Refusal.PoolExhausted(),
                new Refusal.LineNotOwned(line),
                new Refusal.PhoneOnLineTaken(line),
                new Refusal.UserNotFound(id),
                new Question(projectId, shared.keys(), true, true),
                new Facts(holders, 3, Map.of(shared.keys().get(0), deactivated)),
                LineWish.avoiding(line),
                sharedAdmission,
                new DedicatedAdmission(dedicated, Optional.of(deactivated)),
                new Decision.Refuse<>(new Refusal.LineNotOwned(line)),
                new Decision.Return<>(shared),
                new Decision.Update<>(shared, shared.withProfile(Profile.EMPTY), fields),
                new Decision.Admit<>((newId, at) -> sharedAdmission));
    }
}
