package dev.partyline.testkit.arbitrary;

import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;

/** Values of the arbitraries for tests that are no properties: the same ones each time. */
public final class Specimens {
    private static final int SIZE = 1_000;
    private static final long SEED = 20_260_101;

    private Specimens() {}

    /** So many values. */
    public static <T> List<T> of(Arbitrary<T> arbitrary, int count) {
        List<T> values = new ArrayList<>();
        JqwikSession.run(() -> {
            RandomGenerator<T> generator = arbitrary.generator(SIZE, false);
            Random random = new Random(SEED);
            for (int i = 0; i < count; i++) {
                values.add(generator.next(random).value());
            }
        });
        return List.copyOf(values);
    }

    /** So many users of this kind, or fewer: no two of them share an id or a key. */
    public static List<User> users(UserKind kind, int count) {
        Set<Object> taken = new HashSet<>();
        List<User> users = new ArrayList<>();
        for (User user : of(DomainArbitraries.users(kind), count)) {
            if (taken.add(user.id()) && user.keys().stream().noneMatch(taken::contains)) {
                taken.addAll(user.keys());
                users.add(user);
            }
        }
        return List.copyOf(users);
    }
}
