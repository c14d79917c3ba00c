package dev.calmroom.roleplay;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.appraisal.Move;
import dev.calmroom.comprehension.Ask;
import dev.calmroom.comprehension.Part;
import dev.calmroom.comprehension.Part.Mode;
import dev.calmroom.comprehension.Part.Who;
import dev.calmroom.comprehension.Reading;
import dev.calmroom.comprehension.SpeechAct;
import dev.calmroom.comprehension.TurnReading;
import dev.calmroom.encoder.FittedNumbers;
import dev.calmroom.persona.LeaderTurn;
import dev.calmroom.persona.Situation;
import dev.calmroom.scenario.EmotionRules;
import dev.calmroom.scenario.Knowledge;
import dev.calmroom.scenario.Plot;
import dev.calmroom.text.PlainWords;
import dev.calmroom.text.SpokenNumbers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Hears a turn fairly: of what appraisal takes the words for, only that is left which they can mean. Of somebody else,
 * of oneself, of what was said before, nobody is blamed.
 */
final class Hearing {
    private static final Fitted FITTED = FittedNumbers.read("hearing", Fitted.class);

    private record Fitted(double sure, double plain, double made) {}

    private static final Set<Who> NOT_HERE = Set.of(Who.LEADER, Who.OUTSIDE);
    private static final Set<Mode> NOT_MEANT =
            Set.of(Mode.REPORTED, Mode.HYPOTHETICAL, Mode.NEGATED, Mode.RECALLED, Mode.QUOTED);

    private final Plot plot;
    private final EmotionRules feelings;
    private final EmotionRules.Dynamics dynamics;
    private final Topics topics;

    Hearing(Plot plot, EmotionRules feelings, Topics topics) {
        this.plot = plot;
        this.feelings = feelings;
        this.dynamics = feelings.dynamics();
        this.topics = topics;
    }

    /** The scenario's topics in the words, by their patterns and by what they were read to do. */
    Set<String> topics(String words, Reading reading) {
        Set<String> found = new TreeSet<>(topics.in(words));
        Set<String> acts = Arrays.stream(SpeechAct.values())
                .filter(act -> reading.sureness(act) >= FITTED.sure())
                .map(SpeechAct::id)
                .collect(Collectors.toSet());
        plot.topics().stream()
                .filter(topic -> topic.speechActs().stream().anyMatch(acts::contains))
                .forEach(topic -> found.add(topic.id()));
        return found;
    }

    /**
     * What only seems to be said past the persona is said to it where it plainly does it good. Harm and questions are no sign
     * of it: an order to a machine is heard as an order too, and «how many points» as a question about figures.
     */
    Reading addressed(Reading reading, Appraisal appraisal) {
        boolean plain = appraisal.moves().stream()
                .filter(move -> move.confidence() >= FITTED.plain())
                .map(Move::move)
                .anyMatch(move -> feelings.helps(move) && !plot.asking().contains(move));
        return reading.turn().offRole() == TurnReading.OffRole.SEEMS && plain
                ? reading.with(reading.turn().addressed())
                : reading;
    }

    /** A question without a question's form is one when a move was heard that asks and nothing else was. */
    Reading asking(Reading reading, Appraisal appraisal) {
        List<String> heeded = appraisal.moves().stream()
                .filter(move -> move.confidence() >= dynamics.heeds())
                .map(Move::move)
                .toList();
        boolean asks = !heeded.isEmpty() && plot.asking().containsAll(heeded);
        return asks ? reading.with(reading.turn().asAsked(heeded.stream().noneMatch(this::isAnswered))) : reading;
    }

    /** Whether some reply tells what a move asks for, whatever the words are. */
    private boolean isAnswered(String move) {
        return plot.replies().stream()
                .filter(reply -> !reply.tells().isEmpty() || !reply.byOption().isEmpty())
                .anyMatch(reply -> reply.when().turn().moves().contains(move));
    }

    /** The reading, where what is asked of the call itself is answered by facts of it, each part in its order. */
    Reading answered(Reading reading, String words) {
        boolean claims = plot.claims() != null && topics.isIn(plot.claims(), words);
        Optional<String> wrong = claims ? claimedWrongly(words) : Optional.empty();
        if (wrong.isPresent() && reading.turn().offRole() == TurnReading.OffRole.NONE) {
            return reading.with(reading.turn().mistakenIn(wrong.get()));
        }
        boolean besides = reading.asks().stream().anyMatch(this::isAnsweredBesides);
        return besides
                ? reading.with(reading.turn()
                        .answeredBy(reading.asks().stream()
                                .flatMap(ask -> facts(ask).stream())
                                .distinct()
                                .toList()))
                : reading;
    }

