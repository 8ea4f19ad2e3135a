package dev.partyline.domain.request;

import dev.partyline.domain.tenant.App;
import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Identifier;
import dev.partyline.domain.value.Violation;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Validation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The identifiers of a request, checked together (A1). */
final class IdentifierList {
    private IdentifierList() {}

    static Validation<Seq<Violation>, List<Identifier>> of(App app, @Nullable List<GivenIdentifier> given) {
        if (given == null || given.isEmpty()) {
            return Validation.invalid(Vector.of(new Violation(Field.IDENTIFIERS, Fault.REQUIRED)));
        }
        if (given.size() > app.maxIdentifiers()) {
            return Validation.invalid(Vector.of(tooMany()));
        }
        List<Identifier> identifiers = new ArrayList<>();
        List<Violation> violations = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            OptionalInt index = OptionalInt.of(i);
            given.get(i)
                    .checked()
                    .map(identifier -> identifier.claimedAs(app.phoneIdentity()))
                    .flatMap(identifier -> onlyOnce(identifier, seen))
                    .peek(identifiers::add)
                    .swap()
                    .peek(fault -> violations.add(new Violation(Field.IDENTIFIERS, index, fault)));
        }
        return violations.isEmpty() ? Validation.valid(identifiers) : Validation.invalid(Vector.ofAll(violations));
    }

    /** What the app, as it is now, does not accept of identifiers that were accepted before. */
    static Seq<Violation> violationsIn(App present, List<Identifier> identifiers) {
        if (identifiers.size() > present.maxIdentifiers()) {
            return Vector.of(tooMany());
        }
        Set<String> seen = new HashSet<>();
        return Vector.ofAll(identifiers)
                .zipWithIndex()
                .flatMap(given -> onlyOnce(given._1().claimedAs(present.phoneIdentity()), seen)
                        .fold(
                                fault -> Vector.of(new Violation(Field.IDENTIFIERS, OptionalInt.of(given._2()), fault)),
                                first -> Vector.<Violation>empty()));
    }

    /** A1: once after V2, V6 and V15, however it is spelled. */
    private static Validation<Fault, Identifier> onlyOnce(Identifier identifier, Set<String> seen) {
        boolean first = Collections.disjoint(seen, identifier.identities());
        seen.addAll(identifier.identities());
        return first ? Validation.valid(identifier) : Validation.invalid(Fault.DUPLICATE);
    }

    private static Violation tooMany() {
        return new Violation(Field.IDENTIFIERS, Fault.TOO_MANY);
    }

    static <T> Seq<Violation> violationsOf(Validation<Seq<Violation>, T> checked) {
        return checked.fold(violations -> violations, valid -> Vector.<Violation>empty());
    }
}
