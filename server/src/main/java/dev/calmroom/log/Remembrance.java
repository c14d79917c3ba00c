package dev.calmroom.log;

import dev.calmroom.scenario.Earlier;
import dev.calmroom.scenario.Earlier.Memory;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What of an earlier call is remembered in a later one: read from what moved the persona then, and how it ended. */
public final class Remembrance {
    private Remembrance() {}

    /** @return ids of the memories that hold, in the file's order; none where the call did not end */
    public static List<String> of(Earlier earlier, List<LoggedEvent> log) {
        return memories(earlier, log).stream().map(Memory::id).toList();
    }

    /** The memories themselves. */
    public static List<Memory> memories(Earlier earlier, List<LoggedEvent> log) {
        Set<String> moved = new HashSet<>();
        String ending = null;
        Duration took = null;
        for (LoggedEvent logged : log) {
            switch (logged.event()) {
                case SessionEvent.EmotionShifted it
                when it.ofPersona() -> it.causes().forEach(cause -> moved.add(cause.rule()));
                case SessionEvent.SessionEnded it -> ending = it.ending();
                case SessionEvent.NightTold it ->
                    took = Duration.ofMinutes(it.night().minutesToRestore());
                default -> {}
            }
        }
        if (ending == null) {
            return List.of();
        }
        String how = ending;
        Duration howLong = took;
        return earlier.memories().stream()
                .filter(memory -> holds(memory, moved, how, howLong))
                .toList();
    }

    private static boolean holds(Memory memory, Set<String> moved, String ending, @Nullable Duration took) {
        return (memory.did().isEmpty() || memory.did().stream().anyMatch(moved::contains))
                && moved.containsAll(memory.didAll())
                && memory.didNot().stream().noneMatch(moved::contains)
                && (memory.ended().isEmpty() || memory.ended().contains(ending))
                && (memory.tookLess() == null || (took != null && took.compareTo(memory.tookLess()) < 0))
                && (memory.tookAtLeast() == null || (took != null && took.compareTo(memory.tookAtLeast()) >= 0));
    }
}
