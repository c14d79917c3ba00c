package dev.calmroom.roleplay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.log.EndReason;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.EmotionShifted;
import dev.calmroom.log.SessionEvent.GuestCame;
import dev.calmroom.log.SessionEvent.GuestLeft;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionEvent.SessionEnded;
import dev.calmroom.log.SessionEvent.WorldEvent;
import dev.calmroom.persona.Brief;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The other phone rings, the leader takes that call for a minute, and comes back to a persona who has waited. */
class WithGuestsTest {
    private static final String TAKE_IT = "[other] Put him through to me. I'll take it.";

    private Roleplay call = Scripts.company(7);
    private final List<SessionEvent> events = new ArrayList<>();
    private int now;

    @BeforeEach
    void theOtherPhoneRings() {
        take(call.open());
        say("[regulate] How are you?");
        passUntil("sales-rings");
    }

    @Test
    void theLeaderIsPutThroughAndTheGuestSpeaksFirst() {
        assertThat(say(TAKE_IT).task().act()).isEqualTo("put-through");

        Brief first = second().orElseThrow();

        assertThat(first.guest()).isEqualTo("sales");
        assertThat(first.task().act()).isEqualTo("open");
        assertThat(all(GuestCame.class)).singleElement().satisfies(came -> {
            assertThat(came.name()).isEqualTo("Marcus");
            assertThat(came.state().dimensions()).containsOnlyKeys("heat", "trust", "footing");
        });
    }

    @Test
    void whoeverHasRungIsExpectedUntilTheyAreThere() {
        assertThat(call.expectsAnother()).isTrue();
        assertThat(Scripts.company(7).expectsAnother()).isFalse();

        takeTheCall();

        assertThat(call.expectsAnother()).isFalse();
    }

    @Test
    void ofSeveralWhoArePutThroughAlikeWhoeverHasRungLastComes(@TempDir Path prompts) throws IOException {
        call = Scripts.company(withTheBoard(prompts), 7);
        events.clear();
        now = 0;
        take(call.open());
        say("[regulate] How are you?");
        passUntil("board-rings");

        takeTheCall();

        assertThat(all(GuestCame.class)).extracting(GuestCame::guest).containsExactly("board");
    }

