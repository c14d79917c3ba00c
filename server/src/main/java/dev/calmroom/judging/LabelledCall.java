package dev.calmroom.judging;

import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Evidence;
import dev.calmroom.log.Verdict;
import dev.calmroom.transcript.SpeakerNames;
import dev.calmroom.transcript.Transcript;
import dev.calmroom.transcript.Turn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A call and what a person who knows the framework says of it: {@code NAME.txt} and {@code NAME.yaml} beside each other.
 *
 * @param split {@code tuning}, or {@code held-out} for calls that nobody looks at while the judge is bettered
 * @param labels one for each criterion of the framework, orders among them
 */
public record LabelledCall(
        String name, String about, String framework, String split, List<Turn> turns, List<CriterionResult> labels) {
    public LabelledCall {
        turns = List.copyOf(turns);
        labels = List.copyOf(labels);
    }

    /** All labelled calls in a folder, by name. */
    public static List<LabelledCall> readAll(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".yaml"))
                    .sorted()
                    .map(LabelledCall::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    /** The same call, counted with others. */
    public LabelledCall inSplit(String other) {
        return new LabelledCall(name, about, framework, other, turns, labels);
    }

    private static LabelledCall read(Path labels) {
        File file = RubricFolder.file(labels, File.class);
        String name = labels.getFileName().toString().replaceFirst("\\.yaml$", "");
        List<CriterionResult> results = file.labels().entrySet().stream()
                .map(e -> new CriterionResult(
                        e.getKey(),
                        e.getValue().verdict(),
                        "",
                        e.getValue().evidence() == null
                                ? List.of()
                                : e.getValue().evidence(),
                        List.of()))
                .toList();
        List<Turn> turns = Transcript.read(RubricFolder.text(labels.resolveSibling(name + ".txt")))
                .turns(SpeakerNames.of(List.of(file.persona())));
        Quotes quotes = new Quotes(turns);
        for (CriterionResult result : results) {
            for (Evidence evidence : result.evidence()) {
                if (!quotes.holds(evidence)) {
                    throw new IllegalArgumentException("%s: %s: «%s» does not stand in turn %d of the leader"
                            .formatted(labels, result.id(), evidence.quote(), evidence.turn()));
                }
            }
        }
        return new LabelledCall(name, file.about(), file.framework(), file.split(), turns, results);
    }

    private record File(String about, String persona, String framework, String split, Map<String, Label> labels) {}

    private record Label(Verdict verdict, @Nullable List<Evidence> evidence) {}
}
