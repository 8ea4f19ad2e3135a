package dev.partyline.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.AppUserRefusal;
import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.answer.CreationRefusal;
import dev.partyline.domain.answer.CustomerUserRefusal;
import dev.partyline.domain.answer.DeactivationRefusal;
import dev.partyline.domain.answer.DedicatedUserRefusal;
import dev.partyline.domain.answer.ErasureRefusal;
import dev.partyline.domain.answer.Forecast;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.SharedUserRefusal;
import dev.partyline.domain.answer.SubscriberUserRefusal;
import dev.partyline.domain.request.ChangeRequest;
import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.rule.Admission;
import dev.partyline.domain.rule.Decision;
import dev.partyline.domain.rule.Revision;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.Identifier;
import dev.partyline.domain.value.JsonValue;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On Java 17, what a pattern switch would have checked: the fold of each sealed type knows each of its kinds. */
class FoldTest {

    /**
     * In the same order in each run, so that the number of a test tells which it is. A setting is not one of them: as
     * an Optional does, it gives its value and not itself.
     */
    static List<Class<?>> foldedTypes() {
        return OneOfEach.types().stream()
                .filter(type -> Stream.of(type.getDeclaredMethods())
                        .anyMatch(method -> method.getName().equals("fold")))
                .filter(type -> type != Setting.class)
                .sorted(Comparator.comparing(Class::getName))
                .toList();
    }

    @Test
    void theSealedTypesThatCallersTellApartHaveAFold() {
        assertThat(foldedTypes())
                .contains(
                        AnyUser.class,
                        User.class,
                        Identifier.class,
                        JsonValue.class,
                        Outcome.class,
                        Forecast.class,
                        Decision.class,
                        Admission.class,
                        Revision.class,
                        CreateRequest.class,
                        ChangeRequest.class,
                        CreationRefusal.class,
                        SharedUserRefusal.class,
                        DedicatedUserRefusal.class,
                        CustomerUserRefusal.class,
                        SubscriberUserRefusal.class,
                        AppUserRefusal.class,
                        ChangeRefusal.class,
                        DeactivationRefusal.class,
                        ErasureRefusal.class);
    }

    @ParameterizedTest
    @MethodSource("foldedTypes")
    void thereIsOneFunctionForEachKind(Class<?> type) {
        assertThat(type.isSealed()).isTrue();
        assertThat(kindsThatFunctionsTake(type).stream()
                        .flatMap(taken -> kindsOf(taken).stream())
                        .toList())
                .containsExactlyInAnyOrderElementsOf(kindsOf(type));
    }

    @ParameterizedTest
    @MethodSource("foldedTypes")
    void eachKindIsGivenToItsOwnFunctionAndToNoOther(Class<?> type) throws ReflectiveOperationException {
        Method fold = foldOf(type);
        List<Class<?>> taken = kindsThatFunctionsTake(type);
        for (Class<?> kind : kindsOf(type)) {
            Object specimen = specimenOf(kind);
            List<Object> calls = new ArrayList<>();
            List<Object> functions = new ArrayList<>();
            for (Class<?> parameter : taken) {
                Function<Object, Object> function = given -> {
                    calls.add(parameter);
                    calls.add(given);
                    return "the answer for " + parameter;
                };
                Supplier<Object> supplier = () -> function.apply(specimen);
                functions.add(holdsNothing(parameter) ? supplier : function);
            }

            Object answer = call(fold, specimen, functions);

            Class<?> own = taken.stream()
                    .filter(parameter -> parameter.isAssignableFrom(kind))
                    .findFirst()
                    .orElseThrow();
            assertThat(calls).containsExactly(own, specimen);
            assertThat(answer).isEqualTo("the answer for " + own);
        }
    }

    private static Object call(Method fold, Object specimen, List<Object> functions)
            throws ReflectiveOperationException {
        if (!Modifier.isStatic(fold.getModifiers())) {
            return fold.invoke(specimen, functions.toArray());
        }
        List<Object> arguments = new ArrayList<>();
        arguments.add(specimen);
        arguments.addAll(functions);
        return fold.invoke(null, arguments.toArray());
    }

    private static Method foldOf(Class<?> type) {
        List<Method> folds = Stream.of(type.getDeclaredMethods())
                .filter(method -> method.getName().equals("fold"))
                .toList();
        assertThat(folds).hasSize(1);
        return folds.get(0);
    }

    /** All that the sealed type permits, and what those permit, down to the types that objects are of. */
    private static Set<Class<?>> kindsOf(Class<?> type) {
        if (!type.isSealed()) {
            assertThat(Modifier.isFinal(type.getModifiers()))
                    .as("%s is closed", type)
                    .isTrue();
            return Set.of(type);
        }
        return Arrays.stream(type.getPermittedSubclasses())
                .flatMap(permitted -> kindsOf(permitted).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What the fold's functions take, in their order: the K of each {@code Function<? super K, …>}. A K may be a sealed
     * type, which stands for all of its kinds. A supplier stands for the one kind that is left, of which there is
     * nothing to be given.
     */
    private static List<Class<?>> kindsThatFunctionsTake(Class<?> type) {
        List<Class<?>> kinds = new ArrayList<>();
        for (Type parameter : foldOf(type).getGenericParameterTypes()) {
            if (parameter instanceof ParameterizedType function && function.getRawType() == Function.class) {
                WildcardType taken = (WildcardType) function.getActualTypeArguments()[0];
                kinds.add(rawTypeOf(taken.getLowerBounds()[0]));
            } else if (parameter instanceof ParameterizedType supplier && supplier.getRawType() == Supplier.class) {
                kindsOf(type).stream().filter(FoldTest::holdsNothing).forEach(kinds::add);
            }
        }
        return kinds;
    }

    private static boolean holdsNothing(Class<?> kind) {
        return kind == JsonValue.JsonNull.class;
    }

    private static Class<?> rawTypeOf(Type type) {
        return (Class<?>) (type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type);
    }

    private static Object specimenOf(Class<?> kind) {
        List<Object> specimens = OneOfEach.ofPlainValues().stream()
                .filter(object -> object.getClass() == kind)
                .toList();
        assertThat(specimens).as("an object of %s", kind).hasSize(1);
        return specimens.get(0);
    }
}
