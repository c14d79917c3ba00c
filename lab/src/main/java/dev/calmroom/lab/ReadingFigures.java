package dev.calmroom.lab;

import dev.calmroom.comprehension.Ask;
import dev.calmroom.comprehension.Reading;
import dev.calmroom.comprehension.Sought;
import dev.calmroom.lab.LabelledTurn.LabelledAsk;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Holds readings against what careful readers say, and counts. */
final class ReadingFigures {
    /** So many facts are answered in one turn at most. */
    private static final int MOST_TOLD = 3;

    /** A question of no more words may be about what was said before. */
    private static final int SHORT = 5;

    private final Shares shares = new Shares();
    private final List<String> lines = new ArrayList<>();
    private final boolean listsMistakes;

    /** @param listsMistakes whether each ask that was read otherwise is listed */
    ReadingFigures(boolean listsMistakes) {
        this.listsMistakes = listsMistakes;
    }

    void add(LabelledTurn turn, Reading reading) {
        List<Ask> free = new ArrayList<>(reading.asks());
        List<String> told = told(reading);
        boolean everyPart = true;
        for (LabelledAsk ask : turn.asks()) {
            Ask found = nearest(ask, free);
            shares.add("asks found", found != null);
            if (found != null) {
                free.remove(found);
                if (isTold(found)) {
                    shares.add("what is told is asked for", isRight(found, ask));
                }
                shares.add("kind of what is asked", id(found.kind()).equals(ask.kind()));
            }
            boolean first =
                    found != null && ask.answer().contains(found.best().what().id());
            boolean answered = isFact(ask) ? ask.answer().stream().anyMatch(told::contains) : first;
            everyPart &= answered;
            if (listsMistakes && !answered) {
                lines.add("%s | %s -> %s | %s"
                        .formatted(
                                ask.answer(), ask.quote(), found == null ? "not heard" : found.answers(), turn.turn()));
            }
            shares.add("top 1, all asks", first);
            shares.add("answered, all asks", answered);
            for (String group : groups(turn, ask)) {
                shares.add("top 1, " + group, first);
                shares.add("answered, " + group, answered);
            }
            shares.add("answered, writer " + turn.voice().charAt(0), answered);
        }
        if (turn.asks().size() > 1) {
            shares.add("every part of a turn of several answered", everyPart);
        }
        reading.asks().forEach(ask -> shares.add("asks that are asks", !free.contains(ask)));
        free.stream().filter(ReadingFigures::isTold).forEach(ask -> shares.add("what is told is asked for", false));
        if (turn.asks().isEmpty()) {
            shares.add("nothing asked, nothing heard", reading.asks().isEmpty());
        }
    }

    /** What would be told of the facts: those of each ask in turn, then more of the first. */
    private static List<String> told(Reading reading) {
        return reading.asks().isEmpty()
                ? reading.turn().facts()
                : reading.asks().stream()
                        .flatMap(ask -> ask.facts().stream())
                        .distinct()
                        .limit(MOST_TOLD)
                        .toList();
    }

    /** Whether something is told for an answer, of the scenario or of the call. */
    private static boolean isTold(Ask ask) {
        return ask.best().what() instanceof Sought.Fact
                || (ask.best().what() instanceof Sought.Beside beside && beside.isMemory());
    }

    private static boolean isRight(Ask found, LabelledAsk wanted) {
        return wanted.answer().contains(found.best().what().id())
                || found.facts().stream().anyMatch(wanted.answer()::contains);
    }

    private static boolean isFact(LabelledAsk ask) {
        return Sought.Beside.of(ask.answer().getFirst()).isEmpty();
    }

    private static List<String> groups(LabelledTurn turn, LabelledAsk ask) {
        List<String> groups = new ArrayList<>();
        String first = ask.answer().getFirst();
        if (ask.isMemory()) {
            groups.add("memory");
        } else if (!isFact(ask)) {
            groups.add(first);
        } else {
            groups.add(turn.asks().size() > 1 ? "facts, several in a breath" : "facts, a single question");
            if (ask.quote().split("\\s+").length <= SHORT && !turn.said().isEmpty()) {
                groups.add("facts, few words after something said");
            }
        }
        boolean marked = turn.turn().matches("(?s).*[.?!].*");
        groups.add(marked ? "with marks" : "without marks");
        return groups;
    }

    /** The ask that shares most with what the reader marked: at least half of the shorter of the two. */
    private static @Nullable Ask nearest(LabelledAsk wanted, List<Ask> asks) {
        Ask best = null;
        int most = 0;
        for (Ask ask : asks) {
            int end = ask.start() + ask.quote().length();
            int shared = Math.min(end, wanted.end()) - Math.max(ask.start(), wanted.start());
            int shorter = Math.min(ask.quote().length(), wanted.quote().length());
            if (shared * 2 >= shorter && shared > most) {
                best = ask;
                most = shared;
            }
        }
        return best;
    }

    private static String id(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The mistakes, where they are wanted, and one line for each figure. */
    List<String> lines() {
        List<String> all = new ArrayList<>(lines);
        all.addAll(shares.lines());
        return all;
    }
}
