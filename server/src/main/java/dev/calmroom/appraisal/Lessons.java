package dev.calmroom.appraisal;

import dev.calmroom.appraisal.Heads.Head;
import dev.calmroom.scenario.Example;
import dev.calmroom.scenario.Framework;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the encoder was taught offline, and what the examples at hand have beyond that: a line that is new, or that
 * carries other labels than it did, is read and learned by the heads that it concerns. Seconds, without a network.
 */
final class Lessons {
    private final Encoder encoder;
    private final Heads taught;

    Lessons(Encoder encoder) {
        this.encoder = encoder;
        this.taught = taught();
    }

    Heads learn(Framework framework, List<Example> examples) {
        Set<String> wanted = new LinkedHashSet<>();
        framework.moves().forEach(m -> wanted.add(m.id()));
        examples.forEach(e -> wanted.addAll(e.labels()));
        Map<String, Head> heads = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String label : wanted) {
            Head head = taught.byLabel().get(label);
            if (head == null) {
                unknown.add(label);
            } else {
                heads.put(label, head);
            }
        }
        return new Heads(heads);
    }

    private static Heads taught() {
        try (InputStream in = Encoder.resource("heads.json")) {
            Map<String, Head> heads = new LinkedHashMap<>();
            for (JsonNode head : new JsonMapper().readTree(in).path("heads").values()) {
                float[] weights = new float[Encoder.WIDTH];
                for (int i = 0; i < weights.length; i++) {
                    weights[i] = head.path("weights").get(i).floatValue();
                }
                heads.put(
                        head.path("label").asString(),
                        new Head(
                                weights,
                                head.path("bias").floatValue(),
                                head.path("slope").floatValue(),
                                head.path("intercept").floatValue(),
                                head.path("threshold").floatValue()));
            }
            return new Heads(heads);
        } catch (IOException e) {
            throw new IllegalStateException("the appraiser's heads could not be read: " + e.getMessage(), e);
        }
    }
}
