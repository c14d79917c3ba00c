package dev.calmroom.roleplay;

import dev.calmroom.scenario.Knowledge;
import dev.calmroom.scenario.Knowledge.NotWhen;
import dev.calmroom.scenario.Plot;
import dev.calmroom.text.PlainWords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the scenario's topics in a leader's words, and which moves can be made in them. */
final class Topics {
    /** Longer turns are looked at in part: no pattern may be made to run for seconds by a long text. */
    private static final int MOST_CHARACTERS = 2_000;

    private static final Pattern NEGATION = Pattern.compile("\\bnot\\b|never|n\\.\\?t|nobody|no one");

    private final List<Named> patterns = new ArrayList<>();
    private final Map<String, List<Pattern>> needs = new HashMap<>();

    Topics(Plot plot) {
        for (Knowledge.Topic topic : plot.topics()) {
            topic.says()
                    .forEach(says -> patterns.add(new Named(
                            topic, Pattern.compile(says), NEGATION.matcher(says).find())));
        }
        plot.heardOnlyWith()
                .forEach((move, says) ->
                        needs.put(move, says.stream().map(Pattern::compile).toList()));
    }

    /**
     * Words that are about a topic.
     *
     * @param start of the first character, in the turn
     */
    record Place(Knowledge.Topic topic, int start, int end) {}

    Set<String> in(String words) {
        return places(words).stream().map(place -> place.topic().id()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** All places of all topics, each only where the words are meant as the topic takes them. */
    List<Place> places(String words) {
        int from = Math.max(0, words.length() - MOST_CHARACTERS);
        String text = PlainWords.of(words.substring(from));
        return patterns.stream()
                .flatMap(pattern -> pattern.in(text).stream())
                .map(place -> new Place(
                        place.topic(),
                        Math.min(place.start() + from, words.length()),
                        Math.min(place.end() + from, words.length())))
                .toList();
    }

    /** Whether the words are about this topic. */
    boolean isIn(String topic, String words) {
        return in(words).contains(topic);
    }

    /** Whether a move can have been made in these words. */
    boolean mayMake(String move, String words) {
        List<Pattern> needed = needs.getOrDefault(move, List.of());
        String text = PlainWords.of(words.substring(Math.max(0, words.length() - MOST_CHARACTERS)));
        return needed.isEmpty() || needed.stream().anyMatch(p -> p.matcher(text).find());
    }

    private record Named(Knowledge.Topic topic, Pattern says, boolean denies) {
        List<Place> in(String text) {
            List<Place> places = new ArrayList<>();
            Matcher found = says.matcher(text);
            while (found.find()) {
                if (isMeant(text, found.start(), found.end())) {
                    places.add(new Place(topic, found.start(), found.end()));
                }
            }
            return places;
        }

        private boolean isMeant(String text, int start, int end) {
            return topic.notWhen().stream()
                    .noneMatch((NotWhen how) -> MeantWords.isNotMeant(how, text, start, end, denies));
        }
    }
}
