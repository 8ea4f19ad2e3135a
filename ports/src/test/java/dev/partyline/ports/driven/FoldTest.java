package dev.partyline.ports.driven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.rule.Facts;
import dev.partyline.ports.Samples;
import dev.partyline.ports.driven.AllocatingUserStore.Admitted;
import dev.partyline.ports.driven.AllocatingUserStore.LookedOrAdmitted;
import dev.partyline.ports.driven.PhonePool.Lease;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
                .containsExactlyInAnyOrder(type.getPermittedSubclasses());
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
                                        Samples.SHARED_USER, Optional.empty(), Optional.empty(), OptionalInt.empty()),
                                new Change.Replace(Samples.SHARED_USER, Samples.SHARED_USER),
                                new Change.Deactivate(Samples.SHARED_USER, Samples.NOW),
                                new Change.Answer(Optional.empty(), Samples.RECORD, Optional.empty()))),
                Arguments.of(
                        Admitted.class,
                        List.of(
                                new Admitted.Done(Samples.SHARED_USER),
                                new Admitted.Outdated(),
                                new Admitted.NoLine())),
                Arguments.of(
                        LookedOrAdmitted.class,
                        List.of(
                                new LookedOrAdmitted.Looked(Facts.NOTHING),
                                new LookedOrAdmitted.Made(Samples.SHARED_USER))),
                Arguments.of(
                        Lease.class,
                        List.of(new Lease.Granted(Samples.LINE), new Lease.Contended(), new Lease.Exhausted())));
    }
}
