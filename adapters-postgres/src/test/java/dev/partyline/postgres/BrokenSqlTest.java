package dev.partyline.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/** The kit, tried on SQL that is broken on purpose: each fault is rejected, by the test that is there for it. */
@Tag("thorough")
class BrokenSqlTest {
    @ParameterizedTest
    @EnumSource
    void brokenSqlIsRejected(SqlFault fault) {
        TestExecutionSummary summary = run(fault);
        assertThat(summary.getTestsStartedCount()).as("tests that were run").isPositive();
        assertThat(summary.getFailures())
                .isNotEmpty()
                .extracting(Failure::getException)
                .hasOnlyElementsOfType(AssertionError.class);
    }

    private static TestExecutionSummary run(SqlFault fault) {
        PostDiscoveryFilter named = descriptor -> FilterResult.includedIf(descriptor
                .getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName().equals(fault.test))
                .orElse(true));
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(fault.contract))
                .filters(EngineFilter.includeEngines("junit-jupiter"), named)
                .configurationParameters(fault.configuration())
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary();
    }
}
