package dev.calmroom.cli;

import dev.calmroom.language.LanguageModel;
import dev.calmroom.persona.WordingListener;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.tuning.Explanation.Ordered;
import dev.calmroom.tuning.ModelSource;
import dev.calmroom.tuning.ModelTurns;
import dev.calmroom.tuning.Troupe;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What the configured language model says where it is asked for a single turn, for a terminal. */
final class ModelSays implements AutoCloseable {
    private final LanguageModel model;
    private final ModelTurns turns;

    /** @param model that can be asked: {@link ConfiguredModels#loaded} */
    ModelSays(Troupe troupe, ModelSource models, LanguageModel model) {
        this.model = model;
        turns = new ModelTurns(model, models.manners(), troupe);
    }

    /** Waits for the whole turn. */
    String to(Optional<Ordered> ordered, Path prompts, Scenario scenario) {
        if (ordered.isEmpty()) {
            return "  %s is not asked: nothing is said to that%n".formatted(model.name());
        }
        Heard heard = new Heard();
        turns.word(prompts, scenario, ordered.get(), heard);
        return heard.whole.join();
    }

    @Override
    public void close() {
        turns.close();
    }

    private static final class Heard implements WordingListener {
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder leftOut = new StringBuilder();
        private final CompletableFuture<String> whole = new CompletableFuture<>();

        @Override
        public void onText(String piece) {
            text.append(piece);
        }

        @Override
        public void onRefused(String sentence, String reason) {
            leftOut.append("  left out   «%s»: %s%n".formatted(sentence, reason));
        }

        @Override
        public void onComplete(String speaker, String note) {
            whole.complete("  worded     «%s»  (%s%s)%n%s"
                    .formatted(text.toString().strip(), speaker, note.isEmpty() ? "" : "; " + note, leftOut));
        }
    }
}
