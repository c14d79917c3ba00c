package dev.calmroom.tuning;

import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.appraisal.LearnedAppraiser;
import dev.calmroom.comprehension.Ear;
import dev.calmroom.comprehension.EmbeddingEar;
import dev.calmroom.encoder.KeptNumbers;
import dev.calmroom.encoder.RememberedEmbeddings;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.replay.Players;
import dev.calmroom.scenario.Fingerprint;
import dev.calmroom.scenario.FrameworkFiles;
import dev.calmroom.scenario.HearingCues;
import dev.calmroom.scenario.Scenario;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who plays in many calls: every engine is loaded once for all versions of the prompts, and only when something has to
 * be heard that was never heard before. Safe for use by several threads.
 */
public final class Troupe {
    private final KeptHearing hearing;
    private final String code = CodeVersion.ofHearing();
    private final Map<String, Appraiser> appraisers = new ConcurrentHashMap<>();
    private final Map<String, Ear> ears = new ConcurrentHashMap<>();
    private @Nullable EmbeddingModel embeddings;

    /** @param cache a folder for what is kept from one command to the next */
    public Troupe(Path cache) {
        this.hearing = new KeptHearing(new KeptValues(cache.resolve("tuning").resolve("heard.tsv")));
    }

    /** The players of one call. */
    public Players players(Path prompts, Scenario scenario, PersonaAgent agent) {
        return new Players(scenario, appraiser(prompts, scenario.plot().framework()), ear(prompts, scenario), agent);
    }

    /** The appraiser of a framework, as its files are now. */
    public Appraiser appraiser(Path prompts, String framework) {
        Path folder = prompts.resolve("frameworks").resolve(framework);
        // Of the folder only these two teach the appraiser; how it is graded may change without hearing anew.
        String version = Digest.of(
                code, Fingerprint.of(folder.resolve("framework.yaml"), folder.resolve("examples")), framework);
        return hearing.appraiser(
                version, () -> once(appraisers, version, () -> LearnedAppraiser.load(prompts, framework)));
    }

    private Ear ear(Path prompts, Scenario scenario) {
        String framework = scenario.plot().framework();
        String version = Digest.of(code, earsFiles(prompts, scenario.id(), framework));
        return hearing.ear(
                version,
                () -> once(
                        ears,
                        version,
                        () -> new EmbeddingEar(
                                embeddings(),
                                HearingCues.read(prompts),
                                scenario,
                                new FrameworkFiles(prompts).examples(framework))));
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

    private static <T> T once(Map<String, T> made, String version, Supplier<T> make) {
        return made.computeIfAbsent(version, key -> make.get());
    }

    /** Sentence vectors; those of examples are kept between commands. */
    public synchronized EmbeddingModel embeddings() {
        if (embeddings == null) {
            embeddings = new RememberedEmbeddings(
                    new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run), KeptNumbers.vectors("all-minilm-l6-v2-q"));
        }
        return embeddings;
    }
}
