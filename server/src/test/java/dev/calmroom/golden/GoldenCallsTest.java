package dev.calmroom.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.calmroom.conversation.CallFrames;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** What the core was given in the scripted calls of the tests, and what it wanted done, kept as text. */
class GoldenCallsTest {
    private static final String SCRIPTED = "dev.calmroom.conversation";
    private static final List<String> SCRIPTS = List.of("BargeInTest", "CallCoreTest", "GoingOnTest", "MurmurTest");

    /** In the order of their texts: a test may be renamed, or move to another class. */
    @Test
    void scriptedCallsTakeTheSameCourseAsBefore() throws IOException {
        List<String> calls = CallFrames.during(GoldenCallsTest::runScripts).stream()
                .filter(call -> !call.isEmpty())
                .sorted()
                .toList();

        assertThat(calls).hasSizeGreaterThanOrEqualTo(SCRIPTS.size());
        GoldenFolder.of("calls").holds(Map.of("scripted.txt", List.of(String.join("\n\n", calls))));
    }

    private static void runScripts() {
        LauncherDiscoveryRequest scripts = LauncherDiscoveryRequestBuilder.request()
                .selectors(SCRIPTS.stream()
                        .map(name -> selectClass(SCRIPTED + "." + name))
                        .toList())
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(scripts, listener);
        assertThat(listener.getSummary().getFailures())
                .as("scripted calls that failed")
                .extracting(failure -> failure.getTestIdentifier().getDisplayName())
                .isEmpty();
    }
}
