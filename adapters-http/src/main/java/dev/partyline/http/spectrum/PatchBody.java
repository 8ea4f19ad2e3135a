package dev.partyline.http.spectrum;

import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.request.ChangeRequest;
import dev.partyline.domain.request.DedicatedUserPatch;
import dev.partyline.domain.request.GivenDedicatedUserPatch;
import dev.partyline.domain.request.GivenSharedUserPatch;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.request.SharedUserPatch;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Field;
import dev.partyline.http.api.FieldFault;
import dev.partyline.http.api.JsonNodes;
import dev.partyline.http.api.MemberReader;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Lane;
import dev.partyline.http.user.Patch;
import io.vavr.control.Either;
import java.util.List;
import java.util.Set;

/** The members of a merge patch, on their way to a request of the domain. */
final class PatchBody {
    private static final Set<String> MEMBERS = Set.of("phoneNumber", "firstName", "lastName", "email", "meta");

    private PatchBody() {}

    /**
     * The patch that the members are. A shared user has all that a dedicated one has, and so its rules are the first
     * look at the values, before anything is known of the user (S5).
     */
    static Either<ChangeRefusal, Patch> patch(Project project, UserId id, MemberReader reader) {
        reader.refuseAllBut(MEMBERS);
        GivenSharedUserPatch given = new GivenSharedUserPatch(
                reader.setting("phoneNumber", reader::text),
                reader.setting("firstName", reader::text),
                reader.setting("lastName", reader::text),
                reader.setting("email", reader::text),
                reader.setting("meta", reader::object).map(JsonNodes::object));
        return SharedUserPatch.of(project, id, given)
                .map(shared -> new Patch(
                        Lane.STORE,
                        user -> user.kind() == UserKind.SHARED
                                ? Either.right(shared)
                                : ofDedicated(project, id, given)));
    }

    private static Either<Answer, ChangeRequest<?>> ofDedicated(
            Project project, UserId id, GivenSharedUserPatch given) {
        if (!(given.phoneNumber() instanceof Setting.Left)) {
            return Either.left(
                    SpectrumErrors.ERRORS.invalid(List.of(FieldFault.unknownMember(Field.PHONE_NUMBER.published()))));
        }
        return DedicatedUserPatch.of(
                        project,
                        id,
                        new GivenDedicatedUserPatch(given.firstName(), given.lastName(), given.email(), given.meta()))
                .<ChangeRequest<?>>map(dedicated -> dedicated)
                .mapLeft(SpectrumErrors.ERRORS::of);
    }
}
