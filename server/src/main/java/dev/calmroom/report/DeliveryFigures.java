package dev.calmroom.report;

import dev.calmroom.log.SessionEvent.Interrupted;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.report.CallLog.At;
import dev.calmroom.report.Report.Figure;
import dev.calmroom.report.Report.Norm;
import dev.calmroom.report.Report.Unit;
import dev.calmroom.text.PlainWords;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import dev.calmroom.transcript.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the call was spoken, in figures that judge nothing. What a typed call cannot tell is left open. */
final class DeliveryFigures {
    private final DeliveryRules rules;

    DeliveryFigures(DeliveryRules rules) {
        this.rules = rules;
    }

    List<Figure> of(CallLog log) {
        List<Turn> turns = log.conversation();
        List<Figure> figures = new ArrayList<>();
        figures.add(talkShare(turns));
        figures.add(pace(log));
        figures.add(longest(log, turns));
        figures.add(gap(log));
        figures.add(cut("cut-in", "Times the leader cut in", Speaker.LEADER, log.interruptions()));
        figures.add(cut("cut-in-on", "Times the leader was cut in on", Speaker.PERSONA, log.interruptions()));
        figures.addAll(questions(turns));
        figures.add(fillers(turns));
        figures.add(unheard(log));
        return figures;
    }

    private Figure talkShare(List<Turn> turns) {
        int ofLeader = turns.stream()
                .filter(Turn::isLeader)
                .mapToInt(DeliveryFigures::words)
                .sum();
        int all = turns.stream().mapToInt(DeliveryFigures::words).sum();
        return figure(
                "talk-share",
                "Leader's share of the words",
                all == 0 ? null : (double) ofLeader / all,
                Unit.SHARE,
                "%d of %d words".formatted(ofLeader, all));
    }

    private Figure pace(CallLog log) {
        long millis = 0;
        int words = 0;
        for (At<LeaderSpoke> spoke : log.leaderSpoke()) {
            List<Word> timed = spoke.event().words();
            if (timed.size() > 1) {
                millis += span(timed).toMillis();
                words += timed.size();
            }
        }
        return figure(
                "words-a-minute",
                "Words a minute",
                millis == 0 ? null : words * 60_000.0 / millis,
                Unit.PER_MINUTE,
                millis == 0 ? "not known: typed" : "within turns, pauses included");
    }

    private Figure longest(CallLog log, List<Turn> turns) {
        Optional<LeaderSpoke> spoken = log.leaderSpoke().stream()
                .map(At::event)
                .filter(e -> !e.words().isEmpty())
                .max(Comparator.comparing(e -> span(e.words())));
        if (spoken.isPresent()) {
            LeaderSpoke turn = spoken.get();
            return figure(
                    "longest-monologue",
                    "Longest stretch of the leader alone",
                    (double) span(turn.words()).toMillis(),
                    Unit.MILLISECONDS,
                    "turn %d, %d words".formatted(turn.turn(), turn.words().size()));
        }
        Optional<Turn> typed =
                turns.stream().filter(Turn::isLeader).max(Comparator.comparingInt(DeliveryFigures::words));
        return figure(
                "longest-monologue",
                "Longest stretch of the leader alone",
                null,
                Unit.MILLISECONDS,
                typed.map(t -> "turn %d, %d words".formatted(t.number(), words(t)))
                        .orElse("nothing was said"));
    }

    private Figure gap(CallLog log) {
        List<Long> gaps = new ArrayList<>();
        Map<Integer, Duration> ends = new LinkedHashMap<>();
        log.personaSpoke().forEach(spoke -> ends.put(spoke.event().turn(), spoke.time()));
        Map<Integer, Long> byTurn = new LinkedHashMap<>();
        for (At<LeaderSpoke> spoke : log.leaderSpoke()) {
            Duration before = ends.get(spoke.event().turn() - 1);
            if (before != null && !spoke.event().words().isEmpty()) {
                long gap =
                        spoke.event().words().getFirst().start().minus(before).toMillis();
                if (gap >= 0) {
                    gaps.add(gap);
                    byTurn.put(spoke.event().turn(), gap);
                }
            }
        }
        if (gaps.isEmpty()) {
            return figure(
                    "response-gap",
                    "Median gap before the leader answered",
                    null,
                    Unit.MILLISECONDS,
                    "not known: typed");
        }
        List<Long> sorted = gaps.stream().sorted().toList();
        Map.Entry<Integer, Long> longest =
                byTurn.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        return figure(
                "response-gap",
                "Median gap before the leader answered",
                (double) sorted.get(sorted.size() / 2),
                Unit.MILLISECONDS,
                String.format(
                        Locale.ROOT, "longest %.1f s, before turn %d", longest.getValue() / 1000.0, longest.getKey()));
    }

