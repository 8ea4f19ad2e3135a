package dev.partyline.http.spectrum;

import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.domain.value.Violation;
import dev.partyline.http.api.FieldFault;
import dev.partyline.http.exchange.Step;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Listing;
import io.vavr.control.Validation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The parameters of a listing, on their way to a {@link Listing}; or of a lookup, on their way to a {@link Key}. */
final class ListParameters {
    private static final String TYPE = "type";
    private static final String LIMIT = "limit";
    private static final String CURSOR = "cursor";
    private static final String PHONE = Field.PHONE_NUMBER.published();
    private static final String LINE = Field.ASSIGNED_PHONE_NUMBER.published();
    private static final Set<String> OF_A_LISTING = Set.of(TYPE, LIMIT, CURSOR);
    private static final Set<String> OF_A_LOOKUP = Set.of(PHONE, LINE);

    private static final int DEFAULT_LIMIT = 100;
    private static final Pattern LIMITS = Pattern.compile("0*([1-9][0-9]{0,2})");
    private static final Set<UserKind> LINE_USERS = Set.of(UserKind.SHARED, UserKind.DEDICATED);
    private static final Map<String, Set<UserKind>> TYPES =
            Map.of("shared", Set.of(UserKind.SHARED), "dedicated", Set.of(UserKind.DEDICATED));

    private final Map<String, String> parameters;
    private final List<FieldFault> faults = new ArrayList<>();

    private ListParameters(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /** The step of the function for what the parameters ask for, or all that is wrong with them. */
    static Step step(
            ProjectId project, Map<String, String> parameters, Function<Listing, Step> list, Function<Key, Step> find) {
        ListParameters given = new ListParameters(parameters);
        return Collections.disjoint(parameters.keySet(), OF_A_LOOKUP)
                ? given.step(project, list)
                : given.lookup(project, find);
    }

    /** R2: the phone of a shared user; or, beside a line, that of a dedicated user. */
    private Step lookup(ProjectId project, Function<Key, Step> find) {
        refuseAllBut(OF_A_LOOKUP);
        Optional<PhoneNumber> phone = number(Field.PHONE_NUMBER, PhoneNumber::of);
        Optional<Line> line = number(Field.ASSIGNED_PHONE_NUMBER, Line::of);
        if (!parameters.containsKey(PHONE)) {
            faults.add(FieldFault.required(PHONE));
        }
        return faults.isEmpty()
                ? find.apply(line.<Key>map(assigned -> new Key.DedicatedPair(project, phone.orElseThrow(), assigned))
                        .orElseGet(() -> new Key.SharedPhone(project, phone.orElseThrow())))
                : SpectrumErrors.invalid(faults);
    }

    private <T> Optional<T> number(Field field, Function<String, Validation<Fault, T>> check) {
        return parameter(field.published(), text -> {
            if (text.startsWith(" ")) {
                faults.add(FieldFault.unescapedPlus(field.published()));
                return Optional.empty();
            }
            return Violation.in(field, check.apply(text))
                    .fold(
                            violation -> {
                                faults.add(FieldFault.of(violation));
                                return Optional.empty();
                            },
                            Optional::of);
        });
    }

    private void refuseAllBut(Set<String> known) {
        parameters.keySet().stream()
                .filter(name -> !known.contains(name))
                .map(FieldFault::unknownMember)
                .forEach(faults::add);
    }

    private Step step(ProjectId project, Function<Listing, Step> list) {
        refuseAllBut(OF_A_LISTING);
        Set<UserKind> kinds = parameter(TYPE, this::kinds).orElse(LINE_USERS);
        int limit = parameter(LIMIT, this::limit).orElse(DEFAULT_LIMIT);
        Optional<ListPosition> after = parameter(CURSOR, this::position);
        return faults.isEmpty()
                ? list.apply(new Listing(
                        project, kinds, Set.of(Listing.State.ACTIVE), Optional.empty(), Optional.empty(), after, limit))
                : SpectrumErrors.invalid(faults);
    }

    private <T> Optional<T> parameter(String name, Function<String, Optional<T>> read) {
        return Optional.ofNullable(parameters.get(name)).flatMap(read);
    }

    private Optional<Set<UserKind>> kinds(String text) {
        return orFault(Optional.ofNullable(TYPES.get(text)), FieldFault.unknownType(TYPE, "shared or dedicated"));
    }

    private Optional<Integer> limit(String text) {
        Optional<Integer> limit = Optional.of(LIMITS.matcher(text))
                .filter(matcher -> matcher.matches())
                .map(matcher -> Integer.valueOf(matcher.group(1)))
                .filter(number -> number <= Listing.MAX_LIMIT);
        return orFault(limit, FieldFault.outOfRange(LIMIT, "a number from 1 to " + Listing.MAX_LIMIT));
    }

    private Optional<ListPosition> position(String text) {
        return orFault(ListCursor.parse(text), FieldFault.malformed(CURSOR));
    }

    private <T> Optional<T> orFault(Optional<T> read, FieldFault fault) {
        if (read.isEmpty()) {
            faults.add(fault);
        }
        return read;
    }
}
