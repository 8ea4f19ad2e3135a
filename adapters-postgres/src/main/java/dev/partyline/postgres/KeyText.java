package dev.partyline.postgres;

import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of {@code partyline_key}: all but those that columns of other tables claim. */
final class KeyText {
    private KeyText() {}

    /** The texts of the user's keys; null if it has none, as nearly every shared user. */
    static @Nullable List<String> of(User user) {
        return orNull(texts(user));
    }

    /** The texts of the one's keys that the other does not have; null if there is none. */
    static @Nullable List<String> difference(User user, User without) {
        List<String> others = texts(without);
        return orNull(
                texts(user).stream().filter(text -> !others.contains(text)).toList());
    }

    private static List<String> texts(User user) {
        return user.keys().stream()
                .filter(key -> !isClaimedByColumns(key, user))
                .map(Key::claim)
                .toList();
    }

    /** Whether the user's own row, or those of its phone on its line, claim the key. */
    private static boolean isClaimedByColumns(Key key, User user) {
        return key instanceof Key.SharedPhone
                ? isTheOnlyForm(user)
                : key instanceof Key.DedicatedPair || key instanceof Key.PhoneOnLine;
    }

    /** The index of phones cannot tell that two numbers are one (V15). So such a phone is a text, like all others. */
    private static boolean isTheOnlyForm(User user) {
        return user instanceof LineUser onALine && onALine.claims().otherForms().isEmpty();
    }

    private static @Nullable List<String> orNull(List<String> texts) {
        return texts.isEmpty() ? null : texts;
    }
}
