package dev.partyline.ports;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.partyline.domain.request.ChangeRequest;
import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.request.Deactivation;
import dev.partyline.domain.request.Erasure;
import dev.partyline.domain.tenant.AccountId;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.CustomerId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.Listing;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A null is the caller's own mistake. Nobody may take it for a database that is down. */
class NullArgumentsTest {
    private static final Map<Class<?>, Object> VALUES = Map.ofEntries(
            Map.entry(CreateRequest.class, Samples.NEW_SHARED_USER),
            Map.entry(ChangeRequest.class, Samples.PATCH),
            Map.entry(Deactivation.class, Deactivation.of(Samples.PROJECT.id(), Samples.ID)),
            Map.entry(Erasure.class, Erasure.of(Samples.PROJECT.id(), Samples.ID)),
            Map.entry(Run.class, Run.unnamed()),
            Map.entry(Iterator.class, Collections.emptyIterator()),
            Map.entry(TenantId.class, Samples.PROJECT.id()),
            Map.entry(AccountId.class, Samples.ACCOUNT.id()),
            Map.entry(UserId.class, Samples.ID),
            Map.entry(CustomerId.class, Samples.CUSTOMER),
            Map.entry(Key.class, Samples.SHARED_USER.keys().get(0)),
            Map.entry(Collection.class, List.of()),
            Map.entry(PhoneNumber.class, Samples.PHONE_NUMBER),
            Map.entry(Line.class, Samples.LINE),
            Map.entry(Listing.class, Listing.of(Samples.PROJECT.id(), 1)),
            Map.entry(Duration.class, Duration.ofMinutes(1)),
            Map.entry(Optional.class, Optional.empty()),
            Map.entry(OptionalInt.class, OptionalInt.empty()),
            Map.entry(int.class, 1));

    private static final UserRegistry USERS = UserRegistry.of(new QuietStore(), new QuietPool(), new QuietTenants());
    private static final LineRegistry LINES =
            LineRegistry.of(new QuietStore(), new QuietPool(), new QuietTenants(), RegistryOptions.DEFAULT);

    static Stream<Arguments> nulls() {
        return Stream.concat(nulls(UserRegistry.class, USERS), nulls(LineRegistry.class, LINES));
    }

    private static Stream<Arguments> nulls(Class<?> type, Object registry) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .flatMap(method -> IntStream.range(0, method.getParameterCount())
                        .filter(i -> !method.getParameterTypes()[i].isPrimitive())
                        .mapToObj(i -> arguments(method, i, registry)));
    }

    @ParameterizedTest(name = "{0}, argument {1}")
    @MethodSource("nulls")
    void aNullIsAMistakeOfTheCaller(Method method, int nullOne, Object registry) {
        @Nullable
        Object[] arguments =
                Arrays.stream(method.getParameterTypes()).map(VALUES::get).toArray();
        arguments[nullOne] = null;
        assertThatThrownBy(() -> method.invoke(registry, arguments)).hasCauseInstanceOf(NullPointerException.class);
    }
}
