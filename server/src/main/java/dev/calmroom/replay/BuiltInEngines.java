package dev.calmroom.replay;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.appraisal.LearnedAppraiser;
import dev.calmroom.appraisal.RememberingAppraiser;
import dev.calmroom.comprehension.Ear;
import dev.calmroom.comprehension.EmbeddingEar;
import dev.calmroom.comprehension.RememberingEar;
import dev.calmroom.encoder.ClauseEncoder;
import dev.calmroom.encoder.RememberedEmbeddings;
import dev.calmroom.judging.SecondHearing;
import dev.calmroom.scenario.FrameworkFiles;
import dev.calmroom.scenario.HearingCues;
import dev.calmroom.scenario.Scenario;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The engines that are learned from the prompts alone, put together in one place for a service, a replay, an experiment
 * and a grading: sentence vectors, who appraises by a framework, who listens for a scenario. Each is learned once for a
 * version of its files; of versions that were edited since the last ones are kept. Safe for use by several threads.
 */
public final class BuiltInEngines {
    /** Every framework in use, and a few edits back; one takes some megabytes. */
    private static final int MOST_APPRAISERS = 16;

    private static final int MOST_EARS = 64;

    private final Cache<String, Appraiser> appraisers =
            Caffeine.newBuilder().maximumSize(MOST_APPRAISERS).build();
    private final Cache<String, SecondHearing> secondHearings =
            Caffeine.newBuilder().maximumSize(MOST_APPRAISERS).build();
    private final Cache<String, Ear> ears =
            Caffeine.newBuilder().maximumSize(MOST_EARS).build();
    private @Nullable EmbeddingModel embeddings;

    /** Sentence vectors, loaded when first asked for; those of examples are kept from one start to the next. */
    public synchronized EmbeddingModel embeddings() {
        if (embeddings == null) {
            embeddings = RememberedEmbeddings.standard(
                    new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run), "all-minilm-l6-v2-q");
        }
        return embeddings;
    }

    /** One for the whole process: it goes by no prompts, and its models are large. */
    private static final class Clauses {
        static final ClauseEncoder ENCODER = ClauseEncoder.load();
    }

    /**
     * Remembers what it has heard, and hears help and harm twice.
     *
     * @param version tells the files of the framework as they are now from what they were
     * @throws dev.calmroom.scenario.InvalidPromptsException when they cannot be used
     */
    public Appraiser appraiser(Path prompts, String framework, String version) {
        return secondHearing(prompts, framework, version).over(firstHearing(prompts, framework, version));
    }

    /**
     * What hears help and harm again by a framework's heads.
     *
     * @param version of all that both hearings go by
     */
    public SecondHearing secondHearing(Path prompts, String framework, String version) {
        return secondHearings.get(version, unread -> SecondHearing.of(prompts, framework));
    }

    /** The same, learned anew. */
    public static Appraiser appraiser(Path prompts, String framework) {
        return SecondHearing.of(prompts, framework).over(LearnedAppraiser.load(prompts, framework));
    }

    /**
     * What the appraiser of a framework hears before help and harm are heard again: it goes by no more than
     * {@link LearnedAppraiser#context}.
     *
     * @param version of what it is learned from
     */
    public Appraiser firstHearing(Path prompts, String framework, String version) {
        return appraisers.get(
                version, unlearned -> new RememberingAppraiser(LearnedAppraiser.load(prompts, framework)));
    }

    /**
     * Remembers what it has heard.
     *
     * @param version tells all that the ear learns from as it is now from what it was
     * @throws dev.calmroom.scenario.InvalidPromptsException when the files cannot be used
     */
    public Ear ear(Path prompts, Scenario scenario, String version) {
        return ears.get(version, unlearned -> new RememberingEar(ear(prompts, scenario)));
    }

    /** The same, learned anew. */
    public Ear ear(Path prompts, Scenario scenario) {
        return new EmbeddingEar(
                embeddings(),
                Clauses.ENCODER,
                HearingCues.read(prompts),
                scenario,
                new FrameworkFiles(prompts).examples(scenario.plot().framework()));
    }
}
