package dev.partyline.postgres;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.EngineFilter.includeEngines;

import java.util.Arrays;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the tests of some classes that are about one kind of user, and prints a line for each. */
public final class TestsOfAKind {
    private static final String KIND = "partyline.kind";

    private TestsOfAKind() {}

    /** The first argument is the kind. The others are the classes. */
    public static void main(String[] kindAndClasses) {
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(Arrays.stream(kindAndClasses)
                                        .skip(1)
                                        .map(name -> selectClass(name))
                                        .toList())
                                .filters(includeEngines("junit-jupiter"))
                                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                                .configurationParameter(KIND, kindAndClasses[0])
                                .build(),
                        new Lines());
        // Threads of a pool of connections might still be there.
        System.exit(0);
    }

    /** {@code SUCCESSFUL [engine:…]/[class:…]/… [6] kind = GADGET}, or {@code FAILED …} and the reason. */
    private static final class Lines implements TestExecutionListener {
        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest() || result.getStatus() != Status.SUCCESSFUL) {
                System.out.println(result.getStatus() + " " + test.getUniqueId() + " " + test.getDisplayName());
                result.getThrowable().ifPresent(failure -> failure.printStackTrace(System.out));
            }
        }
    }

    /** Skips the tests of other kinds, and those that are about no kind in particular. */
    public static final class AndOfNoOther implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            String kind = context.getConfigurationParameter(KIND).orElseThrow();
            boolean template = context.getUniqueId().contains("[test-template:");
            boolean invocation = context.getUniqueId().contains("[test-template-invocation:");
            boolean another = invocation
                    ? !context.getDisplayName().contains(kind)
                    : context.getTestMethod().isPresent() && !template;
            return another
                    ? ConditionEvaluationResult.disabled("of another kind")
                    : ConditionEvaluationResult.enabled("of this kind");
        }
    }
}
