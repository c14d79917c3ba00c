package dev.calmroom.comprehension;

import dev.calmroom.comprehension.Part.Who;
import dev.calmroom.scenario.HearingCues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a reader other than the ear takes a turn: for parts of it, in ids alone, what is asked for, what is done, and at whom
 * it is aimed. Of what is not in its lists it can say nothing.
 *
 * @param parts in the order of the turn; what is left out of it is as the ear has it
 */
public record TurnChoice(List<Chosen> parts) {
    /** So many parts of a turn are shown; what comes behind them is the ear's. */
    public static final int MOST_PARTS = 12;
    /** So many things at once a part asks for or does; more nobody takes in. */
    private static final int MOST_NAMED = 3;
    /** Of an answer. Twelve parts with the longest ids have half of it: what is longer is no choice, whatever it is. */
    public static final int MOST_CHARACTERS = 4_000;

    private static final JsonMapper JSON = new JsonMapper();

    public TurnChoice {
        parts = List.copyOf(parts);
    }

    /**
     * @param from offset of its first character in the turn
     * @param to offset behind its last
     * @param asks ids of facts and of what stands beside them ({@link Sought.Beside}); none where it asks nothing
     * @param does ids of {@link SpeechAct}s
     * @param aimed whom it is aimed at, the id of a {@link Who}
     */
    public record Chosen(int from, int to, List<String> asks, List<String> does, String aimed) {
        public Chosen {
            asks = List.copyOf(asks);
            does = List.copyOf(does);
        }
    }

    /** A stretch of a turn, as it is shown. */
    public record Place(String text, int start) {}

    /** Thrown where a choice is none; the message says why in words of ours alone, for a log. */
    public static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String why) {
            super(why);
        }
    }

    /** The parts of a turn that can be chosen for, cut as the ear cuts them. */
    public static List<Place> places(String words, HearingCues cues) {
        return Clause.of(words, cues).stream()
                .limit(MOST_PARTS)
                .map(clause -> new Place(clause.text(), clause.start()))
                .toList();
    }

    /** As files and prompts write whom words are aimed at. */
    public static String id(Who who) {
        return who.name().toLowerCase(Locale.ROOT);
    }

    static Optional<Who> who(String id) {
        return Arrays.stream(Who.values()).filter(who -> id(who).equals(id)).findFirst();
    }

    /**
     * @param answer all that was written, JSON with or without words around it: {@code {"parts": [{"part": 1, "asks": […],
     *     "does": […], "to": "…"}]}}
     * @param places what was shown, numbered from 1
     * @param facts ids of the facts that could be chosen
     * @throws UnreadableException when anything in it is not as it should be: half of an answer is not believed either
     */
    public static TurnChoice read(String answer, List<Place> places, Set<String> facts) throws UnreadableException {
        List<JsonNode> entries = entries(answer);
        if (entries.size() > places.size()) {
            throw new UnreadableException("it reads more parts than there are");
        }
        List<Chosen> chosen = new ArrayList<>();
        Set<Integer> numbers = new HashSet<>();
        for (JsonNode entry : entries) {
            int number = entry.path("part").asInt(0);
            if (number < 1 || number > places.size() || !numbers.add(number)) {
                throw new UnreadableException("it reads a part that is not there, or one twice");
            }
            Place place = places.get(number - 1);
            chosen.add(new Chosen(
                    place.start(),
                    place.start() + place.text().length(),
                    ids(entry.path("asks")),
                    ids(entry.path("does")),
                    entry.path("to").asString("")));
        }
        chosen.sort(Comparator.comparingInt(Chosen::from));
        TurnChoice choice = new TurnChoice(chosen);
        choice.check(facts);
        return choice;
    }

    private static List<JsonNode> entries(String answer) throws UnreadableException {
        if (answer.length() > MOST_CHARACTERS) {
            throw new UnreadableException("it goes on and on");
        }
        int from = answer.indexOf('{');
        int to = answer.lastIndexOf('}');
        if (from < 0 || to < from) {
            throw new UnreadableException("it is no JSON");
        }
        JsonNode parts;
        try {
            parts = JSON.readTree(answer.substring(from, to + 1)).path("parts");
        } catch (JacksonException e) {
            throw new UnreadableException("it is no JSON");
        }
        if (!parts.isArray() || parts.isEmpty()) {
            throw new UnreadableException("it reads no part");
        }
        return List.copyOf(parts.values());
    }

    private static List<String> ids(JsonNode list) throws UnreadableException {
        if (!list.isArray() || list.size() > MOST_NAMED) {
            throw new UnreadableException("it names nothing, or too much, for a part");
        }
        // What is no text becomes an id that nothing has.
        return list.values().stream().map(id -> id.asString("")).distinct().toList();
    }

    /**
     * Holds it against what can be chosen.
     *
     * @param facts ids of the facts that may be told
     * @throws UnreadableException when it names anything else
     */
    public void check(Set<String> facts) throws UnreadableException {
        for (Chosen part : parts) {
            boolean known = part.asks().stream()
                            .allMatch(id ->
                                    facts.contains(id) || Sought.Beside.of(id).isPresent())
                    && part.does().stream().allMatch(id -> SpeechAct.of(id).isPresent())
                    && who(part.aimed()).isPresent();
            if (!known) {
                throw new UnreadableException("it names what cannot be chosen");
            }
        }
    }
}
