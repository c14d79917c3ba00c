package dev.calmroom.exam;

import dev.calmroom.persona.Manner;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the last exams of a model found.
 *
 * @param speaking one for each manner that was examined
 * @param judging null where it was not examined
 */
public record ExamResult(
        String model,
        Instant at,
        List<SpeakingMarks> speaking,
        @Nullable JudgingMarks judging) {
    public ExamResult {
        speaking = List.copyOf(speaking);
    }

    /** The freest manner that it passed in; empty where it passed in none or was not examined. */
    public Optional<Manner> manner() {
        return speaking.stream()
                .filter(SpeakingMarks::passes)
                .map(SpeakingMarks::manner)
                .max(Enum::compareTo);
    }

    /** What is new, and what an earlier exam found where there is nothing new: of each manner its last marks. */
    ExamResult after(ExamResult earlier) {
        List<Manner> examined = speaking.stream().map(SpeakingMarks::manner).toList();
        return new ExamResult(
                model,
                at,
                Stream.concat(
                                speaking.stream(),
                                earlier.speaking().stream().filter(marks -> !examined.contains(marks.manner())))
                        .toList(),
                judging == null ? earlier.judging() : judging);
    }

    /** In one line. */
    public String verdict() {
        String speaks = speaking.isEmpty()
                ? "not examined in speaking"
                : manner().map(manner -> "fit to speak (%s)".formatted(manner.label()))
                        .orElse("not fit to speak");
        if (judging == null) {
            return speaks + ", not examined in judging";
        }
        return String.format(
                Locale.ROOT,
                "%s, %sfit to judge: κ %.2f against %.2f",
                speaks,
                judging.passes() ? "" : "not ",
                judging.kappa(),
                judging.builtIn());
    }
}
