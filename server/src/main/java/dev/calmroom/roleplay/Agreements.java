package dev.calmroom.roleplay;

import dev.calmroom.comprehension.Ask;
import dev.calmroom.persona.LeaderTurn;
import dev.calmroom.scenario.Direction;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.WorldRules;
import dev.calmroom.text.PlainWords;
import dev.calmroom.text.Sentences;
import dev.calmroom.text.SpokenInterval;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What in a leader's words outlasts the turn: the way out decided for, and the interval set. What is asked sets nothing. */
final class Agreements {
    private final Plot plot;
    private final Decisions decisions;
    private final Set<String> choosing;

    Agreements(Plot plot) {
        this.plot = plot;
        decisions = new Decisions(plot);
        choosing = plot.replies().stream()
                .filter(Direction.Reply::tellsChoice)
                .flatMap(reply -> reply.when().turn().moves().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** All ways out that the words name, in whatever sense. */
    Set<String> named(String words) {
        return decisions.named(words);
    }

    /** Whether a way out is chosen: by a move whose reply tells of the choice, in words that are no question. */
    boolean chooses(LeaderTurn heard) {
        return !said(heard, choosing, unasked(heard, _ -> false)).isEmpty();
    }

    /** The way out that is chosen, where the words name it. */
    Optional<String> chosen(LeaderTurn heard) {
        String unasked = unasked(heard, _ -> false);
        return decisions.in(said(heard, choosing, unasked)).or(() -> decisions.in(unasked));
    }

    /**
     * The interval that the turn sets.
     *
     * @param callBack what such words bring about
     * @param before agreed earlier on the call; zero where nothing was
     * @return empty where it sets none
     */
    Optional<Duration> interval(WorldRules.CallBack callBack, LeaderTurn heard, Duration before) {
        String unasked = unasked(heard, this::isRequest);
        String words = said(heard, Set.copyOf(callBack.when().call().heard()), unasked);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> named = length(words);
        return named.isPresent() || !before.isZero()
                ? named
                : SpokenInterval.betweenUpdates(PlainWords.bare(unasked)).or(() -> Optional.of(callBack.after()));
    }

    private Optional<Duration> length(String words) {
        return SpokenInterval.first(words, plot.clock())
                .or(() -> SpokenInterval.betweenUpdates(PlainWords.bare(words)));
    }

    /** «Could you send me a line every half hour?» */
    private boolean isRequest(Ask ask) {
        return ask.kind() == Ask.Kind.YES_NO && length(ask.quote()).isPresent();
    }

    /** Of the words that are left, the sentences in which such a move was heard; empty where the move itself is not left. */
    private static String said(LeaderTurn heard, Set<String> moves, String left) {
        return heard.appraisal().moves().stream()
                .filter(move -> moves.contains(move.move()))
                .map(move -> sentences(heard.text(), move.quote(), left))
                .filter(words -> !words.isBlank())
                .collect(Collectors.joining(" . "));
    }

    private static String sentences(String text, String quote, String left) {
        int start = text.indexOf(quote);
        int end = start + quote.length();
        return start < 0 || left.substring(start, end).isBlank()
                ? ""
                : Sentences.in(text)
                        .filter(found -> found.start() < end && found.end() > start)
                        .map(found -> left.substring(found.start(), found.end()))
                        .collect(Collectors.joining());
    }

    /** The turn with blanks in place of what it asks. */
    private static String unasked(LeaderTurn heard, Predicate<Ask> kept) {
        StringBuilder left = new StringBuilder(heard.text());
        heard.reading().asks().stream().filter(kept.negate()).forEach(ask -> {
            int end = Math.min(left.length(), ask.start() + ask.quote().length());
            left.replace(ask.start(), end, " ".repeat(end - ask.start()));
        });
        return left.toString();
    }
}
