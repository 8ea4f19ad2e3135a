package dev.partyline.postgres;

import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.User;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys of {@code partyline_key}: what is claimed and its value. Those with a phone of a line user are columns of their own. */
final class KeyText {
    private KeyText() {}

    /** The text of a key; empty for one that is told by columns. */
    static Optional<String> of(Key key) {
        if (key instanceof Key.SharedEmail claim) {
            return Optional.of("email:" + claim.email().identity());
        }
        if (key instanceof Key.CustomerEmail claim) {
            return Optional.of("email:" + claim.email().identity());
        }
        if (key instanceof Key.SubscriberEmail claim) {
            return Optional.of("email:" + claim.email().identity());
        }
        if (key instanceof Key.SubscriberMsisdn claim) {
            return Optional.of("msisdn:" + claim.msisdn().e164());
        }
        if (key instanceof Key.SubscriberIdentity claim) {
            return Optional.of("identity:" + claim.identity().value());
        }
        if (key instanceof Key.AppIdentifier claim) {
            return Optional.of("identifier:" + claim.identifier().identity());
        }
        return key instanceof Key.AppExternalId claim
                ? Optional.of("external:" + claim.externalId().value())
                : Optional.empty();
    }

    /** The texts of the user's keys; null where it has none, as nearly every shared user. */
    static @Nullable List<String> of(User user) {
        return orNull(texts(user.keys()));
    }

    /** The texts of the one's keys that the other does not have; null where there is none. */
    static @Nullable List<String> difference(User user, User without) {
        List<String> texts = texts(user.keys());
        List<String> others = texts(without.keys());
        return orNull(texts.stream().filter(text -> !others.contains(text)).toList());
    }

    private static List<String> texts(Collection<Key> keys) {
        return keys.stream().flatMap(key -> of(key).stream()).toList();
    }

    private static @Nullable List<String> orNull(List<String> texts) {
        return texts.isEmpty() ? null : texts;
    }
}
