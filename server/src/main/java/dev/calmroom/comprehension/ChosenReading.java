package dev.calmroom.comprehension;

import dev.calmroom.comprehension.Part.Mode;
import dev.calmroom.comprehension.Part.Who;
import dev.calmroom.comprehension.TurnChoice.Chosen;
import dev.calmroom.comprehension.TurnReading.OffRole;
import dev.calmroom.text.PlainWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The ear's reading of a turn with what another reader chose in it. Code's stays where code has the say: of words that are
 * no part of the call, of a figure that is wrong, and of what is asked for and may not be told now.
 */
public final class ChosenReading {
    /** One who was let choose is believed. */
    private static final double CHOSEN = 0.9;
    /** As of a part of which nothing speaks for or against. */
    private static final double UNSURE = 0.5;
    /** So few words that ask nothing are a name or a sigh. */
    private static final int ASIDE = 2;

    private final Reading heard;
    private final TurnChoice choice;
    private final String words;
    private final Set<String> open;

    private ChosenReading(Reading heard, TurnChoice choice, String words, Set<String> open) {
        this.heard = heard;
        this.choice = choice;
        this.words = words;
        this.open = open;
    }

    /**
     * @param heard as the ear reads the words
     * @param choice of parts of these words
     * @param open ids of the facts that may be told
     * @throws IndexOutOfBoundsException when it is a choice of other words
     */
    public static Reading of(Reading heard, TurnChoice choice, String words, Set<String> open) {
        boolean codes = heard.turn().offRole() != OffRole.NONE || heard.turn().mistaken();
        return codes ? heard : new ChosenReading(heard, choice, words, open).reading();
    }

    private Reading reading() {
        List<Ask> asks = asks();
        return new Reading(parts(), asks, asks.equals(heard.asks()) ? heard.turn() : turn(asks));
    }

    private List<Ask> asks() {
        Stream<Ask> left = heard.asks().stream().filter(ask -> at(ask.start()).isEmpty());
        Stream<Ask> read = choice.parts().stream().flatMap(part -> asks(part).stream());
        return Stream.concat(left, read)
                .sorted(Comparator.comparingInt(Ask::start))
                .toList();
    }

    private List<Ask> asks(Chosen part) {
        List<Ask> ears =
                heard.asks().stream().filter(ask -> isIn(part, ask.start())).toList();
        boolean gated = ears.stream().anyMatch(ask -> !open.containsAll(ask.facts()));
        if (gated || isTheSame(ears, part)) {
            return ears;
        }
        List<Likely<Sought>> answers = part.asks().stream()
                .map(ChosenReading::sought)
                .filter(what ->
                        what != Sought.Beside.NONE_OF_THESE || part.asks().size() == 1)
                .map(what -> new Likely<>(what, CHOSEN))
                .toList();
        String text = words.substring(part.from(), part.to());
        return answers.isEmpty()
                ? List.of()
                : List.of(new Ask(text, part.from(), QuestionWords.kind(text), answers, answers.size()));
    }

    private static boolean isTheSame(List<Ask> ears, Chosen part) {
        Set<String> heard = new HashSet<>();
        ears.forEach(ask -> ask.answers().stream()
                .limit(ask.together())
                .forEach(answer -> heard.add(answer.what().id())));
        return heard.equals(Set.copyOf(part.asks()));
    }

    private static Sought sought(String id) {
        return Sought.Beside.of(id).<Sought>map(beside -> beside).orElseGet(() -> new Sought.Fact(id));
    }

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        heard.parts()
                .forEach(part -> parts.add(at(part.start())
                        .map(chosen -> part(part.quote(), part.start(), chosen, part.mode()))
                        .orElse(part)));
        choice.parts().stream()
                .filter(chosen -> heard.parts().stream().noneMatch(part -> isIn(chosen, part.start())))
                .map(chosen -> part(
                        words.substring(chosen.from(), chosen.to()),
                        chosen.from(),
                        chosen,
                        new Likely<>(chosen.asks().isEmpty() ? Mode.MEANT : Mode.ASKED, UNSURE)))
                .forEach(parts::add);
        parts.sort(Comparator.comparingInt(Part::start));
        return parts;
    }

    /** What is aimed at somebody who is not there is done to nobody here. */
    private static Part part(String quote, int start, Chosen chosen, Likely<Mode> mode) {
        Who aimed = TurnChoice.who(chosen.aimed()).orElse(Who.NOBODY);
        List<Likely<SpeechAct>> acts = chosen.does().stream()
                .filter(_ -> aimed != Who.OUTSIDE)
                .flatMap(id -> SpeechAct.of(id).stream())
                .map(act -> new Likely<>(act, CHOSEN))
                .toList();
        return new Part(quote, start, acts, new Likely<>(aimed, CHOSEN), mode);
    }

    private TurnReading turn(List<Ask> asks) {
        TurnReading ears = heard.turn();
        List<String> facts =
                asks.stream().flatMap(ask -> ask.facts().stream()).distinct().toList();
        boolean known = asks.stream()
                .filter(ask -> at(ask.start()).isPresent())
                .anyMatch(ask -> ask.best().what() != Sought.Beside.NONE_OF_THESE);
        boolean onlyAsks = heard.parts().stream()
                .filter(part -> asks.stream().noneMatch(ask -> ask.start() == part.start()))
                .allMatch(part -> PlainWords.count(part.quote()) <= ASIDE);
        return new TurnReading(
                !asks.isEmpty(),
                facts,
                facts.isEmpty() && asks.stream().anyMatch(ask -> ask.best().what() == Sought.Beside.UNKNOWN),
                !asks.isEmpty() && (known || ears.plainly()),
                !asks.isEmpty() && onlyAsks,
                asks.isEmpty() ? List.of() : ears.does(),
                false,
                ears.mentions(),
                ears.doubtful(),
                OffRole.NONE);
    }

    private Optional<Chosen> at(int start) {
        return choice.parts().stream().filter(part -> isIn(part, start)).findFirst();
    }

    private static boolean isIn(Chosen part, int start) {
        return start >= part.from() && start < part.to();
    }
}
