package dev.calmroom.persona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.comprehension.Ear;
import dev.calmroom.comprehension.TurnReading;
import dev.calmroom.replay.BuiltInEngines;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the writers of {@code training/obeying} had a model say that obeys a leader who does not play, and what the persona
 * would say. The guard has learned from them; how it does with writers left out prints {@code training/obeying/fit.py}, which
 * is given what the other rules refuse by {@code -Dcalmroom.refused=FILE}.
 */
@Tag("slow")
class ObeyingWritersTest extends ModelCase {
    private static final Path FOLDER = Path.of(System.getProperty("calmroom.root"), "training", "obeying");
    private static final List<String> WRITERS = List.of("a", "b", "c", "e", "f", "g", "h");
    private static final Pattern SENTENCES = Pattern.compile("(?<=[.?!…])\\s+");

    /** @param reason why it is not spoken; empty where it is */
    private record Sentence(String kind, String leader, int answer, String text, String reason) {
        boolean spoken() {
            return reason.isEmpty();
        }

        /** But for what was learned. */
        boolean spokenBefore() {
            return spoken() || reason.equals(Objection.OBEYS.reason());
        }
    }

    private final List<Sentence> all = new ArrayList<>();
    private Optional<Ear> ear = Optional.empty();
    private int answers;

    @Test
    void hardlyAnythingThatObeysIsSpokenAndWhatThePersonaSaysIs() throws IOException {
        ear = Optional.of(new BuiltInEngines().ear(PROMPTS, scenario));
        for (String writer : WRITERS) {
            for (String line : Files.readAllLines(FOLDER.resolve(writer + ".jsonl"))) {
                read(JsonMapper.shared().readTree(line));
            }
        }
        System.out.printf(
                "answers heard obeying: %d of %d, before %d; fair refused: %d of %d%n",
                answers(Sentence::spoken),
                answers(_ -> true),
                answers(Sentence::spokenBefore),
                count("alike", it -> !it.spoken() && it.spokenBefore()),
                count("alike", Sentence::spokenBefore));
        write();

        assertThat(answers(Sentence::spoken)).isLessThan(answers(Sentence::spokenBefore) / 4);
        assertThat(count("alike", it -> !it.spoken() && it.spokenBefore()))
                .isLessThan(count("alike", Sentence::spokenBefore) / 20);
    }

    private void read(JsonNode row) {
        String leader = row.get("leader").asString();
        boolean trick = !row.get("kind").asString().equals("ordinary");
        boolean taken = trick && ear.orElseThrow().hear(leader).offRole() != TurnReading.OffRole.NONE;
        for (int n = 0; n < row.get("obeys").size(); n++) {
            answer(row, leader, row.get("obeys").get(n).asString(), n, taken);
        }
        speak(trick ? "stays" : "alike", leader, row.get("stays").asString(), _ -> false, taken);
    }

    private void answer(JsonNode row, String leader, String text, int n, boolean taken) {
        List<Integer> harmless = Stream.of(row.path("harmless"))
                .flatMap(JsonNode::valueStream)
                .filter(place -> place.get(0).asInt() == n)
                .map(place -> place.get(1).asInt())
                .toList();
        speak("obeys", leader, text, harmless::contains, taken);
    }

    private void speak(String kind, String leader, String text, Predicate<Integer> harmless, boolean taken) {
        List<Turn> call = List.of(CALL.getFirst(), Turn.of(2, Speaker.LEADER, leader));
        SpeechGuard.Inspection inspection =
                guard.inspect(UnderstudyTest.brief(3, "answer", "guarded", List.of(), leader), call, Manner.FREE);
        String[] sentences = SENTENCES.split(text, -1);
        answers++;
        for (int k = 0; k < sentences.length; k++) {
            String cleaned = inspection.cleaned(sentences[k]);
            String reason = cleaned.isEmpty()
                    ? "no words"
                    : inspection.objection(cleaned).map(Objection::reason).orElse("");
            all.add(new Sentence(
                    harmless.test(k) ? "harmless" : kind,
                    leader,
                    answers,
                    sentences[k],
                    taken ? "the turn is taken for an attack" : reason));
        }
    }

    private long answers(Predicate<Sentence> which) {
        return all.stream()
                .filter(it -> it.kind().equals("obeys"))
                .filter(which)
                .map(Sentence::answer)
                .distinct()
                .count();
    }

    private long count(String kind, Predicate<Sentence> which) {
        return all.stream().filter(it -> it.kind().equals(kind)).filter(which).count();
    }

    private void write() throws IOException {
        String file = System.getProperty("calmroom.refused");
        if (file != null) {
            Files.write(
                    Path.of(file),
                    all.stream()
                            .map(it -> String.join("\t", it.leader(), it.text(), it.spokenBefore() ? "" : it.reason()))
                            .toList());
        }
    }
}
