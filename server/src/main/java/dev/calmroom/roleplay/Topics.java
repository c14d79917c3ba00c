package dev.calmroom.roleplay;

import dev.calmroom.scenario.Knowledge;
import dev.calmroom.scenario.Plot;
import dev.calmroom.text.PlainWords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds the scenario's topics in a leader's words, and which moves can be made in them. */
final class Topics {
    /** Longer turns are looked at in part: no pattern may be made to run for seconds by a long text. */
    private static final int MOST_CHARACTERS = 2_000;

    private final List<Named> patterns = new ArrayList<>();
    private final Map<String, List<Pattern>> needs = new HashMap<>();

    Topics(Plot plot) {
        for (Knowledge.Topic topic : plot.topics()) {
            topic.says().forEach(says -> patterns.add(new Named(topic.id(), Pattern.compile(says))));
        }
        plot.heardOnlyWith()
                .forEach((move, says) ->
                        needs.put(move, says.stream().map(Pattern::compile).toList()));
    }

    Set<String> in(String words) {
        String text = plain(words);
        Set<String> found = new TreeSet<>();
        patterns.stream().filter(p -> p.says().matcher(text).find()).forEach(p -> found.add(p.topic()));
        return found;
    }

    /** Whether the words are about this topic. */
    boolean isIn(String topic, String words) {
        String text = plain(words);
        return patterns.stream()
                .anyMatch(p -> p.topic().equals(topic) && p.says().matcher(text).find());
    }

    /** Whether a move can have been made in these words. */
    boolean mayMake(String move, String words) {
        List<Pattern> needed = needs.getOrDefault(move, List.of());
        String text = plain(words);
        return needed.isEmpty() || needed.stream().anyMatch(p -> p.matcher(text).find());
    }

    private static String plain(String words) {
        return PlainWords.of(words.substring(Math.max(0, words.length() - MOST_CHARACTERS)));
    }

    private record Named(String topic, Pattern says) {}
}
