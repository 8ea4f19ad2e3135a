package dev.partyline.http.api;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.Violation;
import java.util.List;

/** What is wrong with one member of a request, as the client is told. Holds no value of the request. */
public record FieldFault(String field, String code, String message) {

    public static FieldFault of(Violation violation) {
        return of(violation.path(), violation.fault());
    }

    public static FieldFault of(String field, Fault fault) {
        return new FieldFault(field, fault.code(), fault.message());
    }

    /** What is wrong with every member that was not accepted. */
    public static List<FieldFault> of(Refusal.Invalid refusal) {
        return refusal.violations().map(FieldFault::of).asJava();
    }

    public static FieldFault required(String field) {
        return new FieldFault(field, "required", "is required");
    }

    public static FieldFault notA(String type, String field) {
        return new FieldFault(field, "not_" + type, "must be of the type " + type);
    }

    public static FieldFault unknownMember(String field) {
        return new FieldFault(field, "unknown_member", "is not a member of this request");
    }

    public static FieldFault unknownType(String field, String known) {
        return new FieldFault(field, "unknown_type", "must be " + known);
    }

    public static FieldFault outOfRange(String field, String range) {
        return new FieldFault(field, "out_of_range", "must be " + range);
    }

    public static FieldFault unescapedPlus(String field) {
        return new FieldFault(
                field, "not_e164", "begins with a space: in an urlencoded form a + means a space; write it as %2B");
    }

    /** Of a header field that has one value. */
    public static FieldFault ambiguous(String field) {
        return new FieldFault(field, "duplicate", "came with different values");
    }

    public static FieldFault malformed(String field) {
        return new FieldFault(field, "malformed", "is malformed");
    }
}
