package dev.partyline.domain.tenant;

import dev.partyline.domain.value.Fault;
import io.vavr.control.Validation;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Spectrum project's id (V9): a UUID of version 1 to 8 and variant 10, the nil or the max UUID, in any case.
 * Immutable.
 */
public final class ProjectId implements TenantId {
    private static final Pattern PUBLISHED =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
                    + "|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff");
    private static final int LENGTH = 36;
    static final String KIND = "project:";

    private final UUID value;

    private ProjectId(UUID value) {
        this.value = value;
    }

    /**
     * The id that the text is.
     *
     * @return the id, or {@link Fault#REQUIRED}, or {@link Fault#NOT_A_UUID} if the published pattern refuses the text
     */
    public static Validation<Fault, ProjectId> of(@Nullable String text) {
        if (text == null) {
            return Validation.invalid(Fault.REQUIRED);
        }
        String lower = text.length() == LENGTH ? text.toLowerCase(Locale.ROOT) : "";
        return PUBLISHED.matcher(lower).matches()
                ? Validation.valid(new ProjectId(UUID.fromString(lower)))
                : Validation.invalid(Fault.NOT_A_UUID);
    }

    static ProjectId restored(String id) {
        return new ProjectId(UUID.fromString(id));
    }

    @Override
    public String text() {
        return KIND + value;
    }

    public UUID value() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProjectId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** The id in lower case. */
    @Override
    public String toString() {
        return value.toString();
    }
}
