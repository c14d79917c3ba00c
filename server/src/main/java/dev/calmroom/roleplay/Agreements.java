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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What in a leader's words outlasts the turn: the way out decided for, and the interval set. What is asked sets nothing. */
final class Agreements {
    /** «The other one: how long is it?» names what is asked about. */
    private static final Pattern LEADS_IN = Pattern.compile(
            "(?:^|[.?!;…])\\s*((?:(?:and|so|but|now|then|okay|well|as|about)[, ]+)*(?:(?:to|for|about|on) )?(?:the|this|that|your) (?:[\\w'-]+ ?){1,3}(?::|–|—| -)\\s*)$",
            Pattern.CASE_INSENSITIVE);

    /** «Text me how it goes, fine or stuck or starting over»: what there may be to report is not what is done. */
    private static final Pattern MAY_BE_REPORTED = Pattern.compile(
            "\\b(?:(?:ping|text|ring|call|phone|message|write|tell|send|drop|give|report|let) (?:to )?me\\b(?=[^.?!;]*\\bor\\b)"
                    + "|(?:on|off)[ -](?:track|plan|course)(?=,| or\\b))"
                    + "(?:(?! (?:and|so|then) (?:then )?(?:do|take|start|run|go|we|choose)\\b)[^.?!;])*",
            Pattern.CASE_INSENSITIVE);

    private final Plot plot;
    private final Decisions decisions;
    private final Set<String> choosing;
    private final Set<String> setting;

    Agreements(Plot plot) {
        this.plot = plot;
        decisions = new Decisions(plot);
        choosing = plot.replies().stream()
                .filter(Direction.Reply::tellsChoice)
                .flatMap(reply -> reply.when().turn().moves().stream())
                .collect(Collectors.toUnmodifiableSet());
        WorldRules.CallBack callBack = plot.callBack();
        setting =
                callBack == null ? Set.of() : Set.copyOf(callBack.when().call().heard());
    }

    /** All ways out that the words name, in whatever sense. */
    Set<String> named(String words) {
        return decisions.named(words);
    }

    /** The way out that the words hold out: of several the one that is named first. */
    Optional<String> heldOut(String words) {
        return decisions.in(words);
    }

    /** Whether a way out is chosen: by a move whose reply tells of the choice, in words that are no question. */
    boolean chooses(LeaderTurn heard) {
        return !said(heard, choosing, stated(heard)).isEmpty();
    }

    /** Whether a move like this can choose a way out. */
    boolean decides(String move) {
        return choosing.contains(move);
    }

    /**
     * What words in which a way out is chosen say of which.
     *
     * @param way the one that they name; null where they name none
     * @param ruledOut those that they name as not taken
     * @param open whether they leave it to the persona which: they name none, and do not only say what is not done
     */
    record Chosen(@Nullable String way, Set<String> ruledOut, boolean open) {}

    /** @param naming puts names into sentences that only point at a way out */
    Chosen chosen(LeaderTurn heard, UnaryOperator<List<String>> naming) {
        String left = stated(heard);
        List<MatchResult> places = Sentences.in(heard.text()).toList();
        List<String> all = naming.apply(places.stream()
                .map(place -> left.substring(place.start(), place.end()))
                .toList());
        List<String> said = new ArrayList<>();
        List<String> besides = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (makes(choosing, heard, places.get(i), left)) {
                said.add(all.get(i));
            } else if (!makes(setting, heard, places.get(i), left)) {
                besides.add(all.get(i));
            }
        }
        String whole = String.join(" . ", all);
        String way = decisions
                .in(String.join(" . ", said))
                .or(() -> decisions.in(String.join(" . ", besides)))
                .orElse(null);
        Set<String> out = decisions.ruledOut(whole);
        boolean meant = said.stream()
                .flatMap(sentence -> MeantWords.clauses(sentence).stream())
                .anyMatch(clause -> !clause.isBlank() && !MeantWords.isDenied(clause));
        return new Chosen(way, out, way == null && !decisions.rulesOut(whole) && meant);
    }

    private static boolean makes(Set<String> moves, LeaderTurn heard, MatchResult sentence, String left) {
        return heard.appraisal().moves().stream()
                .filter(move -> moves.contains(move.move()))
                .anyMatch(move -> {
                    int start = heard.text().indexOf(move.quote());
                    int end = start + move.quote().length();
                    return start >= 0
                            && !left.substring(start, end).isBlank()
                            && sentence.start() < end
                            && sentence.end() > start;
                });
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
        Optional<Duration> named = quoted(heard, unasked).or(() -> length(words));
        return named.isPresent() || !before.isZero()
                ? named
                : SpokenInterval.betweenUpdates(PlainWords.bare(unasked)).or(() -> Optional.of(callBack.after()));
    }

    /** The length in the very words that set it, before any that only stands beside them. */
    private Optional<Duration> quoted(LeaderTurn heard, String left) {
        return heard.appraisal().moves().stream()
                .filter(move -> setting.contains(move.move()) && heard.text().contains(move.quote()))
                .map(move -> {
                    int start = heard.text().indexOf(move.quote());
                    return left.substring(start, start + move.quote().length());
                })
                .flatMap(words -> length(words).stream())
                .findFirst();
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

    /** The turn with blanks in place of what it asks, and of what there may be to report. */
    private static String stated(LeaderTurn heard) {
        StringBuilder left = new StringBuilder(unasked(heard, _ -> false));
        MAY_BE_REPORTED.matcher(left.toString()).results().forEach(place -> blank(left, place.start(), place.end()));
        return left.toString();
    }

    /** The turn with blanks in place of what it asks. */
    private static String unasked(LeaderTurn heard, Predicate<Ask> kept) {
        StringBuilder left = new StringBuilder(heard.text());
        heard.reading().asks().stream().filter(kept.negate()).forEach(ask -> {
            Matcher leadsIn = LEADS_IN.matcher(heard.text().substring(0, ask.start()));
            int start = leadsIn.find() ? leadsIn.start(1) : ask.start();
            blank(left, start, Math.min(left.length(), ask.start() + ask.quote().length()));
        });
        return left.toString();
    }

    private static void blank(StringBuilder words, int start, int end) {
        words.replace(start, end, " ".repeat(end - start));
    }
}
