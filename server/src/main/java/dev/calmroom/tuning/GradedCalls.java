package dev.calmroom.tuning;

import dev.calmroom.judging.Grader;
import dev.calmroom.judging.JudgeListener;
import dev.calmroom.judging.LabelledCall;
import dev.calmroom.log.Scorecard;
import dev.calmroom.log.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a grader makes of labelled calls, kept, so that another one, or the same with other prompts, can be held against it.
 *
 * @param version of all that the grades depend on
 * @param judge in a name for people
 * @param calls by name
 */
public record GradedCalls(String version, String judge, Map<String, Graded> calls) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int SHOWN = 10;

    public GradedCalls {
        calls = new TreeMap<>(calls);
    }

    /**
     * One call's grade.
     *
     * @param verdicts by criterion
     * @param asLabelled of the labels, how many the grader gives as well, of {@code labels}
     */
    public record Graded(int score, Map<String, Verdict> verdicts, int asLabelled, int labels) {
        public Graded {
            verdicts = new TreeMap<>(verdicts);
        }
    }

    /** The version of a grader before these calls. */
    public static String version(Grader grader, String prompts, List<LabelledCall> calls) {
        return Digest.of(grader.judge().name(), prompts, calls.toString(), CodeVersion.ofPlaying());
    }

    /**
     * @param version as {@link #version} gives it
     * @param progress is told how many calls are graded, after each
     */
    public static GradedCalls of(Grader grader, String version, List<LabelledCall> calls, IntConsumer progress) {
        Map<String, Graded> graded = new LinkedHashMap<>();
        for (LabelledCall call : calls) {
            Scorecard card = grader.grade(call.turns(), 1, "a labelled call", JudgeListener.NOBODY);
            Map<String, Verdict> verdicts = new TreeMap<>();
            card.criteria().forEach(result -> verdicts.put(result.id(), result.verdict()));
            int alike = (int) call.labels().stream()
                    .filter(label -> label.verdict() == verdicts.get(label.id()))
                    .count();
            graded.put(
                    call.name(),
                    new Graded(card.score(), verdicts, alike, call.labels().size()));
            progress.accept(graded.size());
        }
        return new GradedCalls(version, grader.judge().name(), graded);
    }

    /** @return empty where nothing was kept there, or not as we write it */
    public static Optional<GradedCalls> read(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(JSON.readValue(Files.readString(file), GradedCalls.class))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    public void write(Path file) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(file), e);
        }
    }

    /** Whether a call that was graded before has another score or another verdict now; what it is labelled counts not. */
    public boolean hasShiftedFrom(GradedCalls before) {
        return calls.entrySet().stream().anyMatch(entry -> {
            Graded was = before.calls().get(entry.getKey());
            return was != null && isOtherwise(was, entry.getValue());
        });
    }

    /** In lines for people: how far these grades lie from those before. */
    public String shiftFrom(GradedCalls before) {
        Shift shift = new Shift();
        calls.forEach((call, now) -> {
            Graded was = before.calls().get(call);
            if (was != null) {
                shift.add(call, was, now);
            }
        });
        return String.format(
                Locale.ROOT,
                "%s, before %s: %s; as labelled %.1f %% -> %.1f %%%n%s",
                judge,
                before.judge(),
                shift.sum(),
                before.asLabelled(),
                asLabelled(),
                shift.callByCall());
    }

    /** How far grades lie from those before, of the calls that were graded both times. */
    private static final class Shift {
        private final StringBuilder shown = new StringBuilder();
        private int calls;
        private int otherwise;
        private int verdicts;
        private int otherVerdicts;
        private double score;
        private double scoreBefore;

        void add(String call, Graded was, Graded now) {
            Map<String, Verdict> others = otherVerdicts(was, now);
            calls++;
            score += now.score();
            scoreBefore += was.score();
            verdicts += now.verdicts().size();
            otherVerdicts += others.size();
            if (isOtherwise(was, now) && ++otherwise <= SHOWN) {
                shown.append("  %s: %d -> %d%n".formatted(call, was.score(), now.score()));
                others.forEach((id, verdict) -> shown.append(
                        "    %s: %s -> %s%n".formatted(id, name(was.verdicts().get(id)), name(verdict))));
            }
        }

        String sum() {
            return String.format(
                    Locale.ROOT,
                    "%d of %d calls graded otherwise, %d of %d verdicts; the mean score %.1f -> %.1f",
                    otherwise,
                    calls,
                    otherVerdicts,
                    verdicts,
                    scoreBefore / Math.max(1, calls),
                    score / Math.max(1, calls));
        }

        String callByCall() {
            return otherwise > SHOWN ? shown + "  and %d more%n".formatted(otherwise - SHOWN) : shown.toString();
        }
    }

    private static boolean isOtherwise(Graded before, Graded now) {
        return before.score() != now.score() || !otherVerdicts(before, now).isEmpty();
    }

    private static Map<String, Verdict> otherVerdicts(Graded before, Graded now) {
        Map<String, Verdict> others = new TreeMap<>(now.verdicts());
        others.entrySet().removeIf(e -> e.getValue() == before.verdicts().get(e.getKey()));
        return others;
    }

    private static String name(@Nullable Verdict verdict) {
        return verdict == null ? "not asked" : verdict.name().toLowerCase(Locale.ROOT);
    }

    /** Of 100 labels, how many the grader gives as well. */
    public double asLabelled() {
        int labels = calls.values().stream().mapToInt(Graded::labels).sum();
        int alike = calls.values().stream().mapToInt(Graded::asLabelled).sum();
        return labels == 0 ? 0 : 100.0 * alike / labels;
    }
}
