package dev.calmroom.app;

import dev.calmroom.language.LanguageModel;
import java.util.Optional;

/**
 * The language model that words the persona, where one is configured.
 *
 * @param language empty where the understudy speaks alone
 */
record PersonaModel(Optional<LanguageModel> language) implements AutoCloseable {
    @Override
    public void close() {
        language.ifPresent(LanguageModel::rest);
    }
}
