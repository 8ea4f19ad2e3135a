package dev.partyline.postgres;

import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.User;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of {@code partyline_key}: all but those that columns of other tables claim. */
final class KeyText {
    private KeyText() {}

    /** Whether the user's own row, or that of its phone on its line, claims the key. */
    private static boolean isClaimedByColumns(Key key) {
        return key instanceof Key.SharedPhone || key instanceof Key.DedicatedPair || key instanceof Key.PhoneOnLine;
    }

    /** The texts of the user's keys; null if it has none, as nearly every shared user. */
    static @Nullable List<String> of(User user) {
        return orNull(texts(user.keys()));
    }

    /** The texts of the one's keys that the other does not have; null if there is none. */
    static @Nullable List<String> difference(User user, User without) {
        List<String> texts = texts(user.keys());
        List<String> others = texts(without.keys());
        return orNull(texts.stream().filter(text -> !others.contains(text)).toList());
    }

    private static List<String> texts(Collection<Key> keys) {
        return keys.stream()
                .filter(key -> !isClaimedByColumns(key))
                .map(Key::claim)
                .toList();
    }

    private static @Nullable List<String> orNull(List<String> texts) {
        return texts.isEmpty() ? null : texts;
    }
}
