package dev.calmroom.persona;

import dev.calmroom.appraisal.Move;
import dev.calmroom.scenario.Direction;
import dev.calmroom.scenario.EmotionRules;
import dev.calmroom.scenario.Knowledge;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.transcript.Turn;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a model is told for one turn and for no other. The wording stands in a template of the prompts folder, with places
 * in braces; a line whose places are all empty is left out, and one that begins with a tilde where the model reads slowly.
 */
final class TurnNote {
    private static final double NOTABLE = 0.35;
    private static final int TONES = 3;
    private static final int LOOKED_AT = 12;
    /** Endings do not matter: «customers» and «customer» are about the same. */
    private static final int STEM = 5;

    private static final double SURE = 0.8;
    /** So many words of a leader's show what was decided. */
    private static final int QUOTED = 20;
    /** Words of every question, whatever it is about. */
    private static final Pattern COMMON = Pattern.compile("\\w{1,2}|\\w+'\\w+|"
            + "wh(?:o|y|at|en|ere|ich|ether)|how|th(?:e|is|at|an|ey|em|en|ere|ese|ose|ing|ings|ink)|"
            + "are|was|were|been|being|has|have|had|does|did|doing|can|could|will|would|should|may|might|must|"
            + "you|your|our|his|her|him|she|its|one|all|any|some|more|much|many|other|and|but|not|yes|now|just|"
            + "for|from|with|out|off|over|into|about|again|still|here|okay|right|yeah|know|tell|said|say|"
            + "want|need|like|going|get|got|let|make|long|time|tonight|really|maybe|well|too|very");

    private static final String NOT_FOR_SLOW_READERS = "~ ";
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");

    private final Scenario scenario;
    private final Understudy understudy;
    private final Manner manner;
    private final String template;

    /** @param template without its heading */
    TurnNote(Scenario scenario, Understudy understudy, Manner manner, String template) {
        this.scenario = scenario;
        this.understudy = understudy;
        this.manner = manner;
        this.template = template;
    }

