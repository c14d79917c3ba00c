package dev.calmroom.roleplay;

import dev.calmroom.scenario.NamedWays;
import dev.calmroom.scenario.Plot;
import dev.calmroom.text.PlainWords;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which ways out a leader's words name, and which of them they decide for. */
final class Decisions {
    private static final Pattern CONDITIONAL =
            Pattern.compile("\\b(if|unless|should (it|that)|in case|otherwise|when it fails|worst case)\\b");
    private static final Pattern INSTEAD = Pattern.compile(
            "\\b(?:(?:not|\\w+n't|dont|cannot|never)(?! (?:forget|drop|skip|scrap|abandon|ditch|leave|stop|doubt|change(?! (?:over )?to\\b))\\b)|no|neither|nor|against|without|instead of|rather than"
                    + "|(?<!not |n't |never )(?:forget|drop|skip|scrap|abandon|ditch|leave(?! (?:you|it|\\w+ to)\\b))(?: about)?)(?: [\\w'-]+){0,3} $");
    /** «Don't worry about the fix» says nothing of whether it is taken. */
    private static final Pattern LEFT_ALONE =
            Pattern.compile("\\b(?:not|\\w+n't|dont|never) (?:touch|worry about)(?: [\\w'-]+){0,2} $");

    private static final Pattern OUT =
            Pattern.compile("^\\W*(?:is|'s|are) (?:out|off|dead|not (?:it|an option|on|happening)|no longer)\\b");

    private final List<Way> ways;
    private final NamedWays named;
    private final Pattern choices;

    Decisions(Plot plot) {
        ways = plot.options().stream()
                .map(option -> new Way(option.id(), option.pattern()))
                .toList();
        named = new NamedWays(plot.options());
        String anyWay = ways.stream().map(way -> "(?:" + way.says() + ")").collect(Collectors.joining("|"));
        choices = Pattern.compile(
                "(?:%1$s)(?:\\W+\\w+){0,3}?\\W+or\\W+(?:\\w+\\W+){0,4}?(?:%1$s)".formatted(anyWay),
                Pattern.CASE_INSENSITIVE);
    }

    /**
     * @return the option that is named first and not ruled out; what stands after «if» counts only where nothing stands
     *     before it
     */
    Optional<String> in(String words) {
        String lower = withoutChoices(PlainWords.of(words));
        Matcher conditional = CONDITIONAL.matcher(lower);
        int end = conditional.find() ? conditional.start() : lower.length();
        Optional<String> outright = first(lower.substring(0, end));
        return outright.isPresent() ? outright : first(lower.substring(end));
    }

    /** All options that the words name, in whatever sense. */
    Set<String> named(String words) {
        return named.in(words);
    }

    /** «Rollback or fix, then», «either the fix or the rollback»: both are held out, and none is taken. */
    private String withoutChoices(String words) {
        Matcher choice = choices.matcher(words);
        StringBuilder rest = new StringBuilder();
        while (choice.find()) {
            String both = choice.group();
            boolean heldOut =
                    named(both).size() > 1 && !CONDITIONAL.matcher(both).find();
            choice.appendReplacement(rest, heldOut ? " " : Matcher.quoteReplacement(both));
        }
        return choice.appendTail(rest).toString();
    }

    private Optional<String> first(String words) {
        String found = null;
        int earliest = Integer.MAX_VALUE;
        for (Way way : ways) {
            Matcher matcher = way.says().matcher(words);
            while (matcher.find()) {
                if (!isRuledOut(words, matcher)) {
                    if (matcher.start() < earliest) {
                        earliest = matcher.start();
                        found = way.option();
                    }
                    break;
                }
            }
        }
        return Optional.ofNullable(found);
    }

    /** The ways out that the words name only to say that they are not taken; «not your call» says whose it is. */
    Set<String> ruledOut(String words) {
        String lower = withoutChoices(PlainWords.of(words));
        return ways.stream()
                .filter(way -> isRuledOut(
                        lower,
                        way.says()
                                .matcher(lower)
                                .results()
                                .filter(place -> !place.group().startsWith("your")
                                        && !LEFT_ALONE
                                                .matcher(lower.substring(0, place.start()))
                                                .find())
                                .toList()))
                .map(Way::option)
                .collect(Collectors.toSet());
    }

    /** Whether any way out is named as one that is not taken, or as not somebody's. */
    boolean rulesOut(String words) {
        String lower = withoutChoices(PlainWords.of(words));
        return ways.stream()
                .anyMatch(way ->
                        isRuledOut(lower, way.says().matcher(lower).results().toList()));
    }

    private static boolean isRuledOut(String words, List<MatchResult> places) {
        return !places.isEmpty() && places.stream().allMatch(place -> isRuledOut(words, place));
    }

    private static boolean isRuledOut(String words, MatchResult place) {
        return INSTEAD.matcher(words.substring(0, place.start())).find()
                || OUT.matcher(words.substring(place.end())).find();
    }

    private record Way(String option, Pattern says) {}
}
