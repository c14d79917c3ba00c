package dev.calmroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.RecordedCall;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import dev.calmroom.transcript.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpokenSourceTest {

    @Test
    void twoChannelsAreOneConversationInTheOrderInWhichTurnsBegan() {
        RecordedCall leader = heard(said(5, "how are you"), said(12, "go on"), said(14, "please"));
        RecordedCall persona = heard(said(1, "still down"), said(9, "tired"));

        RecordedCall call = SpokenSource.together(leader, persona);

        assertThat(call.turns())
                .extracting(Turn::text)
                .containsExactly("still down", "how are you", "tired", "go on please");
        assertThat(call.turns()).extracting(Turn::isLeader).containsExactly(false, true, false, true);
        assertThat(call.leaderTimes())
                .containsOnly(Map.entry(2, Duration.ofSeconds(8)), Map.entry(4, Duration.ofSeconds(15)));
    }

    private static RecordedCall heard(Turn... turns) {
        return new RecordedCall(List.of(turns), Map.of(), null);
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
