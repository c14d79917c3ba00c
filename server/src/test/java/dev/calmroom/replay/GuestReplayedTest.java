package dev.calmroom.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.EndReason;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.PlayedCall;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.log.SessionEvent.GuestLeft;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.replay.Leader.Action.HangsUp;
import dev.calmroom.replay.Leader.Action.Says;
import dev.calmroom.replay.Leader.Action.ToPersona;
import dev.calmroom.scenario.ScenarioFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A call in which somebody else was on the line, and was hung up on, takes the same course when it is played again. */
class GuestReplayedTest {
    private static final Path PROMPTS =
            Path.of(System.getProperty("calmroom.root", ".."), "prompts").normalize();
    private static final long SEED = 4;

    private static Players players;
    private static List<LoggedEvent> log;

    @BeforeAll
    static void play() {
        players = Players.builtIn(PROMPTS, new ScenarioFiles(PROMPTS).load("platform-down"));
        Iterator<Leader.Action> ofLeader = List.<Leader.Action>of(
                        new Says("How are you holding up?", Duration.ZERO),
                        new Says("Mm. I am here.", Duration.ofSeconds(310)),
                        new Says("Put him through to me. I'll take it, hang on.", Duration.ofSeconds(320)),
                        new Says("You hear from me every half hour.", Duration.ofSeconds(340)),
                        new ToPersona(new Says("I hung up on him. Where were we?", Duration.ofSeconds(350))),
                        new HangsUp(EndReason.HUNG_UP))
                .iterator();
        log = players.simulate(scene -> ofLeader.next(), SEED);
    }

    @Test
    void whoeverWasHungUpOnIsGoneBeforeTheNextWords() {
        PlayedCall call = new PlayedCall(log);

        assertThat(call.all(GuestLeft.class)).extracting(GuestLeft::reason).containsExactly(EndReason.HUNG_UP);
        assertThat(call.all(LeaderSpoke.class)).extracting(LeaderSpoke::guest).containsExactly("", "", "", "sales", "");
        assertThat(call.conversation().getLast().guest()).isEmpty();
    }

    @Test
    void theLeadersWordsGoToWhomTheyWereSaid() {
        List<LoggedEvent> again = new ArrayList<>();
        players.rehearse(new RecordedLeader(RecordedCall.of(log)), SEED, again::add);

        assertThat(addressees(again)).isEqualTo(addressees(log));
    }

    @Test
    void theCallPlayedAgainIsTheSame() {
        List<LoggedEvent> again = new ArrayList<>();
        players.again(log, SEED, again::add);

        assertThat(Comparison.of(new PlayedCall(log), new PlayedCall(again)).first())
                .isEmpty();
        assertThat(addressees(again)).isEqualTo(addressees(log));
    }

    private static List<String> addressees(List<LoggedEvent> events) {
        return new PlayedCall(events)
                .all(LeaderSpoke.class).stream().map(LeaderSpoke::guest).toList();
    }
}
