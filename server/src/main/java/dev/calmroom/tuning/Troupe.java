package dev.calmroom.tuning;

import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.comprehension.Ear;
import dev.calmroom.judging.SecondHearing;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.replay.BuiltInEngines;
import dev.calmroom.replay.Players;
import dev.calmroom.scenario.Fingerprint;
import dev.calmroom.scenario.Scenario;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Who plays in many calls: every engine is loaded once for all versions of the prompts, and only when something has to
 * be heard that was never heard before. Safe for use by several threads.
 */
public final class Troupe {
    private final KeptHearing hearing;
    private final String code = CodeVersion.ofHearing();
    private final BuiltInEngines engines = new BuiltInEngines();

    /** @param cache a folder for what is kept from one command to the next */
    public Troupe(Path cache) {
        this.hearing = new KeptHearing(new KeptValues(cache.resolve("tuning").resolve("heard.tsv")));
    }

    /** The players of one call. */
    public Players players(Path prompts, Scenario scenario, PersonaAgent agent) {
        return new Players(
                scenario,
                appraiser(prompts, scenario.plot().framework()),
                ear(prompts, scenario),
                agent,
                guest -> engines.ear(prompts, guest, guest.sha256()));
    }

    /** The appraiser of a framework, as its files are now. */
    public Appraiser appraiser(Path prompts, String framework) {
        Path folder = prompts.resolve("frameworks").resolve(framework);
        // Of the folder only these teach the appraiser; how it is graded may change without hearing anew.
        String version = Digest.of(
                code, Fingerprint.of(folder.resolve("framework.yaml"), folder.resolve("examples")), framework);
        Supplier<Appraiser> engine = () -> engines.firstHearing(prompts, framework, version);
        String heads = Digest.of(
                version,
                CodeVersion.ofPlaying(),
                Fingerprint.of(folder.resolve("votes.yaml"), folder.resolve("criterion-heads.json")));
        SecondHearing second = engines.secondHearing(prompts, framework, heads);
        return hearing.twice(heads, second, hearing.appraiser(version, engine), engine);
    }

    private Ear ear(Path prompts, Scenario scenario) {
        String framework = scenario.plot().framework();
        String version = Digest.of(code, earsFiles(prompts, scenario.id(), framework));
        return hearing.ear(version, () -> engines.ear(prompts, scenario, version));
    }

    /** One SHA-256 over all that an ear learns from: five files or one sheet, whichever the scenario is written in. */
    static String earsFiles(Path prompts, String scenario, String framework) {
        Path folder = prompts.resolve("scenarios").resolve(scenario);
        Path judged = prompts.resolve("frameworks").resolve(framework);
        return Fingerprint.of(
                folder.resolve("scenario.yaml"),
                folder.resolve("sheet.yaml"),
                folder.resolve("questions.yaml"),
                prompts.resolve("shared"),
                prompts.resolve("hearing.yaml"),
                judged.resolve("framework.yaml"),
                judged.resolve("examples"));
    }

    /** Sentence vectors; those of examples are kept between commands. */
    public EmbeddingModel embeddings() {
        return engines.embeddings();
    }
}
