package dev.calmroom.app;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to set, in place of a stack trace. */
final class NoIssuerAnalyzer extends AbstractFailureAnalyzer<NoIssuerException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NoIssuerException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()), "Correct CALMROOM_OIDC_ISSUER, or take it away.", cause);
    }
}
