package dev.calmroom.checks;

import dev.calmroom.scenario.Direction;
import dev.calmroom.scenario.EmotionRules;
import dev.calmroom.scenario.Framework;
import dev.calmroom.scenario.Knowledge;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.SpeechRules;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a check may name.
 *
 * @param phrases patterns with a name: what the experiment calls so, and what {@code speech.yaml} gives as reasons
 */
public record Names(
        Set<String> dimensions,
        Set<String> facts,
        Set<String> acts,
        Set<String> endings,
        Set<String> moves,
        Set<String> criteria,
        Map<String, List<Pattern>> phrases) {

    /** @param own the experiment's own patterns, by name */
    public static Names of(Scenario scenario, Framework framework, SpeechRules speech, Map<String, List<Pattern>> own) {
        Plot plot = scenario.plot();
        Map<String, List<Pattern>> phrases = new LinkedHashMap<>();
        speech.of(plot.persona()).checks().forEach(check -> phrases.put(check.reason(), check.patterns()));
        phrases.putAll(own);
        return new Names(
                ids(scenario.feelings().dimensions().stream().map(EmotionRules.Dimension::id)),
                ids(plot.facts().stream().map(Knowledge.Fact::id)),
                ids(plot.acts().stream().map(Direction.Act::id)),
                ids(plot.endings().stream().map(Plot.Ending::id)),
                ids(framework.moves().stream().map(Framework.MoveKind::id)),
                ids(framework.criteria().stream().map(Framework.Criterion::id)),
                phrases);
    }

    private static Set<String> ids(Stream<String> ids) {
        return ids.collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
