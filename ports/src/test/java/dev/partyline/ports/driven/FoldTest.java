package dev.partyline.ports.driven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.ports.Retirement;
import dev.partyline.ports.Samples;
import dev.partyline.ports.driven.PhonePool.Lease;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of a sealed answer has a branch of its own in the fold of its type. */
class FoldTest {

    @ParameterizedTest
    @MethodSource("samplesOfEachKind")
    void E4_everyKindHasABranchOfItsOwn(Class<?> type, List<?> samples) throws ReflectiveOperationException {
        assertThat(samples.stream().<Class<?>>map(Object::getClass))
                .as("one sample of each kind")
                .containsExactlyInAnyOrderElementsOf(kindsOf(type).toList());
        Method fold = foldOf(type);
        assertThat(fold.getParameterCount()).isEqualTo(samples.size());
        for (int kind = 0; kind < samples.size(); kind++) {
            Object sample = samples.get(kind);
            assertThat(fold.invoke(sample, branches(samples.size())))
                    .as("%s", sample)
                    .isEqualTo(List.of(kind, sample));
        }
    }

    /** Each branch tells its number, and what it was given. */
    private static Object[] branches(int count) {
        return IntStream.range(0, count)
                .<Function<Object, Object>>mapToObj(branch -> given -> List.of(branch, given))
                .toArray();
    }

    /** All that the sealed type permits, and what those permit, down to the types that objects are of. */
    private static Stream<Class<?>> kindsOf(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses())
                        .flatMap(FoldTest::kindsOf)
                        .distinct()
                : Stream.of(type);
    }

    private static Method foldOf(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals("fold"))
                .findFirst()
                .orElseThrow();
    }

    /** In the order of the branches. */
    static Stream<Arguments> samplesOfEachKind() {
        return Stream.of(
                Arguments.of(
                        Change.class,
                        List.of(
                                new Change.Admit(
                                        Samples.PLACE,
                                        Samples.SHARED_USER,
                                        Samples.NOW,
                                        Optional.empty(),
                                        Optional.empty(),
                                        OptionalInt.empty(),
                                        Optional.empty()),
                                new Change.AdmitOnALine(Samples.ADMISSION, Optional.empty()),
                                new Change.Replace(
                                        Samples.PLACE,
                                        Samples.SHARED_USER,
                                        Samples.SHARED_USER,
                                        Samples.NOW,
                                        Set.of(),
                                        Optional.empty()),
                                new Change.Move(
                                        Samples.SHARED_USER, Samples.MOVED, Samples.NOW, Set.of(), Optional.empty()),
                                new Change.Deactivate(
                                        Samples.PLACE, Samples.SHARED_USER, Samples.NOW, Optional.empty()),
                                new Change.Erase(
                                        Samples.PLACE, Samples.DEACTIVATED_USER, Samples.NOW, Optional.empty()),
                                new Change.Confirm(Samples.SHARED_USER, Optional.empty(), Samples.CLAIM))),
                Arguments.of(
                        Commit.class,
                        List.of(new Commit.Done(Samples.SHARED_USER), new Commit.Outdated(), new Commit.NoLine())),
                Arguments.of(
                        Retirement.Verdict.class,
                        List.of(
                                new Retirement.Moved(Samples.PROJECT.id(), Samples.ID, Samples.LINE),
                                new Retirement.NotMoved(Samples.PROJECT.id(), Samples.ID, Retirement.Reason.NO_LINE))),
                Arguments.of(
                        Lease.class,
                        List.of(new Lease.Granted(Samples.LINE), new Lease.Contended(), new Lease.Exhausted())));
    }
}
