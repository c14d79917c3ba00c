package dev.calmroom.app;

import dev.calmroom.language.LanguageModel;
import java.util.Optional;

/**
 * The language model that judges, where one was named for it.
 *
 * @param language empty where the built-in judge judges alone
 */
record GraderModel(Optional<LanguageModel> language) {}
