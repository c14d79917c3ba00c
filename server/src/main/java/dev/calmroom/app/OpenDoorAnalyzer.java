package dev.calmroom.app;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to set, in place of a stack trace. */
final class OpenDoorAnalyzer extends AbstractFailureAnalyzer<OpenDoorException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, OpenDoorException cause) {
        return new FailureAnalysis(cause.getMessage(), OpenDoor.WHAT_TO_DO, cause);
    }
}
