package dev.calmroom.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.CallFile;
import dev.calmroom.log.EndReason;
import dev.calmroom.log.EventJson;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.Medium;
import dev.calmroom.log.PlayedCall;
import dev.calmroom.log.SessionEvent.Interrupted;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.log.SessionEvent.Silence;
import dev.calmroom.log.SessionEvent.TakenOffHold;
import dev.calmroom.log.SessionEvent.WorldEvent;
import dev.calmroom.persona.Brief;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.persona.Wording;
import dev.calmroom.persona.WordingListener;
import dev.calmroom.roleplay.Said;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.transcript.Tell;
import dev.calmroom.transcript.Turn;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the same files, seed and wording any log of ours is the same call again, and otherwise it parts where it is other. */
class PlayedAgainTest {
    private static final Path PROMPTS =
            Path.of(System.getProperty("calmroom.root", ".."), "prompts").normalize();
    private static final List<String> LINES = List.of(
            "where are we right now",
            "Who did this? I want a name tonight.",
            "nobody is to blame tonight and i mean it",
            "What are our options, and what does each of them cost us?",
            "hm",
            "how sure are you that the fix works",
            "Run the fix. That is my decision and I stand behind it.",
            "call me every thirty minutes whatever happens",
            "That is what you said before. I do not believe a word of it.",
            "take a breath kenji how are you holding up");

    private static final Map<Long, List<LoggedEvent>> LIVE = new HashMap<>();

    private static Players players;

