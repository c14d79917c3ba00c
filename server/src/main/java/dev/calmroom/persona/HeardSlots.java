package dev.calmroom.persona;

import dev.calmroom.appraisal.Move;
import dev.calmroom.scenario.Slot;
import dev.calmroom.text.SpokenInterval;
import dev.calmroom.transcript.Turn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What has been said that the persona may take up: the leader's words matched against the slots of the line book, and the
 * persona's own last words.
 */
final class HeardSlots {
    /** Before a slot's name in a line: the value may come from any turn of the leader's so far. */
    static final String EARLIER = "earlier-";

    private static final Pattern PLACE = Pattern.compile("\\{([a-z-]+)}");

    private final Map<String, String> values = new HashMap<>();
    private final Optional<String> lastWords;

    HeardSlots(List<Slot> slots, Brief brief, List<Turn> conversation) {
        lastWords = LastWords.of(conversation);
        for (Slot slot : slots) {
            find(slot, scope(slot, brief)).ifPresent(value -> values.put(slot.id(), value));
            for (Turn turn : conversation) {
                if (turn.isLeader() && !slot.unanswered()) {
                    find(slot, turn.text()).ifPresent(value -> values.put(EARLIER + slot.id(), value));
                }
            }
        }
    }

    private static String scope(Slot slot, Brief brief) {
        if (slot.unanswered()) {
            return String.join(" . ", brief.leader().unanswered());
        }
        if (slot.within().isEmpty()) {
            return brief.leader().words();
        }
        return brief.leader().moves().stream()
                .filter(move -> slot.within().contains(move.move()))
                .map(Move::quote)
                .distinct()
                .collect(Collectors.joining(" . "));
    }

    private record Find(int at, String say) {}

    private static Optional<String> find(Slot slot, String words) {
        if (slot.hears() == Slot.Hears.interval) {
            return SpokenInterval.saidBack(words);
        }
        List<Find> finds = new ArrayList<>();
        for (Slot.Phrase phrase : slot.phrases()) {
            Matcher matcher = phrase.when().matcher(words);
            if (matcher.find()) {
                if (slot.join() == null) {
                    return Optional.of(said(phrase, matcher));
                }
                finds.add(new Find(matcher.start(), said(phrase, matcher)));
            }
        }
        List<String> said = finds.stream()
                .sorted(Comparator.comparingInt(Find::at))
                .map(Find::say)
                .toList();
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of(enumerated(said, slot.join() == null ? "" : slot.join()));
    }

    /** A name is said with a capital, however it was written. */
    private static String said(Slot.Phrase phrase, Matcher matcher) {
        if (!phrase.say().contains(Slot.NAME) || matcher.groupCount() == 0) {
            return phrase.say();
        }
        String name = matcher.group(1).toLowerCase(Locale.ROOT);
        return phrase.say().replace(Slot.NAME, Character.toUpperCase(name.charAt(0)) + name.substring(1));
    }

    /** Commas between all but the last two: «Sales, the board and the press». */
    private static String enumerated(List<String> items, String join) {
        if (items.size() == 1) {
            return items.getFirst();
        }
        return String.join(", ", items.subList(0, items.size() - 1)) + join + items.getLast();
    }

    /** All phrases of the leader's that were found. */
    Collection<String> values() {
        return values.values();
    }

    boolean canFill(String line) {
        return PLACE.matcher(line)
                .results()
                .allMatch(place -> value(place.group(1)).isPresent());
    }

    private Optional<String> value(String place) {
        return place.equals(LastWords.PLACE) ? lastWords : Optional.ofNullable(values.get(place));
    }

    static boolean hasPlace(String line) {
        return line.indexOf('{') >= 0;
    }

    /** The line as it is spoken: filled, with a capital letter at the beginning of each sentence. */
    String fill(String line) {
        if (!hasPlace(line)) {
            return line;
        }
        String filled = PLACE.matcher(line)
                .replaceAll(
                        place -> Matcher.quoteReplacement(value(place.group(1)).orElse("")));
        return Pattern.compile("(^|[.?!] )([a-z])")
                .matcher(filled)
                .replaceAll(m -> m.group(1) + m.group(2).toUpperCase(Locale.ROOT));
    }

    /** The line as it is spoken, without what the persona says again in it. */
    String fresh(String line) {
        return fill(line.replace("{" + LastWords.PLACE + "}", ""));
    }

    /** The line as it may have been spoken with whatever filled it. */
    static List<String> literalParts(String line) {
        return List.of(PLACE.split(line));
    }
}
