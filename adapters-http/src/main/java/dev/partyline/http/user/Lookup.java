package dev.partyline.http.user;

import dev.partyline.domain.user.Key;
import dev.partyline.http.api.QueryReader;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * A way to find the one user that holds a key (R2). Immutable.
 *
 * @param parameters the names of the parameters that make the key
 * @param key the key that they make; empty if one of them is a fault
 */
public record Lookup<S>(Set<String> parameters, BiFunction<S, QueryReader, Optional<? extends Key>> key) {}
