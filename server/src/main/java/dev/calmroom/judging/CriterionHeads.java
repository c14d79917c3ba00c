package dev.calmroom.judging;

import dev.calmroom.appraisal.LearnedAppraiser;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.InvalidPromptsException.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a framework ships beside its rules: for some of its criteria a direction in the encoder's space, fitted by {@code
 * training/judging}. Words lie on its one side where they carry the criterion.
 *
 * @param encoder SHA-256 of the encoder that they were fitted on, in hexadecimal digits
 * @param criteria by criterion id
 */
record CriterionHeads(String encoder, Map<String, Head> criteria) {
    static final String FILE = "criterion-heads.json";

    /** Of a framework without heads. */
    static final CriterionHeads NONE = new CriterionHeads("", Map.of());

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    CriterionHeads {
        criteria = Map.copyOf(criteria);
    }

    /** @param weights {@link LearnedAppraiser#WIDTH} of them */
    record Head(double bias, float[] weights) {
        /** Log-odds that words with this mean vector carry the criterion. */
        double logit(float[] vector) {
            double sum = bias;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * vector[i];
            }
            return sum;
        }
    }

    /**
     * @param folder of the framework; without the file in it there are no heads
     * @throws InvalidPromptsException where the file cannot be read, has a head of another width, or one for a criterion
     *     that is not observed
     */
    static CriterionHeads read(Path folder, Rubric rubric) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return NONE;
        }
        CriterionHeads heads;
        try {
            heads = MAPPER.readValue(RubricFolder.text(file), CriterionHeads.class);
        } catch (JacksonException e) {
            throw new InvalidPromptsException(List.of(new Problem(file, 0, e.getOriginalMessage())));
        }
        List<String> observed =
                rubric.observable().stream().map(Rubric.Criterion::id).toList();
        List<Problem> problems = new ArrayList<>();
        heads.criteria().forEach((id, head) -> {
            if (!observed.contains(id)) {
                problems.add(new Problem(
                        file, 0, "has a head for '%s', which the framework does not observe".formatted(id)));
            } else if (head.weights().length != LearnedAppraiser.WIDTH) {
                problems.add(new Problem(
                        file,
                        0,
                        "has %d weights for '%s' instead of %d: it was fitted on another encoder"
                                .formatted(head.weights().length, id, LearnedAppraiser.WIDTH)));
            }
        });
        if (!problems.isEmpty()) {
            throw new InvalidPromptsException(problems);
        }
        return heads;
    }
}
