package dev.calmroom.log;

import java.util.List;

/**
 * @param id the criterion's id in the framework's file
 * @param reason one sentence, in plain words
 * @param evidence the leader's own words; at least one for every yes
 * @param votes the answers of a judge that answers several times; empty when it answers once
 */
public record CriterionResult(String id, Verdict verdict, String reason, List<Evidence> evidence, List<Verdict> votes) {
    public CriterionResult {
        evidence = List.copyOf(evidence);
        votes = List.copyOf(votes);
    }
}
