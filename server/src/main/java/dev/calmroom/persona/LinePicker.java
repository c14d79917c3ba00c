package dev.calmroom.persona;

import dev.calmroom.encoder.FittedNumbers;
import dev.calmroom.scenario.AuthoredLine;
import dev.calmroom.scenario.LineBook;
import dev.calmroom.transcript.Turn;
import java.util.ArrayList;
import java.util.Collections;
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
 * said before, and one breath for the whole turn. What is weighed: the facts it tells, whether it takes up the leader's
 * words, the mood, the length, and how little it sounds like the persona's last turns. Chance decides between lines of
 * nearly the same worth. Two acts in one turn are picked together, so that both fit into the breath.
 */
final class LinePicker {
    private static final Worth WORTH = FittedNumbers.read("line-choice", Worth.class);

    /** Up to so many words, what the leader asked beside the first thing is still answered. */
    private static final int FULL_BREATH = 24;
    /** Words that an act takes at least. */
    private static final int LEAST_OF_AN_ACT = 8;
    /** How many lines of each act are tried against those of the other. */
    private static final int PAIRED = 12;

    /** Points for and against a line; what each is for stands in the file. */
    record Worth(
            double tellsFact,
            double tellsFirstFact,
            double answersMove,
            double takesUpWords,
            double recalls,
            double moodStep,
            double tooLongWord,
            int spareWords,
            double tooShortWord,
            double sameBeginning,
            double likeness,
            double chance) {}

    private final LineBook book;
    private final Map<String, List<AuthoredLine>> byAct = new HashMap<>();

    LinePicker(LineBook book) {
        this.book = book;
        book.lines()
                .forEach(line -> byAct.computeIfAbsent(line.act(), act -> new ArrayList<>())
                        .add(line));
    }

    String pick(Brief brief, List<Turn> conversation) {
        Turning turning = new Turning(brief, conversation);
        if (turning.breath > Voicing.LONGEST) {
            compose(brief, turning);
        } else if (brief.task().also().isEmpty()
                || !turning.sayBoth(brief.task().act(), turning.partner(brief))) {
            play(turning.weightier(brief), turning);
        }
        return turning.text();
    }

    /** Every line of the brief's acts with what speaks for it or against it, those that would do first. */
    List<Understudy.Considered> considered(Brief brief, List<Turn> conversation) {
        Turning turning = new Turning(brief, conversation);
        List<Understudy.Considered> all = new ArrayList<>();
        List<String> acts = new ArrayList<>(List.of(brief.task().act()));
        acts.addAll(brief.task().also());
        for (String act : acts) {
            List<Rated> rated = turning.rated(act, brief.task().words().most());
            rated.forEach(r -> all.add(new Understudy.Considered(r.line(), r.worth(), "")));
            List<AuthoredLine> fit = rated.stream().map(Rated::line).toList();
            byAct.getOrDefault(act, List.of()).stream()
                    .filter(line -> !fit.contains(line))
                    .forEach(line -> all.add(new Understudy.Considered(line, 0, turning.against(line))));
        }
        return all;
    }

    /** Up to so many lines that would do, the best first; nothing is said. */
    List<String> samples(Brief brief, List<Turn> conversation, int most) {
        Turning turning = new Turning(brief, conversation);
        return turning.rated(brief.task().act(), brief.task().words().most()).stream()
                .filter(rated -> turning.moodSteps(rated.line()) == 0)
                .limit(most)
                .map(rated -> turning.heard.fill(rated.line().text()))
                .toList();
    }

    /** The best line of one act alone, if it has one that fits and has not been said, nor begun. */
    Optional<String> single(String act, Brief brief, List<Turn> conversation) {
        Turning turning = new Turning(brief, conversation);
        return turning.rated(act, brief.task().words().most()).stream()
                .map(rated -> turning.heard.fill(rated.line().text()))
                .filter(words -> !turning.said.holds(words) && !turning.said.hasBegun(words))
                .findFirst();
    }

