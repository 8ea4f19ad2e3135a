package dev.partyline.domain.value;

import dev.partyline.domain.value.JsonValue.JsonObject;
import io.vavr.control.Validation;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that a caller attaches to a user (V11). It has at most {@value #MAX_KEYS} members, nested at most
 * {@value JsonValue#MAX_DEPTH} deep, of well-formed text. As JSON without white space in UTF-8, it has at most
 * {@value #MAX_BYTES} bytes. Immutable. Shows only the number of members (E3).
 */
public final class Metadata {
    /** The most members of the object itself. */
    public static final int MAX_KEYS = 50;

    /** The most bytes as JSON. */
    public static final int MAX_BYTES = 16 * 1024;

    /** The most bytes of a patch as JSON: it may remove as much as it sets. */
    private static final int MAX_PATCH_BYTES = 2 * MAX_BYTES;

    /** No members. */
    public static final Metadata EMPTY = new Metadata(JsonObject.EMPTY);

    private final JsonObject value;

    private Metadata(JsonObject value) {
        this.value = value;
    }

    /**
     * The metadata that the object is.
     *
     * @return the metadata, or {@link Fault#TOO_MANY}, {@link Fault#TOO_DEEP}, {@link Fault#TOO_LONG},
     *     {@link Fault#MALFORMED_TEXT}
     */
    public static Validation<Fault, Metadata> of(JsonObject object) {
        if (object.members().size() > MAX_KEYS) {
            return Validation.invalid(Fault.TOO_MANY);
        }
        if (object.depth() > JsonValue.MAX_DEPTH) {
            return Validation.invalid(Fault.TOO_DEEP);
        }
        if (!JsonText.isStorable(object)) {
            return Validation.invalid(Fault.MALFORMED_TEXT);
        }
        return JsonText.isLonger(object, MAX_BYTES)
                ? Validation.invalid(Fault.TOO_LONG)
                : Validation.valid(new Metadata(object));
    }

    /**
     * L4: the metadata that a JSON merge patch (RFC 7396) makes of this.
     *
     * @return the metadata, or what {@link #checkedPatch} refuses of the patch, or {@link #of} of its result
     */
    public Validation<Fault, Metadata> patchedBy(JsonObject patch) {
        return checkedPatch(patch).flatMap(checked -> of(value.patchedBy(checked)));
    }

    /**
     * The patch, if {@link #patchedBy} may accept it for some metadata. As JSON, it has at most 32 KiB.
     *
     * @return the patch, or {@link Fault#TOO_DEEP}, {@link Fault#TOO_LONG}, {@link Fault#MALFORMED_TEXT}
     */
    public static Validation<Fault, JsonObject> checkedPatch(JsonObject patch) {
        if (patch.depth() > JsonValue.MAX_DEPTH) {
            return Validation.invalid(Fault.TOO_DEEP);
        }
        if (!JsonText.isStorable(patch)) {
            return Validation.invalid(Fault.MALFORMED_TEXT);
        }
        return JsonText.isLonger(patch, MAX_PATCH_BYTES) ? Validation.invalid(Fault.TOO_LONG) : Validation.valid(patch);
    }

    /** The metadata that a store kept. It is not checked again, so that a rule that became stricter loses no user. */
    public static Metadata restored(JsonObject kept) {
        return new Metadata(kept);
    }

    /** The object as JSON without white space, its members by name. Equal objects have the same text. */
    public String json() {
        return value.json();
    }

    public JsonObject value() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Metadata that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "Metadata[" + value.members().size() + " members]";
    }
}
