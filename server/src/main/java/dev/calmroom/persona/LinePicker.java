package dev.calmroom.persona;

import dev.calmroom.scenario.Line;
import dev.calmroom.scenario.LineBook;
import dev.calmroom.transcript.Turn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Picks the line that fits a brief best. What must hold: the act, only facts that may be told, every slot filled, not
 * said before. What is weighed: the facts it tells, whether it takes up the leader's words, the mood, the length, and
 * how little it sounds like his last turns. Chance decides between lines of nearly the same worth.
 */
final class LinePicker {
    private static final double TELLS_FACT = 14;
    private static final double TELLS_FIRST_FACT = 8;
    private static final double ANSWERS_MOVE = 5;
    private static final double TAKES_UP_WORDS = 3;
    private static final double MOOD_STEP = 9;
    private static final double TOO_LONG_WORD = 0.8;
    /** So many words over the order are nobody's business: a length in the order is a wish. */
    private static final int SPARE_WORDS = 5;

    private static final double TOO_SHORT_WORD = 0.3;
    private static final double SAME_BEGINNING = 2.5;
    private static final double LIKENESS = 10;
    private static final double CHANCE = 7;

    private final LineBook book;
    private final Map<String, List<Line>> byAct = new HashMap<>();

    LinePicker(LineBook book) {
        this.book = book;
        book.lines()
                .forEach(line -> byAct.computeIfAbsent(line.act(), act -> new ArrayList<>())
                        .add(line));
    }

    String pick(Brief brief, List<Turn> conversation) {
        Turning turning = new Turning(brief, conversation);
        play(brief.act(), turning);
        for (String act : brief.also()) {
            play(act, turning);
        }
        return turning.text();
    }

    private void play(String act, Turning turning) {
        for (String each : actsInOrder(act)) {
            Optional<Line> best = turning.best(each);
            if (best.isPresent()) {
                turning.say(best.get());
                turning.sayRest(each, best.get());
                return;
            }
        }
        turning.sayAgain(actsInOrder(act));
    }

    /** The act itself, then its neighbours, then theirs. */
    private Set<String> actsInOrder(String act) {
        Set<String> order = new LinkedHashSet<>();
        List<String> ring = List.of(act);
        while (!ring.isEmpty()) {
            List<String> next = new ArrayList<>();
            for (String each : ring) {
                if (order.add(each)) {
                    next.addAll(book.neighbours().getOrDefault(each, List.of()));
                }
            }
            ring = next;
        }
        return order;
    }

    /** One turn being worded. */
    private final class Turning {
        private final Brief brief;
        private final SaidSoFar said;
        private final HeardSlots heard;
        private final SplittableRandom chance;
        private final int mood;
        private final Set<String> untold;
        private final List<Line> lines = new ArrayList<>();
        private int words;

        Turning(Brief brief, List<Turn> conversation) {
            this.brief = brief;
            said = new SaidSoFar(conversation);
            heard = new HeardSlots(book.slots(), brief, conversation);
            // Neighbouring seeds must not walk through the same numbers: the generator itself steps by a constant.
            chance = new SplittableRandom(new SplittableRandom(brief.seed()).nextLong() ^ brief.turn());
            mood = book.moods().indexOf(brief.mood());
            untold = new LinkedHashSet<>(brief.facts());
        }

        Optional<Line> best(String act) {
            return byAct.getOrDefault(act, List.of()).stream()
                    .filter(line -> untold.containsAll(line.facts()))
                    .filter(line -> line.to().isEmpty()
                            || brief.moves().stream().anyMatch(m -> line.to().contains(m.move())))
                    .filter(line -> heard.canFill(line.text()))
                    .filter(line -> !lines.contains(line) && !said.includes(line.text()))
                    .map(line -> new Rated(line, worth(line)))
                    .max(Comparator.comparingDouble(Rated::worth))
                    .map(Rated::line);
        }

        private double worth(Line line) {
            String text = heard.fill(line.text());
            int length = words + words(text);
            // A turn that plays a second act leaves room for it.
            int longest = brief.also().isEmpty() || words > 0 ? brief.maxWords() : brief.maxWords() / 2;
            double worth = line.facts().size() * TELLS_FACT - moodSteps(line) * MOOD_STEP;
            if (!untold.isEmpty() && line.facts().contains(untold.iterator().next())) {
                worth += TELLS_FIRST_FACT;
            }
            worth += line.to().isEmpty() ? 0 : ANSWERS_MOVE;
            worth += HeardSlots.hasPlace(line.text()) ? TAKES_UP_WORDS : 0;
            worth -= Math.max(0, length - longest - SPARE_WORDS) * TOO_LONG_WORD;
            worth -= Math.max(0, brief.minWords() - length) * TOO_SHORT_WORD;
            worth -= said.sameBeginnings(text) * SAME_BEGINNING;
            worth -= said.likeness(text) * LIKENESS;
            return worth + chance.nextDouble() * CHANCE;
        }

        private int moodSteps(Line line) {
            return line.moods().stream()
                    .mapToInt(m -> Math.abs(book.moods().indexOf(m) - mood))
                    .min()
                    .orElseThrow();
        }

        void say(Line line) {
            lines.add(line);
            words += words(heard.fill(line.text()));
            untold.removeAll(line.facts());
        }

        /** Adds lines for the facts that the first one left out, while there is breath for them. */
        void sayRest(String act, Line first) {
            Optional<Line> next = first.facts().isEmpty() ? Optional.empty() : factLine(act);
            while (next.isPresent()) {
                say(next.get());
                next = factLine(act);
            }
        }

        private Optional<Line> factLine(String act) {
            return best(act)
                    .filter(line -> !line.facts().isEmpty())
                    .filter(line -> words + words(heard.fill(line.text())) <= brief.maxWords());
        }

        /** A call longer than the book: the line whose last use is furthest away. */
        void sayAgain(Set<String> acts) {
            say(book.lines().stream()
                    .filter(line -> line.facts().isEmpty() && line.to().isEmpty())
                    .filter(line -> acts.contains(line.act()) && !HeardSlots.hasPlace(line.text()))
                    .min(Comparator.comparingInt(line -> said.last(line.text())))
                    .orElseThrow(() -> new IllegalStateException("no lines for any of the acts " + acts)));
        }

        String text() {
            return lines.stream().map(line -> heard.fill(line.text())).collect(Collectors.joining(" "));
        }
    }

    private static int words(String text) {
        return SaidSoFar.count(SaidSoFar.plain(text));
    }

    private record Rated(Line line, double worth) {}
}