    /** Each part of a question that has several, in its order; what is left over is asked for again. */
    private void compose(Brief brief, Turning turning) {
        List<String> acts = new ArrayList<>(List.of(brief.task().act()));
        acts.addAll(brief.task().also());
        for (int i = 0; i < acts.size(); i++) {
            turning.keepFree(acts.size() - 1 - i);
            String act = acts.get(i);
            int before = turning.lines.size();
            turning.best(act).ifPresent(line -> {
                turning.say(line);
                turning.sayRest(act, line);
            });
            if (turning.lines.size() == before && i == 0) {
                play(act, turning);
            }
        }
        boolean leavesOut =
                !turning.untold.isEmpty() || !brief.leader().leftOut().isEmpty();
        if (leavesOut && book.leftOut() != null) {
            turning.keepFree(0);
            turning.best(book.leftOut()).ifPresent(turning::say);
        }
    }

    private void play(String act, Turning turning) {
        for (String each : actsInOrder(act)) {
            Optional<AuthoredLine> best = turning.best(each);
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
        private final List<AuthoredLine> lines = new ArrayList<>();
        /** Words that the whole turn may have. */
        private final int breath;

        private int words;
        private int kept;

        Turning(Brief brief, List<Turn> conversation) {
            this.brief = brief;
            said = new SaidSoFar(conversation);
            heard = new HeardSlots(book.slots(), brief, conversation);
            // Neighbouring seeds must not walk through the same numbers: the generator itself steps by a constant.
            chance = new SplittableRandom(new SplittableRandom(brief.seed()).nextLong() ^ brief.turn());
            mood = book.moods().indexOf(brief.feeling().mood());
            untold = new LinkedHashSet<>(brief.task().facts());
            breath = Math.max(Voicing.LONGEST, brief.task().words().most());
        }

        /** Breath for so many acts that come after. */
        void keepFree(int acts) {
            kept = acts * LEAST_OF_AN_ACT;
        }

        Optional<AuthoredLine> best(String act) {
            return rated(act, brief.task().words().most()).stream().findFirst().map(Rated::line);
        }

        /** Both acts in one breath: the best pair that fits. */
        boolean sayBoth(String act, String other) {
            int half = brief.task().words().most() / 2;
            List<Rated> firsts = ratedNear(act, half);
            List<Rated> seconds = ratedNear(other, half);
            Optional<Pair> best = firsts.stream()
                    .flatMap(first -> seconds.stream().map(second -> new Pair(first, second)))
                    .filter(pair -> !pair.first().line().equals(pair.second().line()))
                    .filter(pair -> pair.length() <= Voicing.LONGEST)
                    .filter(pair -> Collections.disjoint(
                            pair.first().line().facts(), pair.second().line().facts()))
                    .max(Comparator.comparingDouble(Pair::worth));
            best.ifPresent(pair -> {
                say(pair.first().line());
                say(pair.second().line());
            });
            return best.isPresent();
        }

        /** Of several acts beside the first the one that answers something, or there is no breath for an answer. */
        String partner(Brief of) {
            List<String> also = of.task().also();
            return also.stream().filter(this::tellsSomething).findFirst().orElse(also.getFirst());
        }

        /** Of two acts for which there is no breath, the one that tells the leader something. */
        String weightier(Brief of) {
            return of.task().also().stream()
                    .filter(also ->
                            tellsSomething(also) && !tellsSomething(of.task().act()))
                    .findFirst()
                    .orElse(of.task().act());
        }

        private boolean tellsSomething(String act) {
            return rated(act, brief.task().words().most()).stream()
                    .anyMatch(rated -> !rated.line().facts().isEmpty());
        }

        private List<Rated> ratedNear(String act, int wished) {
            return actsInOrder(act).stream()
                    .map(each -> rated(each, wished))
                    .filter(lines -> !lines.isEmpty())
                    .findFirst()
                    .orElse(List.of())
                    .stream()
                    .limit(PAIRED)
                    .toList();
        }

        /** What can be said for an act within the breath that is left, the best first. */
        private List<Rated> rated(String act, int wished) {
            return byAct.getOrDefault(act, List.of()).stream()
                    .filter(line -> untold.containsAll(line.facts()))
                    .filter(line -> line.to().isEmpty()
                            || brief.leader().moves().stream()
                                    .anyMatch(m -> line.to().contains(m.move())))
                    .filter(line -> heard.canFill(line.text()))
                    .filter(line -> !lines.contains(line) && !said.includes(line.text()))
                    .map(line -> rate(line, wished))
                    .filter(rated -> words + rated.length() <= breath - kept)
                    .sorted(Comparator.comparingDouble(Rated::worth).reversed())
                    .toList();
        }

        /** Why a line cannot be said now. */
        private String against(AuthoredLine line) {
            if (!untold.containsAll(line.facts())) {
                return "tells "
                        + line.facts().stream().filter(f -> !untold.contains(f)).toList();
            }
            if (!line.to().isEmpty()
                    && brief.leader().moves().stream().noneMatch(m -> line.to().contains(m.move()))) {
                return "answers " + line.to();
            }
            if (!heard.canFill(line.text())) {
                return "its place has nothing to be filled with";
            }
            return said.includes(line.text()) ? "said before" : "too long for this breath";
        }

        private Rated rate(AuthoredLine line, int wished) {
            String text = heard.fill(line.text());
            int own = words(text);
            int length = words + own;
            double worth = line.facts().size() * WORTH.tellsFact() - moodSteps(line) * WORTH.moodStep();
            if (!untold.isEmpty() && line.facts().contains(untold.iterator().next())) {
                worth += WORTH.tellsFirstFact();
            }
            worth += line.to().isEmpty() ? 0 : WORTH.answersMove();
            worth += HeardSlots.hasPlace(line.text()) ? WORTH.takesUpWords() : 0;
            worth += line.text().contains("{" + HeardSlots.EARLIER) ? WORTH.recalls() : 0;
            worth -= Math.max(0, length - wished - WORTH.spareWords()) * WORTH.tooLongWord();
            worth -= Math.max(0, brief.task().words().fewest() - length) * WORTH.tooShortWord();
            worth -= said.sameBeginnings(text) * WORTH.sameBeginning();
            worth -= said.likeness(heard.fresh(line.text())) * WORTH.likeness();
            return new Rated(line, own, worth + chance.nextDouble() * WORTH.chance());
        }

        private int moodSteps(AuthoredLine line) {
            return line.moods().stream()
                    .mapToInt(m -> Math.abs(book.moods().indexOf(m) - mood))
                    .min()
                    .orElseThrow();
        }

        void say(AuthoredLine line) {
            lines.add(line);
            words += words(heard.fill(line.text()));
            untold.removeAll(line.facts());
        }

        /** Adds lines for the facts that the first one left out, while there is breath for them. */
        void sayRest(String act, AuthoredLine first) {
            Optional<AuthoredLine> next = first.facts().isEmpty() ? Optional.empty() : factLine(act);
            while (next.isPresent()) {
                say(next.get());
                next = factLine(act);
            }
        }

        private Optional<AuthoredLine> factLine(String act) {
            return rated(act, brief.task().words().most()).stream()
                    .filter(rated -> !rated.line().facts().isEmpty())
                    .filter(rated -> words + rated.length()
                            <= Math.max(Math.max(brief.task().words().most(), FULL_BREATH), breath - kept))
                    .map(Rated::line)
                    .findFirst();
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

    private record Rated(AuthoredLine line, int length, double worth) {}

    private record Pair(Rated first, Rated second) {
        int length() {
            return first.length() + second.length();
        }

        double worth() {
            return first.worth() + second.worth();
        }
    }
}