    /** @param slow whether the model reads slowly */
    String of(Brief brief, List<Turn> conversation, Optional<String> bridge, boolean slow) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("act", acts(brief));
        values.put("mood", mood(brief));
        values.put("feelings", feelings(brief));
        values.put("moved", String.join("; ", brief.scene().moved()));
        values.put("facts", facts(brief));
        values.put("now", now(brief));
        values.put("decided", decided(brief));
        values.put("interval", brief.scene().interval());
        values.put("events", String.join(" ", brief.scene().between().events()));
        values.put(
                "promised",
                brief.scene().between().promised().stream()
                        .map(words -> "«" + words + "»")
                        .collect(Collectors.joining(" ")));
        values.put("asked", brief.scene().between().asked());
        values.put("reading", reading(brief));
        values.put("tone", tone(brief, conversation));
        values.put("bridge", bridge.orElse(""));
        values.put("min", String.valueOf(brief.task().words().fewest()));
        values.put("max", String.valueOf(brief.task().words().most()));
        return template.lines()
                .filter(line -> !slow || !line.startsWith(NOT_FOR_SLOW_READERS))
                .map(line ->
                        line.startsWith(NOT_FOR_SLOW_READERS) ? line.substring(NOT_FOR_SLOW_READERS.length()) : line)
                .filter(line -> isSaid(line, values))
                .map(line -> filled(line, values))
                .collect(Collectors.joining("\n"))
                .strip();
    }

    /** Filled in one pass: nothing in a value is taken for a place. */
    private static String filled(String line, Map<String, String> values) {
        return PLACE.matcher(line)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
    }

    private static boolean isSaid(String line, Map<String, String> values) {
        List<String> places =
                PLACE.matcher(line).results().map(place -> place.group(1)).toList();
        return places.isEmpty()
                || places.stream()
                        .anyMatch(place -> !values.getOrDefault(place, "").isEmpty());
    }

    /** In the free manner only what the persona's state forces is an order. */
    private String acts(Brief brief) {
        Plot plot = scenario.plot();
        return Stream.concat(Stream.of(brief.task().act()), brief.task().also().stream())
                .filter(act -> manner == Manner.WORDED || plot.isForced(act))
                .map(plot::act)
                .map(Direction.Act::about)
                .collect(Collectors.joining(" "));
    }

    /** Worded: what this turn tells. Free: what has a gate and is open, since all else stands in the prompt's beginning. */
    private String facts(Brief brief) {
        Plot plot = scenario.plot();
        Knowledge.FalsePromise promise = plot.falsePromise();
        Stream<String> told = switch (manner) {
            case WORDED -> brief.task().facts().stream();
            case FREE ->
                plot.facts().stream()
                        .filter(fact -> fact.gate() != null)
                        .map(Knowledge.Fact::id)
                        .filter(brief.scene().open()::contains);
        };
        Stream<String> promised =
                promise != null && promise.acts().contains(brief.task().act())
                        ? Stream.of(promise.says())
                        : Stream.empty();
        return Stream.concat(told.flatMap(id -> plot.fact(id).stream()).map(Knowledge.Fact::statement), promised)
                .collect(Collectors.joining(" "));
    }

    /** Ids of what is so in this turn and not in all: the statements stand in the prompt's beginning. */
    private String now(Brief brief) {
        return scenario.plot().facts().stream()
                .filter(fact -> fact.when() != null && fact.gate() == null)
                .map(Knowledge.Fact::id)
                .filter(brief.scene().open()::contains)
                .collect(Collectors.joining(", "));
    }

    private String mood(Brief brief) {
        return scenario.feelings().moods().stream()
                .filter(m -> m.id().equals(brief.feeling().mood()))
                .map(EmotionRules.Mood::about)
                .collect(Collectors.joining());
    }

    /** The dimensions that stand out, each by the word for its end. */
    private String feelings(Brief brief) {
        return scenario.feelings().dimensions().stream()
                .filter(d -> brief.feeling().state().dimensions().containsKey(d.id()))
                .filter(d -> Math.abs(brief.feeling().state().get(d.id()) - 0.5) >= NOTABLE / 2)
                .map(d -> brief.feeling().state().get(d.id()) > 0.5 ? d.high() : d.low())
                .collect(Collectors.joining(", "));
    }

    /** Free: also in which of the caller's words, so that whoever answers can see how far they go. */
    private String decided(Brief brief) {
        String said = manner == Manner.FREE
                ? PersonaPrompt.unmarked(brief.scene().between().chosen())
                : "";
        return scenario.plot()
                .option(brief.scene().decided())
                .map(way ->
                        said.isEmpty() ? way.name() : "%s, by the caller's «%s»".formatted(way.name(), shortened(said)))
                .orElse("");
    }

    private static String shortened(String said) {
        String[] words = said.split(" ", QUOTED + 1);
        return words.length <= QUOTED ? said : String.join(" ", List.of(words).subList(0, QUOTED)) + " …";
    }

    /** A hint, with its sureness in words: what it does, asks for and names, as far as that is no secret. */
    private String reading(Brief brief) {
        Scene.Understood understood = brief.scene().understood();
        Stream<String> asked = understood.asked().stream()
                .flatMap(id -> scenario.plot().fact(id).stream())
                .filter(fact -> fact.always() || brief.scene().open().contains(fact.id()))
                .map(fact -> "asks for " + fact.id());
        Stream<String> named = scenario.plot().options().stream()
                .filter(way -> understood.named().contains(way.id()))
                .map(way -> "speaks of " + way.name());
        return Stream.of(brief.leader().moves().stream().map(TurnNote::hint), asked, named)
                .flatMap(hints -> hints)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String hint(Move move) {
        return move.move().replace('-', ' ') + (move.confidence() >= SURE ? "" : ", perhaps");
    }

    /**
     * Where the model answers freely, the understudy's line is about what code took the turn for. If that was misread it
     * leads away from the question: there only what shares a word with it is a measure.
     */
    private String tone(Brief brief, List<Turn> conversation) {
        Set<String> asked = telling(brief.leader().words());
        boolean anyLine = manner == Manner.WORDED
                || asked.isEmpty()
                || scenario.plot().isForced(brief.task().act())
                || brief.task().facts().stream()
                        .flatMap(id -> scenario.plot().fact(id).stream())
                        .anyMatch(fact -> !Collections.disjoint(telling(fact.statement()), asked));
        return understudy.samples(brief, conversation, anyLine ? TONES : LOOKED_AT).stream()
                .filter(line -> anyLine || !Collections.disjoint(telling(line), asked))
                .limit(TONES)
                .map(line -> "«" + line + "»")
                .collect(Collectors.joining(" "));
    }

    private static Set<String> telling(String words) {
        return Pattern.compile("[ |]+")
                .splitAsStream(SaidSoFar.plain(words))
                .filter(word -> !COMMON.matcher(word).matches())
                .map(word -> word.substring(0, Math.min(STEM, word.length())))
                .collect(Collectors.toSet());
    }
}
