package dev.calmroom.roleplay;

import dev.calmroom.scenario.Plot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds the scenario's topics in a leader's words. */
final class Topics {
    /** Longer turns are looked at in part: no pattern may be made to run for seconds by a long text. */
    private static final int MOST_CHARACTERS = 2_000;

    private final List<Named> patterns = new ArrayList<>();

    Topics(Plot plot) {
        for (Plot.Topic topic : plot.topics()) {
            topic.says().forEach(says -> patterns.add(new Named(topic.id(), Pattern.compile(says))));
        }
    }

    Set<String> in(String words) {
        String text = words.substring(Math.max(0, words.length() - MOST_CHARACTERS))
                .toLowerCase(Locale.ROOT)
                .replace('’', '\'');
        Set<String> found = new TreeSet<>();
        patterns.stream().filter(p -> p.says().matcher(text).find()).forEach(p -> found.add(p.topic()));
        return found;
    }

    private record Named(String topic, Pattern says) {}
}
