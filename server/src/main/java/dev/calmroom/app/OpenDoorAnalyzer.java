package dev.calmroom.app;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to set, in place of a stack trace. */
final class OpenDoorAnalyzer extends AbstractFailureAnalyzer<OpenDoorException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, OpenDoorException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Set CALMROOM_ACCESS_KEY to a key of 12 characters or more, or CALMROOM_ACCESS_LOGIN=elsewhere where a proxy"
                        + " before it asks who people are, or listen at 127.0.0.1.",
                cause);
    }
}
