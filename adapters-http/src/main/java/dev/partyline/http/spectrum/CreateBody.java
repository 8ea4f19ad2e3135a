package dev.partyline.http.spectrum;

import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Violation;
import dev.partyline.http.body.Members;
import dev.partyline.http.exchange.Answer;
import io.vavr.collection.Seq;
import io.vavr.control.Validation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The members of a create, on their way to a request of the domain. What only a body can get wrong is checked here, unknown
 * members and values that are not text; everything else is the domain's, and the client is told of all of it together (V12).
 */
final class CreateBody {
    private static final String TYPE = "type";
    private static final String PHONE = Field.PHONE_NUMBER.published();
    private static final String LINE = Field.ASSIGNED_PHONE_NUMBER.published();
    private static final String FIRST_NAME = Field.FIRST_NAME.published();
    private static final String LAST_NAME = Field.LAST_NAME.published();
    private static final String EMAIL = Field.EMAIL.published();

    private static final Set<String> OF_SHARED = Set.of(TYPE, PHONE, FIRST_NAME, LAST_NAME, EMAIL);
    private static final Set<String> OF_DEDICATED = Set.of(TYPE, PHONE, LINE, FIRST_NAME, LAST_NAME, EMAIL);

    private final Members members;
    private final Map<String, FieldFault> faults = new LinkedHashMap<>();

    private CreateBody(Members members) {
        this.members = members;
    }

    /** The answer of the function for the request that the members are, or all that is wrong with them. */
    static Answer answer(
            Project project,
            Members members,
            Function<NewSharedUser, Answer> shared,
            Function<NewDedicatedUser, Answer> dedicated) {
        return new CreateBody(members).answer(project, shared, dedicated);
    }

    private Answer answer(
            Project project, Function<NewSharedUser, Answer> shared, Function<NewDedicatedUser, Answer> dedicated) {
        String type = text(TYPE);
        String phone = text(PHONE);
        GivenProfile profile = new GivenProfile(text(FIRST_NAME), text(LAST_NAME), text(EMAIL));
        if ("dedicated".equals(type)) {
            refuseAllBut(OF_DEDICATED);
            return complete(NewDedicatedUser.of(project, phone, text(LINE), profile), dedicated);
        }
        if ("shared".equals(type)) {
            refuseAllBut(OF_SHARED);
        } else {
            refuseAllBut(OF_DEDICATED);
            add(type == null ? FieldFault.required(TYPE) : FieldFault.unknownType(TYPE));
        }
        return complete(NewSharedUser.of(project, phone, profile), shared);
    }

    private <T> Answer complete(Validation<Seq<Violation>, T> request, Function<T, Answer> carryOut) {
        if (request.isInvalid()) {
            request.getError().map(FieldFault::of).forEach(this::add);
        }
        return faults.isEmpty() ? carryOut.apply(request.get()) : SpectrumErrors.invalid(List.copyOf(faults.values()));
    }

    /** The text of a member; null where it is missing, null or, which is a fault, something else. */
    private @Nullable String text(String name) {
        JsonNode value = members.get(name).orElse(null);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            add(FieldFault.notText(name));
            return null;
        }
        return value.stringValue();
    }

    private void refuseAllBut(Set<String> known) {
        members.names().stream()
                .filter(name -> !known.contains(name))
                .map(FieldFault::unknownMember)
                .forEach(this::add);
    }

    /** The first fault of a member is the one to mend: a number is not also a missing text. */
    private void add(FieldFault fault) {
        faults.putIfAbsent(fault.field(), fault);
    }
}
