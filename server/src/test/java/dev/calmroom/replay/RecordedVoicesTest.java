package dev.calmroom.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.RecordedCall;
import dev.calmroom.replay.RecordedVoices.Placed;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import dev.calmroom.transcript.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordedVoicesTest {

    @Test
    void twoChannelsAreOneConversationInTheOrderInWhichTurnsBegan() {
        RecordedCall call = RecordedVoices.call(List.of(
                new Placed(Speaker.LEADER, said(5, "how are you")),
                new Placed(Speaker.LEADER, said(12, "go on")),
                new Placed(Speaker.LEADER, said(14, "please")),
                new Placed(Speaker.PERSONA, said(1, "still down")),
                new Placed(Speaker.PERSONA, said(9, "tired"))));

        assertThat(call.turns())
                .extracting(Turn::text)
                .containsExactly("still down", "how are you", "tired", "go on please");
        assertThat(call.turns()).extracting(Turn::isLeader).containsExactly(false, true, false, true);
        assertThat(call.leaderTimes())
                .containsOnly(Map.entry(2, Duration.ofSeconds(8)), Map.entry(4, Duration.ofSeconds(15)));
    }

    /** A word a second. */
    private static Turn said(int second, String text) {
        List<Word> words = new ArrayList<>();
        for (String word : Arrays.asList(text.split(" ", -1))) {
            Duration start = Duration.ofSeconds(second + words.size());
            words.add(new Word(word, start, start.plusSeconds(1), 1));
        }
        return new Turn(1, Speaker.LEADER, text, words);
    }
}
