package dev.partyline.ports.driven;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.UserId;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an event is known by (rule O2): the version that it is about, which no two events share. Immutable. */
public record EventId(TenantId tenant, UserId user, long version) {
    private static final Pattern TEXT = Pattern.compile(
            "(.+)/(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})/([1-9]\\d{0,17})", Pattern.DOTALL);

    /** The id as one text. */
    public String text() {
        return tenant.text() + "/" + user + "/" + version;
    }

    /** The id that the text is; empty if it is none. */
    public static Optional<EventId> of(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches() && isText(text)
                ? tenant(parts.group(1))
                        .map(tenant -> new EventId(
                                tenant, new UserId(UUID.fromString(parts.group(2))), Long.parseLong(parts.group(3))))
                : Optional.empty();
    }

    /** What no store could hold names no event (rule V8). */
    private static boolean isText(String text) {
        return text.codePoints().allMatch(point -> point > 0 && Character.getType(point) != Character.SURROGATE);
    }

    private static Optional<TenantId> tenant(String text) {
        try {
            return Optional.of(TenantId.restored(text));
        } catch (IllegalArgumentException ofNoKind) {
            return Optional.empty();
        }
    }
}
