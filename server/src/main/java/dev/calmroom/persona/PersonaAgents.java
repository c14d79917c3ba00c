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
import org.jspecify.annotations.Nullable;

/** Decides who words a scenario's persona: the language model where there is one, else the understudy. */
public final class PersonaAgents {
    private final Path prompts;
    private final Optional<LanguageModel> model;
    private final EmbeddingModel embeddings;
    private final ScheduledExecutorService timer;
    private final InstantSource clock;
    private @Nullable Made newest;

    /** @param timer runs the deadlines of a model's turns; not closed here */
    public PersonaAgents(
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

    /**
     * An agent for one call; what agents have in common is made once for each version of the files.
     *
     * @throws InvalidPromptsException when a prompt file that a language model needs cannot be used
     */
    public PersonaAgent cast(Scenario scenario) {
        if (model.isEmpty()) {
            return new Understudy(scenario.lines());
        }
        Version version = new Version(scenario.sha256(), text("turn.md"), text("speech.yaml"));
        synchronized (this) {
            if (newest == null || !newest.version().equals(version)) {
                newest = new Made(version, make(scenario, model.get(), version.template()));
            }
            return newest.cast().forCall();
        }
    }

    private ModelCast make(Scenario scenario, LanguageModel language, String template) {
        // The first line is a heading for whoever reads the file.
        String order = template.startsWith("#")
                ? template.substring(template.indexOf('\n') + 1).strip()
                : template;
        SpeechGuard guard = new SpeechGuard(SpeechRules.read(prompts), scenario, embeddings, order);
        return new ModelCast(language, scenario, order, guard, timer, clock);
    }

    private String text(String name) {
        Path file = prompts.resolve(name);
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new InvalidPromptsException(
                    List.of(new InvalidPromptsException.Problem(file, 0, "is missing or no UTF-8 text")));
        }
    }

    private record Version(String scenario, String template, String rules) {}

    private record Made(Version version, ModelCast cast) {}
}
