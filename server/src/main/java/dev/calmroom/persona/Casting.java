package dev.calmroom.persona;

import dev.calmroom.language.LanguageModel;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.SpeechRules;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** Decides who words a scenario's persona: the language model where there is one, else the understudy. */
public final class Casting {
    private final Path prompts;
    private final Optional<LanguageModel> model;
    private final EmbeddingModel embeddings;
    private final ScheduledExecutorService timer;
    private final InstantSource clock;

    /** @param timer runs the deadlines of a model's turns; not closed here */
    public Casting(
            Path prompts,
            Optional<LanguageModel> model,
            EmbeddingModel embeddings,
            ScheduledExecutorService timer,
            InstantSource clock) {
        this.prompts = prompts;
        this.model = model;
        this.embeddings = embeddings;
        this.timer = timer;
        this.clock = clock;
    }

    /** What the page calls whoever will speak. */
    public String name() {
        return model.map(LanguageModel::name).orElse(Understudy.NAME);
    }

    /** @throws InvalidPromptsException when a prompt file that a language model needs cannot be used */
    public PersonaAgent cast(Scenario scenario) {
        if (model.isEmpty()) {
            return new Understudy(scenario.lines());
        }
        String template = template();
        SpeechGuard guard = new SpeechGuard(SpeechRules.read(prompts), scenario, embeddings, template);
        return new ModelPersona(model.get(), scenario, template, guard, timer, clock);
    }

    private String template() {
        Path file = prompts.resolve("turn.md");
        try {
            String text = Files.readString(file);
            // The first line is a heading for whoever reads the file.
            return text.startsWith("#") ? text.substring(text.indexOf('\n') + 1).strip() : text;
        } catch (IOException e) {
            throw new InvalidPromptsException(
                    List.of(new InvalidPromptsException.Problem(file, 0, "is missing or no UTF-8 text")));
        }
    }
}
