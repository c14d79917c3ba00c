package dev.calmroom.checks;

import dev.calmroom.checks.CheckResult.Miss;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.log.SessionEvent.WorldEvent;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.text.PlainWords;
import dev.calmroom.text.SpokenNumbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a speaker comes back to over all calls of a group: a tic is in no single turn, and a prompt that asks for one
 * passes every check that looks at turns one by one. Where somebody stands in for a player, each of the two is counted
 * by itself: what one says in every turn is not thinned out by the other's.
 */
final class Refrains {
    /** Fewer are no habit, however few turns there are. */
    private static final int OFTEN = 3;
    /** Answers nobody, and is said in every call of a seed. */
    private static final int OPENING = 1;
    /** «I know.» comes back in anybody's calls. */
    private static final int SENTENCE = 3;
    /** «um», «no»: letters of a word that says something. */
    private static final int WORD = 4;

    private static final Pattern SENTENCES = Pattern.compile("(?<=[.?!…])\\s+");

    private final SpokenNumbers numbers;
    private final Set<String> taught = new HashSet<>();

    /**
     * The persona's own description is left out on purpose: it is what may be spoiled.
     *
     * @param units words that make a number before them a figure
     */
    Refrains(Scenario scenario, Set<String> units) {
        numbers = new SpokenNumbers(units);
        Stream.of(
                        scenario.lines().lines().stream().map(line -> line.text()),
                        scenario.plot().facts().stream().map(fact -> fact.statement()),
                        scenario.plot().people().stream().map(person -> person.name()),
                        scenario.plot().vocabulary().stream(),
                        scenario.questions().stream().flatMap(question -> question.asks().stream()))
                .flatMap(texts -> texts)
                .forEach(text -> taught.addAll(words(text)));
    }

    /**
     * What came back most often.
     *
     * @param of how many turns the speaker has, or how many calls the speaker has turns in
     * @param places the first of each call
     */
    record Refrain(String words, String speaker, int times, int of, List<Miss> places) {
        /** 0 to 1. */
        double share() {
            return (double) times / of;
        }
    }

    private record Said(ExaminedCall call, PersonaSpoke turn) {}

    Optional<Refrain> most(Statement.Refrain wanted, List<ExaminedCall> calls) {
        Map<String, List<Said>> speakers = new LinkedHashMap<>();
        for (ExaminedCall call : calls) {
            for (PersonaSpoke turn : call.personaTurns()) {
                if (turn.turn() > OPENING && !turn.text().isBlank()) {
                    speakers.computeIfAbsent(turn.speaker(), s -> new ArrayList<>())
                            .add(new Said(call, turn));
                }
            }
        }
        Set<String> known = wanted.what() == Statement.Refrain.What.WORD ? known(calls) : Set.of();
        return speakers.entrySet().stream()
                .flatMap(speaker -> most(wanted, speaker.getKey(), speaker.getValue(), known).stream())
                .max(Comparator.comparingDouble(Refrain::share).thenComparingInt(Refrain::times));
    }

    private Optional<Refrain> most(Statement.Refrain wanted, String speaker, List<Said> turns, Set<String> known) {
        boolean ofCalls = wanted.of() == Statement.Refrain.Of.CALLS;
        Map<String, List<Said>> found = new LinkedHashMap<>();
        for (Said said : turns) {
            Collection<String> units = wanted.what() == Statement.Refrain.What.SENTENCE
                    ? sentences(said.turn().text())
                    : unknownWords(said.turn().text(), known);
            units.forEach(
                    unit -> found.computeIfAbsent(unit, u -> new ArrayList<>()).add(said));
        }
        int of = ofCalls ? calls(turns).size() : turns.size();
        return found.entrySet().stream()
                .map(entry -> new Refrain(
                        entry.getKey(),
                        speaker,
                        ofCalls
                                ? calls(entry.getValue()).size()
                                : entry.getValue().size(),
                        of,
                        places(entry.getValue())))
                .filter(refrain -> refrain.times() >= OFTEN)
                .max(Comparator.comparingInt(Refrain::times));
    }

    private static Set<ExaminedCall.Place> calls(List<Said> turns) {
        return turns.stream().map(said -> said.call().place()).collect(Collectors.toSet());
    }

    private static List<Miss> places(List<Said> turns) {
        Map<ExaminedCall.Place, Miss> places = new LinkedHashMap<>();
        turns.forEach(said -> places.putIfAbsent(
                said.call().place(),
                new Miss(
                        said.call().place(),
                        said.turn().turn(),
                        "«%s»".formatted(said.turn().text()))));
        return List.copyOf(places.values());
    }

    /** Whole sentences, each once; one with a figure is a fact, and whoever asks for it twice hears it twice. */
    private Set<String> sentences(String text) {
        return SENTENCES
                .splitAsStream(text)
                .filter(sentence -> numbers.stated(sentence).isEmpty())
                .map(PlainWords::only)
                .filter(sentence -> sentence.split(" ", 0).length >= SENTENCE)
                .collect(Collectors.toSet());
    }

    private static Set<String> unknownWords(String text, Set<String> known) {
        return words(text).stream()
                .filter(word -> word.length() >= WORD && !known.contains(word))
                .collect(Collectors.toSet());
    }

    /** All that the authors have written for the persona to say, and what is said to it. */
    private Set<String> known(List<ExaminedCall> calls) {
        Set<String> known = new HashSet<>(taught);
        calls.stream().flatMap(call -> call.call().events().stream()).forEach(logged -> {
            switch (logged.event()) {
                case LeaderSpoke said -> known.addAll(words(said.text()));
                case WorldEvent event -> known.addAll(words(event.text()));
                default -> {
                    // no words that the persona hears
                }
            }
        });
        return known;
    }

    private static List<String> words(String text) {
        return Arrays.asList(PlainWords.only(text).split(" ", 0));
    }
}
