package dev.partyline.http.user;

import dev.partyline.domain.value.Fault;
import dev.partyline.http.api.FieldFault;
import io.vavr.control.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the parameters of one query, and finds all that is wrong with them (V12). For one thread and one request. */
public final class QueryReader {
    private final Map<String, String> parameters;
    private final List<FieldFault> faults = new ArrayList<>();

    QueryReader(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    boolean has(String name) {
        return parameters.containsKey(name);
    }

    /** The value of a parameter; empty if it is missing, or, which is a fault, not accepted. */
    public <T> Optional<T> value(String name, Function<String, Validation<Fault, T>> check) {
        return Optional.ofNullable(parameters.get(name))
                .flatMap(text -> check.apply(text).fold(fault -> refused(FieldFault.of(name, fault)), Optional::of));
    }

    /** The same for a number, whose plus sign is easily taken for a space. */
    public <T> Optional<T> number(String name, Function<String, Validation<Fault, T>> check) {
        return parameters.getOrDefault(name, "").startsWith(" ")
                ? refused(FieldFault.unescapedPlus(name))
                : value(name, check);
    }

    /** The same for what the domain does not know: not accepted is what gives nothing. */
    <T> Optional<T> parsed(String name, Function<String, Optional<T>> parse, FieldFault otherwise) {
        return Optional.ofNullable(parameters.get(name))
                .flatMap(text -> parse.apply(text).or(() -> refused(otherwise)));
    }

    /** A parameter that must be there. */
    public void require(String name) {
        if (!has(name)) {
            faults.add(FieldFault.required(name));
        }
    }

    void refuseAllBut(Set<String> known) {
        parameters.keySet().stream()
                .filter(name -> !known.contains(name))
                .map(FieldFault::unknownMember)
                .forEach(faults::add);
    }

    private <T> Optional<T> refused(FieldFault fault) {
        faults.add(fault);
        return Optional.empty();
    }

    /** All that is wrong. */
    List<FieldFault> faults() {
        return List.copyOf(faults);
    }
}
