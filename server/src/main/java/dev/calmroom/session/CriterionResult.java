package dev.calmroom.session;

import java.util.List;

/**
 * @param id the criterion's id in the framework's file
 * @param reason one sentence, in plain words
 * @param evidence the leader's own words; at least one for every yes
 */
public record CriterionResult(String id, Verdict verdict, String reason, List<Evidence> evidence) {
    public CriterionResult {
        evidence = List.copyOf(evidence);
    }
}
