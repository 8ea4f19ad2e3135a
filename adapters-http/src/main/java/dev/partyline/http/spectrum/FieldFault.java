package dev.partyline.http.spectrum;

import dev.partyline.domain.value.Violation;

/** What is wrong with one member of a request, as the client is told. Holds no value of the request. */
record FieldFault(String field, String code, String message) {

    static FieldFault of(Violation violation) {
        return new FieldFault(
                violation.field().published(),
                violation.fault().code(),
                violation.fault().message());
    }

    static FieldFault required(String field) {
        return new FieldFault(field, "required", "is required");
    }

    static FieldFault notText(String field) {
        return new FieldFault(field, "not_text", "must be text");
    }

    static FieldFault unknownMember(String field) {
        return new FieldFault(field, "unknown_member", "is not a member of this request");
    }

    static FieldFault unknownType(String field) {
        return new FieldFault(field, "unknown_type", "must be shared or dedicated");
    }

    static FieldFault outOfRange(String field, String range) {
        return new FieldFault(field, "out_of_range", "must be " + range);
    }

    static FieldFault malformed(String field) {
        return new FieldFault(field, "malformed", "is malformed");
    }
}
