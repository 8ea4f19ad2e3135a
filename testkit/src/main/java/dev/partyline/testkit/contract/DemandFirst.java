package dev.partyline.testkit.contract;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.AssertionFailedError;

/** Puts the demand of a test in front of what its failure says. */
public final class DemandFirst implements TestExecutionExceptionHandler {

    /** For JUnit. */
    public DemandFirst() {}

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        if (thrown instanceof AssertionError failure) {
            throw of(context.getRequiredTestMethod())
                    .map(demand -> failed(demand, failure))
                    .orElse(failure);
        }
        throw thrown;
    }

    /** The demand of a test. A test that overrides another has the other's demand, unless it has its own. */
    static Optional<String> of(Method test) {
        return types(test.getDeclaringClass())
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.getName().equals(test.getName())
                        && Arrays.equals(method.getParameterTypes(), test.getParameterTypes()))
                .flatMap(method -> Arrays.stream(method.getAnnotationsByType(Demand.class)))
                .map(Demand::value)
                .findFirst();
    }

    private static Stream<Class<?>> types(Class<?> type) {
        Stream<Class<?>> above =
                Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()));
        return Stream.concat(Stream.of(type), above.flatMap(DemandFirst::types));
    }

    private static AssertionError failed(String demand, AssertionError failure) {
        String message = demand + "\n" + failure.getMessage();
        return failure instanceof AssertionFailedError compared && compared.isExpectedDefined()
                ? new AssertionFailedError(message, compared.getExpected(), compared.getActual(), failure)
                : new AssertionFailedError(message, failure);
    }
}
