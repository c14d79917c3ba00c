package dev.calmroom.checks;

/** Says whether a sentence is true of a call. */
@FunctionalInterface
public interface StatementJudge {

    /**
     * @param holds whether it does
     * @param because a quote of the call, or why not
     */
    record Answer(boolean holds, String because) {}

    /** @throws IllegalStateException when it cannot be had, with what to do */
    Answer ask(String statement, ExaminedCall call);

    /** Where there is no model to be asked. */
    static StatementJudge nobody() {
        return (statement, call) -> {
            throw new IllegalStateException(
                    "a judged statement needs a language model: set CALMROOM_LLM_BASE_URL and CALMROOM_LLM_MODEL");
        };
    }
}
