package dev.calmroom.scenario;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the understudy can say: the contents of {@code lines.yaml}.
 *
 * @param moods mood ids from the worst to the best; a line for a neighbouring mood is better than none
 * @param neighbours for an act whose lines have run out, the acts that serve instead, best first
 * @param leftOut the act whose lines say that not all of a question was answered; null: nothing is said of it
 * @param lines in the file's order
 */
public record LineBook(
        List<String> moods,
        Map<String, List<String>> neighbours,
        @Nullable String leftOut,
        List<Slot> slots,
        List<AuthoredLine> lines) {
    public LineBook {
        moods = List.copyOf(moods);
        neighbours = Collections.unmodifiableMap(new LinkedHashMap<>(neighbours));
        slots = List.copyOf(slots);
        lines = List.copyOf(lines);
    }

    /** As the file has it, with lines of one kind in groups. */
    @JsonCreator
    static LineBook of(
            @JsonProperty("moods") List<String> moods,
            @JsonProperty("neighbours") Map<String, List<String>> neighbours,
            @JsonProperty("left-out") @Nullable String leftOut,
            @JsonProperty("slots") List<Slot> slots,
            @JsonProperty("lines") List<Group> groups) {
        return new LineBook(
                moods,
                neighbours,
                leftOut,
                slots,
                groups.stream().flatMap(g -> g.lines().stream()).toList());
    }

    /** A book of a few lines that fit any act and mood, for a scenario that a language model is to play. */
    static LineBook ofStandIns(Plot plot, EmotionRules feelings) {
        List<String> moods =
                feelings.moods().stream().map(EmotionRules.Mood::id).toList();
        String first = plot.acts().getFirst().id();
        Map<String, List<String>> neighbours = new LinkedHashMap<>();
        plot.acts().forEach(act -> neighbours.put(act.id(), act.id().equals(first) ? List.of() : List.of(first)));
        List<AuthoredLine> lines = plot.standIns().stream()
                .map(text -> new AuthoredLine(first, moods, text, List.of(), List.of()))
                .toList();
        return new LineBook(moods, neighbours, null, List.of(), lines);
    }

    /** Lines that play the same act in the same moods and tell the same facts. */
    record Group(
            String act,
            List<String> moods,
            @Nullable List<String> facts,
            @Nullable List<String> to,
            List<String> says) {
        List<AuthoredLine> lines() {
            return says.stream()
                    .map(text -> new AuthoredLine(act, moods, text, facts, to))
                    .toList();
        }
    }
}
