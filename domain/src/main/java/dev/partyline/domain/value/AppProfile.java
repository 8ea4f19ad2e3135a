package dev.partyline.domain.value;

import dev.partyline.domain.value.JsonValue.JsonObject;
import dev.partyline.domain.value.JsonValue.JsonString;
import io.vavr.control.Validation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an app keeps about a user: texts by name (V11), under the bounds of {@link Metadata}. Immutable. Shows none of
 * the texts (E3).
 */
public record AppProfile(Metadata values) {
    /** Nothing. */
    public static final AppProfile EMPTY = new AppProfile(Metadata.EMPTY);

    /**
     * The profile that the texts are.
     *
     * @return the profile, or what {@link Metadata#of} refuses
     */
    public static Validation<Fault, AppProfile> of(Map<String, String> texts) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        texts.forEach((name, text) -> members.put(name, new JsonString(text)));
        return Metadata.of(JsonObject.of(members)).map(AppProfile::new);
    }

    /**
     * L4: the profile with these texts set, and those without a text removed.
     *
     * @return the profile, or what {@link Metadata#patchedBy} refuses
     */
    public Validation<Fault, AppProfile> patchedBy(JsonObject patch) {
        return values.patchedBy(patch).map(AppProfile::new);
    }

    /**
     * The texts as a patch: an empty one removes the text of its name.
     *
     * @return the patch, or what {@link Metadata#checkedPatch} refuses
     */
    public static Validation<Fault, JsonObject> patch(Map<String, Optional<String>> texts) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        texts.forEach((name, text) ->
                members.put(name, text.<JsonValue>map(JsonString::new).orElseGet(JsonValue.JsonNull::new)));
        return Metadata.checkedPatch(JsonObject.of(members));
    }
}
