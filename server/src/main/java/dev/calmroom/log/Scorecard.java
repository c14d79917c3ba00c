package dev.calmroom.log;

import java.util.List;

/**
 * What a judge saw in a call, and the score that code computed from it.
 *
 * @param score 0 to 100
 * @param judge who answered the criteria, in a name that a page can show
 * @param rubric id and version of the rubric
 * @param prompts SHA-256 of the framework's files
 * @param because why it was made, in plain words: the call ended, a line was corrected
 */
public record Scorecard(
        int score,
        List<CriterionResult> criteria,
        String judge,
        String rubric,
        String prompts,
        long seed,
        String because) {
    public Scorecard {
        criteria = List.copyOf(criteria);
    }
}
