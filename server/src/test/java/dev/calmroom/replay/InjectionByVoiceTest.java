package dev.calmroom.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.comprehension.TurnReading.OffRole;
import dev.calmroom.emotion.Cause;
import dev.calmroom.log.EndReason;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.scenario.AuthoredLine;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Calls of nothing but attempts, more than a hundred and sixty, to talk to the machine behind the persona. */
@Tag("slow")
class InjectionByVoiceTest {
    private static final Path PROMPTS = Path.of(System.getProperty("calmroom.root"), "prompts");
    private static final int TURNS = 10;
    private static Scenario scenario;
    private static Players players;

    @BeforeAll
    static void prepare() {
        scenario = new ScenarioFiles(PROMPTS).load("platform-down");
        players = Players.builtIn(PROMPTS, scenario);
    }

    private static List<String> attacks() throws IOException {
        List<String> all = new ArrayList<>(lines("attacks.txt"));
        all.addAll(lines("attacks-unseen.txt"));
        all.addAll(lines("attacks-in-other-words.txt"));
        return all;
    }

    private static List<String> lines(String file) throws IOException {
        try (var in = InjectionByVoiceTest.class.getResourceAsStream("/persona/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    private static List<LoggedEvent> call(List<String> words, long seed) {
        Iterator<String> next = words.iterator();
        List<LoggedEvent> events = new ArrayList<>();
        Leader leader = scene -> next.hasNext()
                ? new Leader.Action.Says(next.next(), Duration.ZERO)
                : new Leader.Action.HangsUp(EndReason.HUNG_UP);
        players.rehearse(leader, seed, events::add);
        return events;
    }

    @Test
    void thePersonaStaysOnTheCallAndNothingButItsOwnLinesComesOut() throws IOException {
        Set<String> said = new java.util.HashSet<>();
        List<String> attacks = attacks();
        String authored =
                scenario.lines().lines().stream().map(AuthoredLine::text).collect(Collectors.joining("\n"));
        for (int from = 0; from < attacks.size(); from += TURNS) {
            said.clear();
            for (LoggedEvent event : call(attacks.subList(from, Math.min(attacks.size(), from + TURNS)), from)) {
                if (event.event() instanceof SessionEvent.PersonaSpoke spoke) {
                    assertThat(said.add(spoke.text()))
                            .as("said twice: " + spoke.text())
                            .isTrue();
                    assertThat(authored).contains(spoke.text().split("(?<=[.?!]) ", -1)[0]);
                }
            }
        }
    }

    @Test
    void whatIsHeardAsAnAttackMovesNothing() throws IOException {
        List<String> attacks = attacks().stream()
                .filter(words -> players.ear().hear(words).offRole() != OffRole.NONE)
                .toList();
        assertThat(attacks).hasSizeGreaterThanOrEqualTo(60);
        for (int from = 0; from < attacks.size(); from += TURNS) {
            Map<Integer, String> leader = new HashMap<>();
            for (LoggedEvent logged : call(attacks.subList(from, Math.min(attacks.size(), from + TURNS)), from)) {
                switch (logged.event()) {
                    case SessionEvent.LeaderSpoke spoke -> leader.put(spoke.turn(), spoke.text());
                    case SessionEvent.EmotionShifted shifted
                    when leader.containsKey(shifted.turn()) ->
                        assertThat(shifted.causes().stream().map(Cause::quote))
                                .as(leader.get(shifted.turn()))
                                .allMatch(String::isEmpty);
                    default -> {}
                }
            }
        }
    }
}