    /** The same night, in which somebody else rings once on the same phone. */
    private static Scenario withTheBoard(Path prompts) throws IOException {
        Path original = Path.of("../prompts");
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(it -> !it.toString().contains("transcripts"))
                    .toList()) {
                Path to = prompts.resolve(original.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(to.getParent()));
                Files.copy(file, to);
            }
        }
        Path plot = prompts.resolve("scenarios/platform-down/scenario.yaml");
        Path sheet = plot.resolveSibling("people").resolve("sales.yaml");
        Files.writeString(
                sheet.resolveSibling("board.yaml"), Files.readString(sheet).replace("sales-", "board-"));
        String board = """
                - id: board-rings
                  at: 6m
                  text: Kenji's other phone rings. The chair of the board.
                  rings: true
                  act: sales-rings
                  rule: sales-rings
                  guest:
                    sheet: people/board.yaml
                    act: put-through
                    says: "Put them through to me. I'll take it."
                    goes: I have to go back to Kenji.
                    back:
                      - { ending: board-got-an-hour, act: asks-what-came, rule: sales-kept-off }
                      - { ending: board-leaves-him-alone, act: asks-what-came, rule: sales-kept-off }
                      - { ending: board-knows-when, act: asks-what-came, rule: sales-kept-off }
                      - { ending: board-got-nothing, act: asks-what-came, rule: sales-kept-off }
                """.indent(2);
        Files.writeString(
                plot,
                Files.readString(plot)
                        .replace(
                                "last-event: [sales-rings] }\n  # What came",
                                "last-event: [sales-rings, board-rings] }\n  # What came")
                        .replace("  - id: engineer-slips\n    at: 5m", board + "  - id: engineer-slips\n    at: 5m"));
        return new ScenarioFiles(prompts).load("platform-down");
    }

    @Test
    void whatTheGuestHearsMovesTheGuestAndNotThePersona() {
        takeTheCall();
        EmotionalState before = persona();

        Brief answer = say("[regulate ?how-he-is] How are you holding up, Marcus?");

        assertThat(answer.guest()).isEqualTo("sales");
        assertThat(answer.task().facts()).containsExactly("how-he-is");
        EmotionShifted felt = all(EmotionShifted.class).getLast();
        assertThat(felt.guest()).isEqualTo("sales");
        assertThat(felt.after().get("heat")).isLessThan(felt.before().get("heat"));
        assertThat(persona()).isEqualTo(before);
        assertThat(all(LeaderSpoke.class).getLast().guest()).isEqualTo("sales");
    }

    @Test
    void turnsAreCountedThroughThatTheCallIsOne() {
        int putThrough = say(TAKE_IT).turn();
        int opening = second().orElseThrow().turn();
        int answer = say("[clarify] Hello.").turn();
        say("[other] I have to go back to Kenji.");
        int back = second().orElseThrow().turn();

        assertThat(List.of(opening, answer, back)).containsExactly(putThrough + 1, putThrough + 3, putThrough + 6);
        assertThat(say("[regulate] I am here again.").turn()).isEqualTo(putThrough + 8);
    }

    @Test
    void theLeaderSaysThatItIsTimeToGoBackAndThePersonaAsksWhatCameOfIt() {
        takeTheCall();
        say("[other] And don't call Kenji any more. Ring me.");

        Brief goodbye = say("[other] I have to go back to Kenji.");
        assertThat(goodbye.task().act()).isEqualTo("end-call");
        assertThat(goodbye.task().last()).as("the call itself goes on").isFalse();
        Brief back = second().orElseThrow();

        assertThat(back.guest()).isEmpty();
        assertThat(back.task().act()).isEqualTo("asks-what-came");
        assertThat(all(GuestLeft.class)).singleElement().satisfies(left -> {
            assertThat(left.ending()).isEqualTo("sales-leaves-him-alone");
            assertThat(left.reason()).isEqualTo(EndReason.PERSONA_HUNG_UP);
        });
        EmotionShifted felt = all(EmotionShifted.class).getLast();
        assertThat(felt.ofPersona()).isTrue();
        assertThat(felt.after().get("stress")).isLessThan(felt.before().get("stress"));
        assertThat(felt.after().get("trust")).isGreaterThan(felt.before().get("trust"));
    }

    @Test
    void anHourThatWasGivenAwayComesBackToThePersona() {
        takeTheCall();
        say("[other] Tell them the platform is back by one.");
        say("[other] I have to go back to Kenji.");

        assertThat(second().orElseThrow().task().act()).isEqualTo("hears-of-the-hour");
        EmotionShifted felt = all(EmotionShifted.class).getLast();
        assertThat(felt.after().get("fear")).isGreaterThan(felt.before().get("fear"));
        assertThat(say("[regulate] Hm.").scene().between().events())
                .contains("Marcus has been given an hour, and it is on its way to three clients.");
    }

    @Test
    void whatWasPromisedToTheGuestIsRemembered() {
        takeTheCall();
        say("[other] Tell them the platform is back by one.");
        say("[other] I have to go back to Kenji.");
        second();

        Brief answer = say("[other] What did I promise Sales?");

        assertThat(answer.task().act()).isEqualTo("answer");
        assertThat(answer.task().facts()).containsExactly("given-an-hour");
    }

    @Test
    void aGuestWhoHasBeenThereLongEnoughIsCalledAway() {
        takeTheCall();
        int came = now;
        say("[clarify] Hello.");

        Brief goodbye = passUntil("called-away");

        assertThat(now - came).isBetween(80, 90);
        assertThat(goodbye.guest()).isEqualTo("sales");
        assertThat(second().orElseThrow().guest()).isEmpty();
        assertThat(all(GuestLeft.class)).hasSize(1);
    }

    @Test
    void whoeverIsHungUpOnIsGoneAndThePersonaIsThereAtOnce() {
        takeTheCall();

        Brief back = take(call.putDown(Duration.ofSeconds(now)).orElseThrow()).orElseThrow();

        assertThat(back.guest()).isEmpty();
        assertThat(all(GuestLeft.class).getLast().reason()).isEqualTo(EndReason.HUNG_UP);
        assertThat(call.putDown(Duration.ofSeconds(now)))
                .as("the persona is nobody's guest")
                .isEmpty();
    }

    @Test
    void aPhoneThatDoesNotRingIsNotTaken() {
        call = Scripts.company(7);
        take(call.open());

        assertThat(say(TAKE_IT).task().act()).isNotEqualTo("put-through");
        assertThat(second().map(Brief::guest).orElse("")).isEmpty();
    }

    @Test
    void howTheCallEndsIsThePersonas() {
        takeTheCall();

        take(call.end(EndReason.HUNG_UP, Duration.ofSeconds(now)));

        assertThat(Scripts.PLATFORM_DOWN.plot().endings())
                .extracting(ending -> ending.id())
                .contains(all(SessionEnded.class).getLast().ending());
    }

    @Test
    void salesDoesNotRingAgainOnceItRingsTheLeader() {
        takeTheCall();
        say("[other] Don't call Kenji any more.");
        say("[other] I have to go back to Kenji.");
        second();
        long rang = rings();
        for (int i = 0; i < 200; i++) {
            second();
        }

        assertThat(rings()).isEqualTo(rang);
    }

    @Test
    void nothingElseHappensInTheMomentInWhichThePersonaIsBack() {
        takeTheCall();
        say("[other] Don't call Kenji any more.");
        now += 400;
        say("[other] I have to go back to Kenji.");
        second();
        int told = events.size();
        for (int i = 0; i < 40; i++) {
            second();
        }

        assertThat(events).hasSize(told);
    }

    @Test
    void salesTakenOverOnThePhoneIsTakenOver() {
        takeTheCall();
        say("[other] Don't call Kenji any more.");
        say("[other] I have to go back to Kenji.");
        second();

        assertThat(isTrue("sales-taken")).isTrue();
        assertThat(isTrue("nobody-taken")).isFalse();
        take(call.end(EndReason.HUNG_UP, Duration.ofSeconds(now)));
        assertThat(all(SessionEvent.NightTold.class).getLast().toString())
                .doesNotContain("Sales kept ringing him", "Sales has rung him");
    }

    @Test
    void salesThatGotNothingIsNotTakenOver() {
        takeTheCall();
        say("[other] I have to go back to Kenji.");
        second();

        assertThat(isTrue("sales-taken")).isFalse();
        assertThat(isTrue("nobody-taken")).isTrue();
    }

    @Test
    void whoRangIsKnownAfterWhatCameOfItAsWell() {
        assertThat(isTrue("who-rang")).isTrue();
        takeTheCall();
        say("[other] I have to go back to Kenji.");
        second();
        assertThat(isTrue("who-rang")).isTrue();
        assertThat(isTrue("who-slipped")).isFalse();

        passUntil("engineer-slips");
        assertThat(isTrue("who-rang")).isFalse();
        assertThat(isTrue("who-slipped")).isTrue();
    }

    private boolean isTrue(String fact) {
        return call.weigh(Understanding.none(Said.inTranscript("Hm.")))
                .orElseThrow()
                .mayTell(fact);
    }

    private long rings() {
        return all(WorldEvent.class).stream()
                .filter(event -> event.event().equals("sales-rings"))
                .count();
    }

    private void takeTheCall() {
        say(TAKE_IT);
        second();
    }

    private EmotionalState persona() {
        return ((WithGuests) call).state();
    }

    private Brief say(String words) {
        now += 5;
        return take(call.hear(Said.inTranscript(words), Duration.ofSeconds(now)))
                .orElseThrow();
    }

    private Optional<Brief> second() {
        now++;
        return take(call.clock(Duration.ofSeconds(now)));
    }

    private Brief passUntil(String event) {
        for (int i = 0; i < 600; i++) {
            Optional<Brief> brief = second();
            if (all(WorldEvent.class).stream().anyMatch(it -> it.event().equals(event))) {
                return brief.orElseThrow();
            }
        }
        throw new AssertionError(event + " does not happen");
    }

    private <E extends SessionEvent> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private Optional<Brief> take(Step step) {
        events.addAll(step.events());
        call = step.next();
        step.brief().ifPresent(brief -> call = call.spoken(brief.turn(), "…", "…", Scripts.tells(brief)));
        return step.brief();
    }
}
