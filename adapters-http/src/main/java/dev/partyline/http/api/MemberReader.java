package dev.partyline.http.api;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.Violation;
import dev.partyline.http.body.Members;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Request;
import dev.partyline.http.exchange.Step;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the members of one request on their way to a request of the domain. What only a body can get wrong is found
 * here, unknown members and values of another type; everything else is the domain's, and the client is told of all of
 * it together (V12). For one thread and one request.
 */
public final class MemberReader {
    private final Members members;
    private final Map<String, FieldFault> faults = new LinkedHashMap<>();

    public MemberReader(Members members) {
        this.members = members;
    }

    /** The text of a member; null where it is missing, null or, which is a fault, something else. */
    public @Nullable String text(String name) {
        JsonNode value = given(name, JsonNode::isString, "text");
        return value == null ? null : value.stringValue();
    }

    /** The truth value of a member; null where it is missing, null or, which is a fault, something else. */
    public @Nullable Boolean truth(String name) {
        JsonNode value = given(name, JsonNode::isBoolean, "boolean");
        return value == null ? null : value.booleanValue();
    }

    /** The number that a member is; null where it is missing, null or, which is a fault, something else. */
    public @Nullable JsonNode number(String name) {
        return given(name, JsonNode::isNumber, "number");
    }

    /** The object that a member is; null where it is missing, null or, which is a fault, something else. */
    public @Nullable JsonNode object(String name) {
        return given(name, JsonNode::isObject, "object");
    }

    /** The list that a member is; null where it is missing, null or, which is a fault, something else. */
    public @Nullable JsonNode list(String name) {
        return given(name, JsonNode::isArray, "list");
    }

    private @Nullable JsonNode given(String name, Function<JsonNode, Boolean> isOfType, String type) {
        JsonNode value = members.get(name).orElse(null);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!isOfType.apply(value)) {
            add(FieldFault.notA(type, name));
            return null;
        }
        return value;
    }

    /** What a merge patch (RFC 7396) does with a member, whose value is read by the function. */
    public <T> Setting<T> setting(String name, Function<String, @Nullable T> read) {
        JsonNode given = members.get(name).orElse(null);
        if (given == null) {
            return Setting.left();
        }
        if (given.isNull()) {
            return Setting.cleared();
        }
        T value = read.apply(name);
        return value == null ? Setting.left() : Setting.to(value);
    }

    /** Makes every member but these a fault. */
    public void refuseAllBut(Set<String> known) {
        members.names().stream()
                .filter(name -> !known.contains(name))
                .map(FieldFault::unknownMember)
                .forEach(this::add);
    }

    /** The key under which the request is to be carried out once; a fault where it is none. */
    public Optional<IdempotencyKey> idempotencyKey(Request request) {
        return request.idempotencyKey().flatMap(text -> {
            Validation<Violation, IdempotencyKey> key = Violation.in(Field.IDEMPOTENCY_KEY, IdempotencyKey.of(text));
            if (key.isInvalid()) {
                add(FieldFault.of(key.getError()));
            }
            return key.toJavaOptional();
        });
    }

    /** The first fault of a member is the one to mend: a number is not also a missing text. */
    public void add(FieldFault fault) {
        faults.putIfAbsent(fault.field(), fault);
    }

    /**
     * The request, if all values are accepted; else everything that is wrong.
     *
     * @param request the request that the members are; a refusal of values is told together with what was found here
     */
    public <R extends Refusal, T> Either<List<FieldFault>, T> checked(Either<R, T> request) {
        addFaults(request);
        return request.mapLeft(refusal -> List.copyOf(faults.values()))
                .filterOrElse(valid -> faults.isEmpty(), valid -> List.copyOf(faults.values()));
    }

    private void addFaults(Either<? extends Refusal, ?> request) {
        request.peekLeft(refusal -> {
            if (refusal instanceof Refusal.Invalid invalid) {
                FieldFault.of(invalid).forEach(this::add);
            }
        });
    }

    /**
     * The step of one function for the request; or, if a value is not accepted, the answer of the other for everything
     * that is wrong.
     *
     * @param request the request that the members are; a refusal of values is told together with what was found here
     */
    public <R extends Refusal, T> Step complete(
            Either<R, T> request, Function<Either<R, T>, Step> carryOut, Function<List<FieldFault>, Answer> refuse) {
        addFaults(request);
        return complete(() -> carryOut.apply(request), refuse);
    }

    /** The same for a request that nothing but what was found here can be wrong with. */
    public Step complete(Supplier<Step> carryOut, Function<List<FieldFault>, Answer> refuse) {
        return faults.isEmpty() ? carryOut.get() : refuse.apply(List.copyOf(faults.values()));
    }
}