    private Figure cut(String id, String label, Speaker by, List<Interrupted> interruptions) {
        List<Interrupted> cuts =
                interruptions.stream().filter(i -> i.by() == by).toList();
        String where = cuts.stream().map(i -> String.valueOf(i.turn())).collect(Collectors.joining(", "));
        return figure(id, label, (double) cuts.size(), Unit.COUNT, where.isEmpty() ? "never" : "in turn " + where);
    }

    private List<Figure> questions(List<Turn> turns) {
        int open = 0;
        int closed = 0;
        for (Turn turn : turns.stream().filter(Turn::isLeader).toList()) {
            for (String sentence : turn.text().split("(?<=[.?!])\\s+", 0)) {
                String words = PlainWords.bare(sentence);
                if (rules.open().matcher(words).lookingAt()) {
                    open++;
                } else if (sentence.strip().endsWith("?")
                        || rules.closed().matcher(words).lookingAt()) {
                    closed++;
                }
            }
        }
        return List.of(
                figure("open-questions", "Open questions", (double) open, Unit.COUNT, "what, how, which, why, tell me"),
                figure(
                        "closed-questions",
                        "Closed questions",
                        (double) closed,
                        Unit.COUNT,
                        "yes or no, or a single fact"));
    }

    private Figure fillers(List<Turn> turns) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Turn turn : turns.stream().filter(Turn::isLeader).toList()) {
            Matcher found = rules.fillers().matcher(PlainWords.bare(turn.text()));
            while (found.find()) {
                counts.merge(found.group(), 1, Integer::sum);
            }
        }
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        String which = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(4)
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "));
        return figure("fillers", "Filler words", (double) all, Unit.COUNT, which.isEmpty() ? "none" : which);
    }

    private Figure unheard(CallLog log) {
        int lost = 0;
        List<String> where = new ArrayList<>();
        for (At<PersonaSpoke> spoke : log.personaSpoke()) {
            int missing = count(spoke.event().text()) - count(spoke.event().heard());
            if (missing > 0) {
                lost += missing;
                where.add(String.valueOf(spoke.event().turn()));
            }
        }
        return figure(
                "unheard",
                "Words never heard because the leader cut in",
                (double) lost,
                Unit.COUNT,
                where.isEmpty() ? "all of them were heard" : "in turn " + String.join(", ", where));
    }

    private Figure figure(String id, String label, @Nullable Double value, Unit unit, String detail) {
        return new Figure(id, label, value, unit, detail, rules.norms().get(id));
    }

    private static Duration span(List<Word> words) {
        return words.getLast().end().minus(words.getFirst().start());
    }

    private static int words(Turn turn) {
        return count(turn.text());
    }

    private static int count(String text) {
        String normal = PlainWords.bare(text);
        return normal.isEmpty() ? 0 : normal.split(" ", 0).length;
    }

    /**
     * What counts as what, from {@code delivery.yaml}.
     *
     * @param norms by figure id; figures for which the literature gives no bound worth stating have none
     */
    record DeliveryRules(String openQuestions, String closedQuestions, String fillerWords, Map<String, Norm> norms) {
        Pattern open() {
            return Pattern.compile("(?:" + openQuestions + ")\\b");
        }

        Pattern closed() {
            return Pattern.compile("(?:" + closedQuestions + ")\\b");
        }

        Pattern fillers() {
            return Pattern.compile("\\b(?:" + fillerWords + ")\\b");
        }
    }
}