    /** The one fact of which the words give a figure that it does not have, in the fact's own unit. */
    private Optional<String> claimedWrongly(String words) {
        List<Knowledge.Fact> meant = plot.facts().stream()
                .filter(fact -> fact.figures() != null
                        && !measured(words, fact.figures()).isEmpty())
                .toList();
        boolean right = meant.stream()
                .anyMatch(fact -> fact.figures() != null
                        && fact.figures().are().stream().anyMatch(measured(words, fact.figures())::contains));
        return right || meant.size() != 1
                ? Optional.empty()
                : Optional.of(meant.getFirst().id());
    }

    private static Set<Long> measured(String words, Knowledge.Figures figures) {
        return new SpokenNumbers(Set.copyOf(figures.of())).measured(words);
    }

    private boolean isAnsweredBesides(Ask ask) {
        return ask.best().sureness() >= FITTED.sure()
                && plot.besides().containsKey(ask.best().what().id());
    }

    private List<String> facts(Ask ask) {
        return isAnsweredBesides(ask)
                ? plot.besides().getOrDefault(ask.best().what().id(), List.of())
                : ask.facts();
    }

    /**
     * What the appraiser is too unsure of, what no question does, and what nobody does in a clause about such a thing,
     * neither moves nor directs the persona.
     */
    Appraisal heeded(Understanding understood, Situation before) {
        TurnReading turn = understood.reading().turn();
        double least = turn.doubtful() ? dynamics.heedsInDoubt() : dynamics.heeds();
        Said said = understood.said();
        Heard places = places(understood);
        List<Move> heard = understood.appraisal().moves().stream()
                .filter(move -> move.confidence() >= least)
                .filter(places::mayMake)
                .filter(move -> topics.mayMake(move.move(), said.text()))
                .filter(move -> isAimed(move, understood.reading()))
                .filter(move -> !turn.plain()
                        || !plot.notByAsking().contains(move.move())
                        || turn.does().contains(move.move()))
                .toList();
        Map<String, Move> made = places.places().stream()
                .filter(place -> place.topic().makes() != null)
                .filter(place -> place.topic().when() == null
                        || before.meets(place.topic().when()))
                .map(place -> new Move(
                        Objects.requireNonNull(place.topic().makes()),
                        said.text().substring(place.start(), place.end()).strip(),
                        1,
                        FITTED.made()))
                .filter(move -> heard.stream().noneMatch(other -> other.move().equals(move.move())))
                .filter(places::mayMake)
                .collect(Collectors.toMap(Move::move, Function.identity(), (first, _) -> first, LinkedHashMap::new));
        return new Appraisal(
                Stream.concat(heard.stream(), made.values().stream()).toList(),
                understood.appraisal().signs().stream()
                        .filter(sign -> sign.confidence() >= least)
                        .toList());
    }

    /** The places of the turn's topics, and its clauses; what makes a move begins a clause of its own. */
    private Heard places(Understanding understood) {
        String words = understood.said().text();
        List<Topics.Place> found = topics.places(words);
        List<Integer> starts = MeantWords.starts(
                PlainWords.of(words),
                found.stream()
                        .filter(place -> place.topic().makes() != null)
                        .map(Topics.Place::start)
                        .toList());
        return new Heard(words, found, starts);
    }

    private record Heard(String words, List<Topics.Place> places, List<Integer> starts) {
        /** Nothing that shares a clause with a move says that it is none. */
        boolean mayMake(Move move) {
            int at = Math.max(0, words.indexOf(move.quote()));
            int end = words.contains(move.quote()) ? at + move.quote().length() : words.length();
            int from = starts.stream().filter(start -> start <= at).reduce(0, (_, last) -> last);
            int to = starts.stream().filter(start -> start >= end).findFirst().orElse(words.length());
            return places.stream()
                    .filter(place -> place.start() < to && place.end() > from)
                    .noneMatch(place -> place.topic().unheard().contains(move.move()));
        }
    }

    /** What the words do to the persona beside the moves that they make: rules of the emotion file, with the words. */
    List<Move> besides(LeaderTurn heard) {
        Map<String, Move> rules = new LinkedHashMap<>();
        for (Topics.Place place : topics.places(heard.text())) {
            String rule = place.topic().rule();
            if (rule != null) {
                String quote =
                        heard.text().substring(place.start(), place.end()).strip();
                rules.putIfAbsent(rule, new Move(rule, quote, 1, 1));
            }
        }
        return List.copyOf(rules.values());
    }

    private boolean isAimed(Move move, Reading reading) {
        return !plot.aimed().contains(move.move())
                || reading.parts().stream()
                        .filter(part -> part.quote().contains(move.quote())
                                || move.quote().contains(part.quote()))
                        .noneMatch(Hearing::isElsewhere);
    }

    private static boolean isElsewhere(Part part) {
        return (part.who().sureness() >= FITTED.sure()
                        && NOT_HERE.contains(part.who().what()))
                || (part.mode().sureness() >= FITTED.sure()
                        && NOT_MEANT.contains(part.mode().what()));
    }
}
