package dev.calmroom.appraisal;

import dev.calmroom.appraisal.HeadTraining.Lesson;
import dev.calmroom.appraisal.Heads.Head;
import dev.calmroom.encoder.KeptNumbers;
import dev.calmroom.scenario.Example;
import dev.calmroom.scenario.Framework;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the encoder was taught offline, and what the examples at hand have beyond that: a line that is new, or that
 * carries other labels than it did, is read and learned by the heads that it concerns. Seconds without a network, and
 * those only once: what was learned is kept by its lines.
 */
final class Lessons {
    private static final int ROW = Encoder.WIDTH + 2;

    private final Encoder encoder;
    private final Heads taught = taught();
    private final TaughtLines lines = TaughtLines.load();

    Lessons(Encoder encoder) {
        this.encoder = encoder;
    }

    Heads learn(Framework framework, List<Example> examples) {
        Set<String> wanted = new LinkedHashSet<>();
        framework.moves().forEach(m -> wanted.add(m.id()));
        examples.forEach(e -> wanted.addAll(e.labels()));
        Map<String, Head> heads = new LinkedHashMap<>();
        for (String label : wanted) {
            heads.put(label, taught.byLabel().getOrDefault(label, Head.blank()));
        }
        List<Example> fresh = examples.stream().filter(e -> !lines.knows(e)).toList();
        if (!fresh.isEmpty()) {
            List<String> labels = List.copyOf(heads.keySet());
            float[] moved = KeptNumbers.standard()
                    .of("heads-1", out -> writeOrigin(out, labels, examples), () -> trained(heads, examples));
            for (int at = 0; at < moved.length; at += ROW) {
                float[] row = Arrays.copyOfRange(moved, at, at + ROW);
                heads.computeIfPresent(labels.get((int) row[0]), (label, head) -> head.movedTo(row, 1));
            }
        }
        return new Heads(heads, taught.decision());
    }

    /** What the heads are after training is a matter of the lines, their labels, and what was taught before. */
    private void writeOrigin(DataOutputStream out, List<String> labels, List<Example> examples) throws IOException {
        out.writeUTF(HeadTraining.SETTINGS);
        out.writeLong(lines.fingerprint());
        for (String label : labels) {
            out.writeUTF(label);
        }
        for (Example example : examples) {
            out.writeUTF(example.after());
            out.writeUTF(example.text());
            out.writeUTF(String.join(" ", new TreeSet<>(example.labels())));
        }
    }

    /** The heads that the new lines move, a row each: the label's number, its weights, its bias. */
    private float[] trained(Map<String, Head> heads, List<Example> examples) {
        List<String> labels = List.copyOf(heads.keySet());
        List<Lesson> lessons = lessons(examples);
        HeadTraining training = new HeadTraining(lessons);
        Set<String> concerned = concerned(heads, lessons);
        float[] rows = new float[concerned.size() * ROW];
        int at = 0;
        for (String label : concerned) {
            Head head = training.train(label, heads.getOrDefault(label, Head.blank()));
            rows[at] = labels.indexOf(label);
            System.arraycopy(head.weights(), 0, rows, at + 1, Encoder.WIDTH);
            rows[at + ROW - 1] = head.bias();
            at += ROW;
        }
        return rows;
    }

    private List<Lesson> lessons(List<Example> examples) {
        List<Lesson> lessons = new ArrayList<>();
        for (Example example : examples) {
            float[] vector = lines.vector(example).orElseGet(() -> read(example));
            lessons.add(new Lesson(vector, example.labels(), !lines.knows(example)));
        }
        return lessons;
    }

    private float[] read(Example example) {
        String before = LearnedAppraiser.leadIn(example.after());
        int end = before.length() + example.text().length();
        return encoder.read(before + example.text()).mean(Stretch.clause(before.length(), end));
    }

    /** Labels that a new line carries, and those that would wrongly be heard in one. */
    private static Set<String> concerned(Map<String, Head> heads, List<Lesson> lessons) {
        Set<String> concerned = new LinkedHashSet<>();
        for (Lesson lesson : lessons) {
            if (lesson.isNew()) {
                heads.forEach((label, head) -> {
                    if (lesson.carries(label) || head.logit(lesson.vector()) > head.threshold()) {
                        concerned.add(label);
                    }
                });
            }
        }
        return concerned;
    }

    private static Heads taught() {
        try (InputStream in = Encoder.resource("heads.json")) {
            Map<String, Head> heads = new LinkedHashMap<>();
            JsonNode file = new JsonMapper().readTree(in);
            for (JsonNode head : file.path("heads").values()) {
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
            return new Heads(heads, decision(file.path("decision")));
        } catch (IOException e) {
            throw new IllegalStateException("the appraiser's heads could not be read: " + e.getMessage(), e);
        }
    }

    private static Decision decision(JsonNode node) {
        return new Decision(
                node.path("beside").doubleValue(),
                node.path("against").doubleValue(),
                node.path("sure").doubleValue(),
                node.path("lead").doubleValue());
    }
}
