package dev.calmroom.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.appraisal.Move;
import dev.calmroom.appraisal.Sign;
import dev.calmroom.comprehension.Ask;
import dev.calmroom.comprehension.Before;
import dev.calmroom.comprehension.Likely;
import dev.calmroom.comprehension.Part;
import dev.calmroom.comprehension.Reading;
import dev.calmroom.comprehension.Sought;
import dev.calmroom.comprehension.SpeechAct;
import dev.calmroom.comprehension.TurnReading;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptHearingTest {
    private static final Turn SAID =
            Turn.of(2, Speaker.LEADER, "Where is the spare key, and what did I just say to you?");
    private static final List<Turn> BEFORE = List.of(Turn.of(1, Speaker.PERSONA, "Oh, the soup!"));

    @TempDir
    Path folder;

    @Test
    void whatWasHeardIsTheSameAfterItWasKeptAndNothingIsHeardTwice() {
        Appraisal appraisal = new Appraisal(
                List.of(new Move("hurry", "Where", 0.7312345678901234, 0.5)),
                List.of(new Sign("greets", "Where", 0.1)));
        Reading reading = new Reading(
                List.of(new Part(
                        "Where is",
                        0,
                        List.of(new Likely<>(SpeechAct.ORDER, 0.4)),
                        new Likely<>(Part.Who.PERSONA, 0.9),
                        new Likely<>(Part.Mode.ASKED, 0.3))),
                List.of(new Ask(
                        "Where is the spare key",
                        0,
                        Ask.Kind.WHERE,
                        List.of(
                                new Likely<>(new Sought.Fact("spare"), 0.8),
                                new Likely<>(Sought.Beside.MEMORY_TOLD, 1 / 3.0)),
                        1)),
                TurnReading.nothing(TurnReading.OffRole.NONE));
        heard(appraisal, reading);

        KeptHearing next = new KeptHearing(new KeptValues(folder.resolve("heard.tsv")));
        assertThat(next.appraiser("1", () -> {
                            throw new AssertionError("heard anew");
                        })
                        .appraise(SAID, BEFORE))
                .isEqualTo(appraisal);
        assertThat(next.ear("1", () -> {
                            throw new AssertionError("heard anew");
                        })
                        .read(SAID.text(), new Before("Oh", List.of("soup"))))
                .isEqualTo(reading);
    }

    private void heard(Appraisal appraisal, Reading reading) {
        KeptHearing first = new KeptHearing(new KeptValues(folder.resolve("heard.tsv")));
        first.appraiser("1", () -> (turn, before) -> appraisal).appraise(SAID, BEFORE);
        first.ear("1", () -> (words, before) -> reading).read(SAID.text(), new Before("Oh", List.of("soup")));
    }
}
