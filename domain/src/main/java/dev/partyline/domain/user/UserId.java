package dev.partyline.domain.user;

import dev.partyline.domain.value.Fault;
import io.vavr.control.Validation;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A user's id: a UUID of any version, unique among the users of its tenant. Immutable. */
public record UserId(UUID value) implements Comparable<UserId> {
    private static final Pattern CANONICAL =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final int LENGTH = 36;

    /**
     * The id that the text is, in the 36 characters of RFC 9562 and any case.
     *
     * @return the id, or {@link Fault#REQUIRED}, or {@link Fault#NOT_A_UUID}
     */
    public static Validation<Fault, UserId> of(@Nullable String text) {
        if (text == null) {
            return Validation.invalid(Fault.REQUIRED);
        }
        return text.length() == LENGTH && CANONICAL.matcher(text).matches()
                ? Validation.valid(new UserId(UUID.fromString(text)))
                : Validation.invalid(Fault.NOT_A_UUID);
    }

    /** The order of the texts, which is every database's as well; that of {@link UUID} is another one. */
    @Override
    public int compareTo(UserId that) {
        int high = Long.compareUnsigned(value.getMostSignificantBits(), that.value.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(value.getLeastSignificantBits(), that.value.getLeastSignificantBits());
    }

    /** The id in lower case. */
    @Override
    public String toString() {
        return value.toString();
    }
}
