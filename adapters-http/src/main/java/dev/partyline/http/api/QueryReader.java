package dev.partyline.http.api;

import dev.partyline.domain.value.Fault;
import dev.partyline.http.exchange.Answer;
import dev.partyline.http.exchange.Request;
import dev.partyline.http.exchange.Step;
import io.vavr.control.Validation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads the parameters of one query, and finds all that is wrong with them (V12). For one thread and one request. */
public final class QueryReader {
    private static final String LIMIT = "limit";
    private static final Pattern LIMITS = Pattern.compile("0*([1-9][0-9]{0,3})");

    private final Map<String, String> parameters;
    private final List<FieldFault> faults = new ArrayList<>();

    private QueryReader(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /** A reader of the request's query; if it can't be decoded, of none, with a fault. */
    public static QueryReader of(Request request) {
        Optional<Map<String, String>> parameters = request.parameters();
        QueryReader reader = new QueryReader(parameters.orElseGet(Map::of));
        if (parameters.isEmpty()) {
            reader.faults.add(FieldFault.malformed("query"));
        }
        return reader;
    }

    /** Whether any of these parameters is there. */
    public boolean hasAny(Set<String> names) {
        return !Collections.disjoint(parameters.keySet(), names);
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
    public <T> Optional<T> parsed(String name, Function<String, Optional<T>> parse, FieldFault otherwise) {
        return Optional.ofNullable(parameters.get(name))
                .flatMap(text -> parse.apply(text).or(() -> refused(otherwise)));
    }

    /** How many rows a page has at the most: what {@code limit} says, from 1 to that many. */
    public int limit(int otherwise, int most) {
        return parsed(LIMIT, text -> limit(text, most), FieldFault.outOfRange(LIMIT, "a number from 1 to " + most))
                .orElse(otherwise);
    }

    private static Optional<Integer> limit(String text, int most) {
        return Optional.of(LIMITS.matcher(text))
                .filter(matcher -> matcher.matches())
                .map(matcher -> Integer.valueOf(matcher.group(1)))
                .filter(number -> number <= most);
    }

    /** A parameter that must be there. */
    public void require(String name) {
        if (!parameters.containsKey(name)) {
            faults.add(FieldFault.required(name));
        }
    }

    /** Makes every parameter but these a fault. */
    public void refuseAllBut(Set<String> known) {
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
    public List<FieldFault> faults() {
        return List.copyOf(faults);
    }

    /** The step of one function if nothing is wrong; else the answer of the other for everything that is. */
    public Step complete(Supplier<Step> carryOut, Function<List<FieldFault>, Answer> refuse) {
        return faults.isEmpty() ? carryOut.get() : refuse.apply(faults());
    }
}
