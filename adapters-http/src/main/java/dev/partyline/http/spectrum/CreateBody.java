package dev.partyline.http.spectrum;

import dev.partyline.domain.request.GivenPair;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.NewDedicatedUser;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.Line;
import dev.partyline.http.api.FieldFault;
import dev.partyline.http.api.MemberReader;
import dev.partyline.http.body.Members;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Lane;
import dev.partyline.http.exchange.Request;
import dev.partyline.http.user.Creation;
import dev.partyline.http.user.EntityTags;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of a create, on their way to a request of the domain. */
final class CreateBody {
    private static final String TYPE = "type";
    private static final String PHONE = Field.PHONE_NUMBER.published();
    private static final String LINE = Field.ASSIGNED_PHONE_NUMBER.published();
    private static final String FIRST_NAME = Field.FIRST_NAME.published();
    private static final String LAST_NAME = Field.LAST_NAME.published();
    private static final String EMAIL = Field.EMAIL.published();

    private static final String NAMED_LINE = "Partyline-Line";

    private static final Set<String> OF_SHARED = Set.of(TYPE, PHONE, FIRST_NAME, LAST_NAME, EMAIL);
    private static final Set<String> OF_DEDICATED = Set.of(TYPE, PHONE, LINE, FIRST_NAME, LAST_NAME, EMAIL);

    private CreateBody() {}

    /** The create that the members are, or the answer to all that is wrong with them. */
    static Either<Answer, ? extends Creation<?, ?>> creation(Project project, Request request, Members members) {
        MemberReader reader = new MemberReader(members);
        String type = reader.text(TYPE);
        String phone = number(reader, PHONE);
        GivenProfile profile = new GivenProfile(reader.text(FIRST_NAME), reader.text(LAST_NAME), reader.text(EMAIL));
        Optional<IdempotencyKey> key = reader.idempotencyKey(request);
        boolean onlyIfAbsent = EntityTags.read(request, "If-None-Match", reader)
                .filter(EntityTags::any)
                .isPresent();
        if ("dedicated".equals(type)) {
            reader.refuseAllBut(OF_DEDICATED);
            if (request.header(NAMED_LINE).isPresent()) {
                reader.add(FieldFault.unknownMember(NAMED_LINE));
            }
            return reader.checked(
                            NewDedicatedUser.of(project, GivenPair.phone(phone).onLine(number(reader, LINE)), profile))
                    .map(valid -> key.map(valid::withIdempotencyKey).orElse(valid))
                    .map(valid -> onlyIfAbsent ? valid.ifAbsent() : valid)
                    .map(valid -> new Creation<>(Lane.STORE, valid, SpectrumErrors.ERRORS::of))
                    .mapLeft(SpectrumErrors.ERRORS::invalid);
        }
        if ("shared".equals(type)) {
            reader.refuseAllBut(OF_SHARED);
        } else {
            reader.refuseAllBut(OF_DEDICATED);
            reader.add(type == null ? FieldFault.required(TYPE) : FieldFault.unknownType(TYPE, "shared or dedicated"));
        }
        Optional<Line> named = namedLine(request, reader);
        return reader.checked(NewSharedUser.of(project, phone, profile))
                .map(valid -> named.map(valid::onLine).orElse(valid))
                .map(valid -> key.map(valid::withIdempotencyKey).orElse(valid))
                .map(valid -> onlyIfAbsent ? valid.ifAbsent() : valid)
                .map(valid -> new Creation<>(Lane.STORE, valid, SpectrumErrors.ERRORS::of))
                .mapLeft(SpectrumErrors.ERRORS::invalid);
    }

    /** P8: the line of the pool that the header field names. */
    private static Optional<Line> namedLine(Request request, MemberReader reader) {
        return request.header(NAMED_LINE).flatMap(text -> {
            Validation<Fault, Line> line = Line.of(text);
            if (line.isInvalid()) {
                reader.add(FieldFault.of(NAMED_LINE, line.getError()));
            }
            return line.toJavaOptional();
        });
    }

    private static @Nullable String number(MemberReader reader, String name) {
        String text = reader.text(name);
        if (text != null && text.startsWith(" ")) {
            reader.add(FieldFault.unescapedPlus(name));
        }
        return text;
    }
}
