package dev.partyline.http.api;

import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.ErrorShape;
import java.util.List;

/** The errors of an API that names what is wrong with a request, also if nobody got as far as its values. */
public interface FieldErrors extends ErrorShape {

    /** Values that are not accepted, all of them. */
    Answer invalid(List<FieldFault> faults);

    @Override
    default Answer ambiguousField(String name) {
        return invalid(List.of(FieldFault.ambiguous(name)));
    }

    @Override
    default Answer malformedPath() {
        return invalid(List.of(FieldFault.malformed("path")));
    }
}
