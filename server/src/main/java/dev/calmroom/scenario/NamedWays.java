package dev.calmroom.scenario;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which of a scenario's ways out words name, in whatever sense. */
public final class NamedWays {
    private final Map<String, Pattern> names = new HashMap<>();

    public NamedWays(List<Knowledge.WayOut> ways) {
        ways.forEach(way -> names.put(way.id(), way.pattern()));
    }

    /** @return ids */
    public Set<String> in(String words) {
        return names.entrySet().stream()
                .filter(way -> way.getValue().matcher(words).find())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** @return ids, as they are named first */
    public List<String> inOrder(String words) {
        return in(words).stream()
                .sorted(Comparator.comparingInt(way -> start(way, words)))
                .toList();
    }

    private int start(String way, String words) {
        Pattern name = names.get(way);
        Matcher matcher = name == null ? null : name.matcher(words);
        return matcher != null && matcher.find() ? matcher.start() : Integer.MAX_VALUE;
    }

    /** The words as if all ways out that they name were this one, which is called so. */
    public String asIfOnly(String words, String way, String called) {
        String one = words;
        for (Map.Entry<String, Pattern> other : names.entrySet()) {
            if (!other.getKey().equals(way)) {
                one = other.getValue().matcher(one).replaceAll(Matcher.quoteReplacement(called));
            }
        }
        return one;
    }
}
