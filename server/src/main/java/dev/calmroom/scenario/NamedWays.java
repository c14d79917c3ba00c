package dev.calmroom.scenario;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
}
