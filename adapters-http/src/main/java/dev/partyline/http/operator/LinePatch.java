package dev.partyline.http.operator;

import dev.partyline.domain.request.Setting;
import dev.partyline.http.api.FieldFault;
import dev.partyline.http.api.MemberReader;
import dev.partyline.ports.driven.LineState;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a merge patch (RFC 7396) changes of a line. Immutable. */
record LinePatch(Optional<LineState> state, OptionalInt capacity) {
    private static final String STATE = "state";
    private static final String CAPACITY = "capacity";

    /** A line may have as many users as that if it has no limit. */
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    /** The patch that the members are; what is wrong with them is in the reader then. */
    static LinePatch of(MemberReader reader) {
        reader.refuseAllBut(Set.of(STATE, CAPACITY));
        Setting<LineState> state = reader.setting(STATE, name -> state(reader, name));
        if (state instanceof Setting.Cleared) {
            reader.add(FieldFault.required(STATE));
        }
        Setting<Integer> capacity = reader.setting(CAPACITY, name -> capacity(reader, name));
        return new LinePatch(
                state.given(), capacity.fold(OptionalInt::empty, () -> OptionalInt.of(NO_LIMIT), OptionalInt::of));
    }

    private static @Nullable LineState state(MemberReader reader, String name) {
        String text = reader.text(name);
        if (text != null && !LineJson.STATES.containsKey(text)) {
            reader.add(FieldFault.unknownType(name, String.join(" or ", LineJson.STATES.keySet())));
        }
        return text == null ? null : LineJson.STATES.get(text);
    }

    private static @Nullable Integer capacity(MemberReader reader, String name) {
        JsonNode number = reader.number(name);
        if (number != null && (!number.canConvertToInt() || number.intValue() < 0)) {
            reader.add(FieldFault.outOfRange(name, "a whole number from 0 to " + NO_LIMIT));
            return null;
        }
        return number == null ? null : Integer.valueOf(number.intValue());
    }
}
