package dev.calmroom.tuning;

import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.persona.Understudy;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How often the understudy stood in for a language model: such a turn is no word of the model's, whosever call it is.
 * What is always said in authored lines is not counted.
 *
 * @param of all turns of the persona's in this player's calls
 * @param reasons why, with how often, the most frequent first
 */
public record StandIns(String player, int taken, int of, Map<String, Integer> reasons) {
    private static final int TOLD = 3;

    public StandIns {
        reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
    }

    /** One for each language model that has spoken or should have. */
    static List<StandIns> of(ExperimentRun.Outcome played) {
        return played.experiment().players().stream()
                .filter(Experiment.PlayerSource::isModel)
                .map(player -> of(
                        player.name(),
                        played.calls().stream()
                                .filter(call -> call.place().player().equals(player.name()))
                                .flatMap(call -> call.personaTurns().stream())
                                .toList()))
                .filter(standIns -> standIns.taken() > 0)
                .toList();
    }

    private static StandIns of(String player, List<PersonaSpoke> turns) {
        Map<String, Integer> often = new TreeMap<>();
        turns.stream()
                .filter(turn ->
                        turn.speaker().equals(Understudy.NAME) && !turn.note().isEmpty())
                .forEach(turn -> often.merge(turn.note(), 1, Integer::sum));
        Map<String, Integer> reasons = new LinkedHashMap<>();
        often.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .forEach(reason -> reasons.put(reason.getKey(), reason.getValue()));
        int taken = reasons.values().stream().mapToInt(Integer::intValue).sum();
        return new StandIns(player, taken, turns.size(), reasons);
    }

    /** In words for people. */
    String text() {
        return "%s: the understudy stood in for %d of %d turns (%s)"
                .formatted(
                        player,
                        taken,
                        of,
                        reasons.entrySet().stream()
                                .limit(TOLD)
                                .map(reason -> reason.getValue() + " times " + reason.getKey())
                                .collect(Collectors.joining(", ")));
    }
}
