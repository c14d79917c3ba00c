package dev.calmroom.persona;

import dev.calmroom.language.LanguageModel;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.SharedBridge;
import dev.calmroom.scenario.SpeechRules;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;

/** Decides who words a scenario's persona: the language model where there is one, else the understudy. */
public final class PersonaAgents {
    private final Path prompts;
    private final Optional<LanguageModel> model;
    private final Manners manners;
    private final Function<LanguageModel, Patience> patience;
    private final EmbeddingModel embeddings;
    private final ScheduledExecutorService timer;
    private final InstantSource clock;
    /** By scenario, and by guest of one. */
    private final Map<String, Made> newest = new LinkedHashMap<>();

    /**
     * For calls with somebody on the line.
     *
     * @param timer runs the deadlines of a model's turns; not closed here
     */
    public PersonaAgents(
            Path prompts,
            Optional<LanguageModel> model,
            Manners manners,
            EmbeddingModel embeddings,
            ScheduledExecutorService timer,
            InstantSource clock) {
        this(prompts, model, manners, language -> Patience.live(language.settings()), embeddings, timer, clock);
    }

    private PersonaAgents(
            Path prompts,
            Optional<LanguageModel> model,
            Manners manners,
            Function<LanguageModel, Patience> patience,
            EmbeddingModel embeddings,
            ScheduledExecutorService timer,
            InstantSource clock) {
        this.prompts = prompts;
        this.model = model;
        this.manners = manners;
        this.patience = patience;
        this.embeddings = embeddings;
        this.timer = timer;
        this.clock = clock;
    }

    /** The understudy, whatever model there is. */
    public static PersonaAgent understudy(Path prompts, Scenario scenario, EmbeddingModel embeddings) {
        return Ensemble.of(alone(prompts, scenario, embeddings), scenario, guest -> alone(prompts, guest, embeddings));
    }

    /** The understudy of everybody in a scenario by their lines alone: nothing is noted of what they tell. */
    public static PersonaAgent byLines(Scenario scenario) {
        return Ensemble.of(new Understudy(scenario.lines()), scenario, guest -> new Understudy(guest.lines()));
    }

    private static PersonaAgent alone(Path prompts, Scenario scenario, EmbeddingModel embeddings) {
        SpeechRules rules = SpeechRules.read(prompts).of(scenario.plot().persona());
        return new NotedAgent(
                new Understudy(scenario.lines()), new Telling(embeddings, scenario, rules), Manner.WORDED);
    }

    /** A person in the role: what each turn tells, asks and promises is found in words that nobody has checked. */
    public static PersonaAgent playedBy(
            PersonaAgent person, Path prompts, Scenario scenario, EmbeddingModel embeddings) {
        SpeechRules rules = SpeechRules.read(prompts).of(scenario.plot().persona());
        PersonaAgent noted = new NotedAgent(person, new Telling(embeddings, scenario, rules), Manner.FREE);
        return Ensemble.of(noted, scenario, guest -> alone(prompts, guest, embeddings));
    }

    /** The same, with these files. */
    public PersonaAgent playedBy(PersonaAgent person, Scenario scenario) {
        return playedBy(person, prompts, scenario, embeddings);
    }

    /** The understudy, with these files. */
    public PersonaAgent understudy(Scenario scenario) {
        return understudy(prompts, scenario, embeddings);
    }

    /** The same for calls on a clock that stands still while the model thinks: it is waited for as long as it takes. */
    public PersonaAgents unhurried() {
        return new PersonaAgents(prompts, model, manners, language -> Patience.endless(), embeddings, timer, clock);
    }

    /**
     * What the page and the log call whoever will speak: where a model would and cannot, who does instead. What its server
     * answered is for whoever runs the service, in the service's log and health.
     */
    public String name() {
        return model.map(m -> {
                    String named = ModelPersona.named(m, manners.of(m.name()));
                    return m.troubleInShort()
                            .map(trouble -> "%s (in place of %s, %s; the service's health says more)"
                                    .formatted(Understudy.NAME, named, trouble))
                            .orElse(named);
                })
                .orElse(Understudy.NAME);
    }

    /**
     * An agent for one call; what agents have in common is made once for each version of the files.
     *
     * @throws InvalidPromptsException when a prompt file that a language model needs cannot be used
     */
    public PersonaAgent cast(Scenario scenario) {
        return Ensemble.of(alone(scenario), scenario, this::alone);
    }

    private PersonaAgent alone(Scenario scenario) {
        Manner manner = model.map(language -> manners.of(language.name())).orElse(Manner.WORDED);
        Version version = new Version(
                scenario.sha256(),
                model.isEmpty() ? "" : text("turn.md"),
                manner == Manner.FREE ? freeTemplate() : "",
                text("speech.yaml"),
                model.isEmpty() ? "" : SharedBridge.text(prompts),
                manner);
        synchronized (this) {
            Made made = newest.get(scenario.id());
            if (made == null || !made.version().equals(version)) {
                made = made(scenario, version);
                newest.put(scenario.id(), made);
            }
            return made.forCall();
        }
    }

    private Made made(Scenario scenario, Version version) {
        SpeechRules rules = SpeechRules.read(prompts).of(scenario.plot().persona());
        Telling telling = new Telling(embeddings, scenario, rules);
        if (model.isEmpty()) {
            Understudy understudy = new Understudy(scenario.lines());
            return new Made(version, telling, () -> understudy);
        }
        ModelCast cast = make(scenario, model.get(), version);
        return new Made(version, telling, cast::forCall);
    }

    private ModelCast make(Scenario scenario, LanguageModel language, Version version) {
        ModelCast.Templates templates =
                new ModelCast.Templates(withoutHeading(version.worded()), withoutHeading(version.free()));
        SpeechRules rules = SpeechRules.read(prompts);
        SpeechGuard guard = new SpeechGuard(rules, scenario, embeddings, templates.note(version.manner()));
        return new ModelCast(
                language,
                scenario,
                version.manner(),
                templates,
                patience.apply(language),
                rules,
                SharedBridge.read(prompts),
                guard,
                timer,
                clock);
    }

    /** The first line is a heading for whoever reads the file. */
    private static String withoutHeading(String template) {
        return template.startsWith("#")
                ? template.substring(template.indexOf('\n') + 1).strip()
                : template;
    }

    private String freeTemplate() {
        String text = text("turn-free.md");
        if (!text.contains(ModelCast.Templates.DIVIDER)) {
            throw new InvalidPromptsException(List.of(new InvalidPromptsException.Problem(
                    prompts.resolve("turn-free.md"),
                    0,
                    "expected a line of three dashes between what is told once and what is told in each turn")));
        }
        return text;
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

    private record Version(String scenario, String worded, String free, String rules, String bridge, Manner manner) {}

    private record Made(Version version, Telling telling, Supplier<PersonaAgent> speakers) {
        PersonaAgent forCall() {
            return new NotedAgent(speakers.get(), telling, version.manner());
        }
    }
}