    @BeforeAll
    static void learn() {
        players = Players.builtIn(PROMPTS, new ScenarioFiles(PROMPTS).load("platform-down"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyLogIsTheSameCallAgain(long chance) {
        List<LoggedEvent> log = live(chance);

        PlayedCall again = again(log, chance, players.agent());

        assertThat(json(again.events())).isEqualTo(json(log));
    }

    /** Otherwise the property would hold of calls in which nothing happens. */
    @Test
    void inTheseCallsEverythingHappens() {
        List<LoggedEvent> all = new ArrayList<>();
        for (long chance = 1; chance <= 8; chance++) {
            all.addAll(live(chance));
        }
        PlayedCall calls = new PlayedCall(all);

        assertThat(calls.all(LeaderSpoke.class))
                .hasSizeGreaterThan(20)
                .extracting(LeaderSpoke::source)
                .contains(Medium.TYPED, Medium.VOICE);
        assertThat(calls.all(Silence.class)).isNotEmpty();
        assertThat(calls.all(WorldEvent.class)).hasSizeGreaterThan(1);
        assertThat(calls.all(Interrupted.class)).isNotEmpty();
        assertThat(calls.all(TakenOffHold.class)).isNotEmpty();
        assertThat(calls.all(PersonaSpoke.class))
                .anyMatch(spoke -> !spoke.heard().equals(spoke.text()));
    }

    @Test
    void wordedByAnotherItPartsAtTheFirstWordAndTheLeaderSaysTheSame() {
        List<LoggedEvent> log = live(1);

        PlayedCall again = again(log, 1, new Parrot());

        assertThat(again.all(PersonaSpoke.class))
                .isNotEmpty()
                .allMatch(spoke -> spoke.text().equals("As you say."));
        assertThat(again.all(LeaderSpoke.class))
                .extracting(LeaderSpoke::text)
                .containsExactlyElementsOf(new PlayedCall(log)
                        .all(LeaderSpoke.class).stream().map(LeaderSpoke::text).toList());
        assertThat(again.ending()).isPresent();
    }

    @Test
    void whereItPartsWhatWasTypedIsNoSilence() {
        List<LoggedEvent> log = typedSlowly();
        assertThat(new PlayedCall(log).all(Silence.class)).isEmpty();

        PlayedCall again = again(log, 1, new Parrot());

        assertThat(again.all(Silence.class)).isEmpty();
    }

    @Test
    void behindTheLastWordTheLineIsAsQuietAndAsLong() {
        Duration over = Duration.ofSeconds(150);
        List<LoggedEvent> log =
                typed(lines -> new TimedLeader(lines, new TimedLeader.Bye(EndReason.HUNG_UP, Optional.of(over), over)));
        assertThat(new PlayedCall(log).all(Silence.class)).isNotEmpty();

        PlayedCall again = again(log, 1, new Parrot());

        assertThat(again.all(Silence.class)).isEqualTo(new PlayedCall(log).all(Silence.class));
        assertThat(again.all(WorldEvent.class)).isEqualTo(new PlayedCall(log).all(WorldEvent.class));
        assertThat(again.events().getLast().at()).isEqualTo(log.getLast().at());
        assertThat(again.ending().orElseThrow().reason()).isEqualTo(EndReason.HUNG_UP);
    }

    /** Nothing cut the last turn off: what it says beyond then is other words. */
    @Test
    void aLastTurnThatWasHeardWholeAndSaysMoreNowIsOther() {
        List<LoggedEvent> log = typedSlowly();
        List<PersonaSpoke> then = new PlayedCall(log).all(PersonaSpoke.class);
        int last = then.getLast().turn();

        PlayedCall again = again(log, 1, new Wordier(players.agent(), last));

        assertThat(again.all(PersonaSpoke.class).getLast().text())
                .isEqualTo(then.getLast().text() + Wordier.MORE);
        assertThat(Comparison.of(new PlayedCall(log), again)
                        .first()
                        .orElseThrow()
                        .what())
                .isEqualTo(Comparison.What.WORDS);
    }

    /** A log whose leader took half a minute for every line, typing all the while. */
    private static List<LoggedEvent> typedSlowly() {
        return typed(TimedLeader::new);
    }

    private static List<LoggedEvent> typed(Function<List<TimedLeader.Line>, Leader> leader) {
        List<TimedLeader.Line> lines = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Duration at = Duration.ofSeconds(30L * (i + 1));
            lines.add(new TimedLeader.Line(new Said(LINES.get(i), List.of(), Medium.TYPED), at, at, Duration.ZERO));
        }
        List<LoggedEvent> log = new ArrayList<>();
        players.rehearse(leader.apply(lines), 1, log::add);
        return log;
    }

    private static List<LoggedEvent> live(long seed) {
        return LIVE.computeIfAbsent(
                seed,
                chance -> stored(AnyCall.of(started(chance), players.ringing(chance), players.agent(), LINES, chance)));
    }

    private static PlayedCall again(List<LoggedEvent> log, long seed, PersonaAgent agent) {
        return PlayedAgain.of(log, started(seed), players.ringing(seed), agent);
    }

    private static SessionStarted started(long seed) {
        List<LoggedEvent> first = new ArrayList<>();
        players.rehearse(scene -> new Leader.Action.HangsUp(EndReason.HUNG_UP), seed, first::add);
        return (SessionStarted) first.getFirst().event();
    }

    /** As it comes back from the store. */
    private static List<LoggedEvent> stored(List<LoggedEvent> log) {
        String text = log.stream().map(EventJson::write).collect(Collectors.joining("\n"));
        return CallFile.read(text.getBytes(StandardCharsets.UTF_8)).events().orElseThrow();
    }

    private static List<String> json(List<LoggedEvent> events) {
        return events.stream().map(EventJson::write).toList();
    }

    /** Says one thing, whatever it is asked. */
    private static final class Parrot implements PersonaAgent {
        @Override
        public String name() {
            return "parrot";
        }

        @Override
        public Wording word(Brief brief, List<Turn> conversation, WordingListener listener) {
            listener.onText("As you say.");
            listener.onComplete(name(), "");
            return () -> {};
        }
    }

    /** Adds a sentence to one turn. */
    private record Wordier(PersonaAgent words, int turn) implements PersonaAgent {
        static final String MORE = " And there is more.";

        @Override
        public String name() {
            return words.name();
        }

        @Override
        public Wording word(Brief brief, List<Turn> conversation, WordingListener listener) {
            return words.word(brief, conversation, new WordingListener() {
                @Override
                public void onText(String text) {
                    listener.onText(text);
                }

                @Override
                public void onTold(List<Tell> tells) {
                    listener.onTold(tells);
                }

                @Override
                public void onComplete(String speaker, String note) {
                    if (brief.turn() == turn) {
                        listener.onText(MORE);
                    }
                    listener.onComplete(speaker, note);
                }
            });
        }
    }
}
