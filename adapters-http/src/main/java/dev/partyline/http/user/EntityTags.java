package dev.partyline.http.user;

import dev.partyline.http.api.FieldFault;
import dev.partyline.http.api.MemberReader;
import dev.partyline.http.exchange.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entity tags of an {@code If-Match} or {@code If-None-Match} (RFC 9110). A user's tag is its version in quotes
 * (rule L6), and strong. Immutable.
 *
 * @param any whether the field is {@code *}
 * @param tags the tags of the list; empty if it is {@code *}
 */
public record EntityTags(boolean any, List<Tag> tags) {
    /** A version that no user has. */
    private static final long NONE = 0;

    private static final Pattern TAG = Pattern.compile("(W/)?\"([!\\x23-\\x7e\\x80-\\xff]*)\"");

    /** Between two tags; elements of the list may be empty. */
    private static final Pattern COMMAS = Pattern.compile("[ \\t]*,[ \\t,]*");

    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

    /**
     * One tag.
     *
     * @param version the version that it is of; {@link #NONE} if none of ours has this tag
     */
    record Tag(boolean weak, long version) {
        static Tag of(Matcher tag) {
            String opaque = tag.group(2);
            return new Tag(tag.group(1) != null, VERSION.matcher(opaque).matches() ? Long.parseLong(opaque) : NONE);
        }
    }

    public EntityTags {
        tags = List.copyOf(tags);
    }

    /** The tag of this version. */
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * What the field of the request holds; empty if there is none, or, which is a fault, if it holds something else.
     */
    public static Optional<EntityTags> read(Request request, String field, MemberReader reader) {
        return request.header(field).flatMap(text -> {
            Optional<EntityTags> tags = parse(text);
            if (tags.isEmpty()) {
                reader.add(FieldFault.malformed(field));
            }
            return tags;
        });
    }

    /** What the field is; empty if it is neither {@code *} nor a list of entity tags. */
    static Optional<EntityTags> parse(String field) {
        String text = field.strip();
        if (text.equals("*")) {
            return Optional.of(new EntityTags(true, List.of()));
        }
        List<Tag> tags = new ArrayList<>();
        Matcher tag = TAG.matcher(text);
        Matcher commas = COMMAS.matcher(text);
        int position = commas.lookingAt() ? commas.end() : 0;
        while (position < text.length()) {
            if (!tag.find(position) || tag.start() != position) {
                return Optional.empty();
            }
            tags.add(Tag.of(tag));
            position = tag.end();
            if (position < text.length()) {
                if (!commas.find(position) || commas.start() != position) {
                    return Optional.empty();
                }
                position = commas.end();
            }
        }
        return tags.isEmpty() ? Optional.empty() : Optional.of(new EntityTags(false, tags));
    }

    /**
     * L7: the version to demand in the step that makes a change; empty for any. A list of several is one version: the
     * user's own if it is in the list. A weak tag, or one of no version, demands what no user has.
     *
     * @param current tells the version that the user has now; asked for a list of several only
     */
    OptionalLong demanded(LongSupplier current) {
        if (any) {
            return OptionalLong.empty();
        }
        List<Long> versions =
                tags.stream().filter(tag -> !tag.weak()).map(Tag::version).toList();
        if (versions.size() > 1 && versions.contains(current.getAsLong())) {
            return OptionalLong.of(current.getAsLong());
        }
        return OptionalLong.of(versions.stream().findFirst().orElse(NONE));
    }

    /** Whether this version is among them, weak or not. */
    boolean has(long version) {
        return any || tags.stream().anyMatch(tag -> tag.version() == version);
    }
}
