package dev.calmroom.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.appraisal.Move;
import dev.calmroom.appraisal.Sign;
import dev.calmroom.emotion.Cause;
import dev.calmroom.emotion.Delivery;
import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Tell;
import dev.calmroom.transcript.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {
    private static final EmotionalState CALM = state(0.2);

    static List<SessionEvent> everyKindOfEvent() {
        Word word = new Word("hello", Duration.ofMillis(120), Duration.ofMillis(480), 0.93);
        return List.of(
                new SessionEvent.SessionStarted(
                        "s1",
                        new SessionEvent.SessionStarted.Setting("platform-down", "steady-hand", "ab12", 7),
                        new Engines("vosk", "freetts", "understudy", "built-in", "built-in"),
                        Instant.parse("2026-11-17T23:00:00Z"),
                        CALM,
                        new Origin("s0", 4)),
                new SessionEvent.SessionStarted(
                        "s2",
                        new SessionEvent.SessionStarted.Setting("platform-down", "steady-hand", "ab12", 7),
                        new Engines("vosk", "freetts", "understudy", "built-in", "built-in"),
                        Instant.parse("2026-11-17T23:00:00Z"),
                        CALM,
                        null,
                        null,
                        Map.of("scenarios/platform-down/lines.yaml", "0123456789ab")),
                new SessionEvent.LeaderSpoke(2, "hello", List.of(word), Medium.VOICE),
                new SessionEvent.TurnAppraised(
                        2, List.of(new Move("regulate", "hello", 0.8, 0.6)), List.of(new Sign("a.b", "hello", 0.7))),
                new SessionEvent.TurnAppraised(
                        4,
                        List.of(),
                        List.of(),
                        new KeptReading(
                                "1:0123456789ab",
                                List.of(new KeptReading.Part(
                                        0,
                                        5,
                                        List.of(new KeptReading.Sure("greeting", 0.9)),
                                        new KeptReading.Sure("persona", 0.5),
                                        new KeptReading.Sure("meant", 0.5))),
                                List.of(new KeptReading.Ask(
                                        0, 5, "how-long", List.of(new KeptReading.Answer("last-day", null, 0.75)), 1)),
                                List.of("question"),
                                List.of("last-day"),
                                List.of(),
                                List.of(),
                                "none")),
                new SessionEvent.TurnAppraised(
                        6,
                        List.of(),
                        List.of(),
                        KeptReading.of(new ModelReading(
                                "granite",
                                "",
                                List.of(new ModelReading.Part(
                                        0, 5, List.of("last-day"), List.of("greeting"), "persona"))))),
                new SessionEvent.TurnAppraised(
                        8,
                        List.of(),
                        List.of(),
                        KeptReading.of(new ModelReading("granite", "the model was later than 1000 ms", List.of()))),
                new SessionEvent.EmotionShifted(
                        2, CALM, state(0.3), List.of(new Cause("hello", "regulate", "stress", 0.1))),
                new SessionEvent.PersonaSpoke(
                        3,
                        "I hear you.",
                        "I hear",
                        "thank",
                        Delivery.PLAIN,
                        "understudy",
                        "",
                        TurnLatency.NONE,
                        List.of(Tell.told("how-he-is", "I hear you."))),
                new SessionEvent.Interrupted(3, Speaker.LEADER, Duration.ofMillis(700)),
                new SessionEvent.WorldEvent("sales-rings", "The other phone rings."),
                new SessionEvent.GuestCame("sales", "Marcus", "VP of Sales", CALM),
                new SessionEvent.LeaderSpoke(4, "hello", List.of(), Medium.TYPED, "sales"),
                new SessionEvent.EmotionShifted(4, CALM, state(0.2), List.of(), "sales"),
                new SessionEvent.PersonaSpoke(
                        5,
                        "Hi.",
                        "Hi.",
                        "open",
                        Delivery.PLAIN,
                        "understudy",
                        "",
                        TurnLatency.NONE,
                        List.of(),
                        "sales"),
                new SessionEvent.GuestLeft("sales", "promised", "Marcus has a time.", EndReason.PERSONA_HUNG_UP),
                new SessionEvent.Silence(Duration.ofSeconds(6)),
                new SessionEvent.SessionEnded(EndReason.HUNG_UP, "afraid", "He goes back afraid."),
                new SessionEvent.LineCorrected(2, "hello there"));
    }

    @ParameterizedTest
    @MethodSource("everyKindOfEvent")
    void whatIsWrittenIsReadBackTheSame(SessionEvent event) {
        LoggedEvent logged = new LoggedEvent(12, 3456, event);

        assertThat(EventJson.readLogged(EventJson.write(logged))).isEqualTo(logged);
        assertThat(EventJson.readEvent(EventJson.write(event))).isEqualTo(event);
    }

    @Test
    void whatIsBetweenLeaderAndPersonaSaysNothingOfGuests() {
        assertThat(everyKindOfEvent().stream().map(EventJson::write).filter(json -> json.contains("guest")))
                .hasSize(5)
                .allMatch(json -> json.contains("\"guest\":\"sales\""));
    }

    @Test
    void theEventsOwnFieldsStandBesideNumberAndTimeAndDurationsAreMilliseconds() {
        String json = EventJson.write(
                new LoggedEvent(3, 5120, new SessionEvent.Interrupted(3, Speaker.LEADER, Duration.ofMillis(700))));

        assertThat(json)
                .isEqualTo(
                        "{\"type\":\"interrupted\",\"sequence\":3,\"at\":5120,\"turn\":3,\"by\":\"leader\",\"after\":700}");
    }

    @Test
    void dimensionsKeepTheScenariosOrder() {
        Map<String, Double> dimensions = new LinkedHashMap<>();
        dimensions.put("zeal", 0.5);
        dimensions.put("alarm", 0.25);
        EmotionalState state = new EmotionalState(dimensions);

        String json =
                EventJson.write(new LoggedEvent(1, 0, new SessionEvent.EmotionShifted(1, state, state, List.of())));

        assertThat(json).contains("\"before\":{\"zeal\":0.5,\"alarm\":0.25}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "{}", "{\"type\":\"no-such-event\",\"sequence\":1,\"at\":0}", "{\"type\":"})
    void whatIsNoEventIsRefusedWithAReason(String json) {
        assertThatThrownBy(() -> EventJson.readLogged(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a session event");
    }

    @ParameterizedTest
    @CsvSource({
        "interrupted, by, elsewhere, 'leader, persona'",
        "leader-spoke, source, sung, 'voice, typed, transcript'",
        "session-ended, reason, asleep, 'hung-up, persona-hung-up, time-up, lost, transcript-ended'"
    })
    void aWordThatThisVersionDoesNotKnowIsNamedWithThoseItKnows(String type, String field, String word, String known) {
        String json = "{\"type\":\"%s\",\"sequence\":1,\"at\":0,\"turn\":2,\"%s\":\"%s\"}".formatted(type, field, word);

        assertThatThrownBy(() -> EventJson.readLogged(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("this version knows no %s «%s», only %s".formatted(field, word, known));
    }

    private static EmotionalState state(double stress) {
        return new EmotionalState(Map.of("stress", stress));
    }
}
