package dev.calmroom.turntaking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call as seen by the watch: he speaks from 0 ms, windows of 32 ms come one after the other. */
class BargeInWatchTest {
    private BargeInWatch watch =
            BargeInWatch.begin(TurnLexicon.english(), BargeInRules.STANDARD, 0).saying("the rollback takes four more hours");
    private long now;
    private final List<String> actions = new ArrayList<>();

    @BeforeEach
    void he_has_been_speaking_for_a_second() {
        silence(1_024);
        assertThat(actions).isEmpty();
    }

    @Test
    void her_voice_lowers_him_within_100_ms_and_silences_him_within_200() {
        long began = now;
        voice(320);
        assertThat(actions).containsExactly("LOWER@" + (began + 64), "PAUSE@" + (began + 160));
    }

    @Test
    void words_stop_him() {
        voice(320);
        words("wait a second");
        assertThat(actions.getLast()).startsWith("STOP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mm hm", "yeah", "right", "okay", "uh huh", "yeah okay", "i see"})
    void a_backchannel_lets_him_go_on(String backchannel) {
        voice(320);
        words(backchannel);
        silence(320);
        assertThat(actions).last().asString().startsWith("RAISE");
        assertThat(actions).noneMatch(action -> action.startsWith("STOP"));
    }

    @Test
    void a_cough_lets_him_go_on() {
        voice(256);
        silence(320);
        assertThat(actions).last().asString().startsWith("RAISE");
    }

    @Test
    void a_backchannel_that_grows_into_a_sentence_stops_him() {
        voice(320);
        words("okay");
        voice(320);
        words("okay so what is your plan");
        assertThat(actions.getLast()).startsWith("STOP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "wait", "hold on", "no"})
    void one_word_is_enough_when_it_is_an_interruption(String word) {
        voice(256);
        words(word);
        assertThat(actions.getLast()).startsWith("STOP");
    }

    @Test
    void his_own_words_in_her_microphone_do_not_stop_him() {
        voice(320);
        words("rollback takes four more");
        silence(320);
        assertThat(actions).noneMatch(action -> action.startsWith("STOP"));
        assertThat(actions).last().asString().startsWith("RAISE");
    }

    @Test
    void her_words_stop_him_also_when_some_are_his() {
        voice(320);
        words("why does the rollback take so long");
        assertThat(actions.getLast()).startsWith("STOP");
    }

    @Test
    void voice_that_lasts_stops_him_even_if_no_word_is_understood() {
        voice(1_024);
        assertThat(actions.getLast()).startsWith("STOP");
    }

    @Test
    void in_his_first_moments_only_words_count() {
        watch = BargeInWatch.begin(TurnLexicon.english(), BargeInRules.STANDARD, now * 16);
        voice(256);
        assertThat(actions).isEmpty();
        words("stop");
        assertThat(actions).hasSize(1).first().asString().startsWith("STOP");
    }

    @Test
    void once_stopped_he_stays_stopped() {
        words("wait a moment please");
        silence(640);
        voice(640);
        assertThat(actions).containsExactly("STOP@1024");
    }

    private void voice(int millis) {
        windows(millis, 0.95);
    }

    private void silence(int millis) {
        windows(millis, 0.02);
    }

    private void windows(int millis, double probability) {
        for (int passed = 0; passed < millis; passed += 32) {
            now += 32;
            take(watch.hear(new VoiceFrame(now * 16, probability, -20)));
        }
    }

    private void words(String partial) {
        take(watch.hear(partial));
    }

    private void take(BargeInWatch.Step step) {
        watch = step.next();
        if (step.action() != BargeIn.NONE) {
            actions.add(step.action() + "@" + now);
        }
    }
}
