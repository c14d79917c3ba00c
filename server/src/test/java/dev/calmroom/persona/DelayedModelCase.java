package dev.calmroom.persona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.language.LanguageModel;
import dev.calmroom.language.Leaving;
import dev.calmroom.language.ModelSettings;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.SharedBridge;
import dev.calmroom.scenario.SpeechRules;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls with a model that is late by so and so much, on a clock that stands still in between. */
abstract class DelayedModelCase extends ModelCase {
    static final Duration FIRST_WORDS = Duration.ofMillis(200);
    static final Duration BEHIND_THE_BRIDGE = Duration.ofMillis(2_500);
    private static final Pattern BRIDGE = Pattern.compile("Already said, perhaps: (.+?) Go on so that");
    private static final List<String> QUESTIONS = List.of(
            "And what about the fix?",
            "How are your people?",
            "What do the customers know?",
            "Who is with you?",
            "What do you see?",
            "And the rollback?",
            "What does Sales say?",
            "What comes next?");

    final VirtualTimer clock = new VirtualTimer();
    /** Who speaks, what the turns do, and what the settings say. */
    Scenario played = scenario;

    String act = "answer";
    Map<String, String> environment = Map.of();
    /** What the model makes of its sentence where it knows the bridge. */
    UnaryOperator<String> knowing = _ -> "";
    /** What of a turn reaches the leader, who may cut in. */
    UnaryOperator<String> heard = UnaryOperator.identity();
    /** How long before its end an answer begins to stream. */
    Duration streams = Duration.ZERO;

    /**
     * @param sentence what the model had to say
     * @param bridge what it was told may have been said
     */
    record Said(
            String sentence, String bridge, Duration silent, Duration took, String speaker, List<String> sentences) {}

    /** Of one word or two only a bridge has to be new: «Okay.» stands before many a line. */
    static void nothingIsSaidTwice(List<Said> call) {
        List<String> bridges = new ArrayList<>();
        List<String> before = new ArrayList<>();
        for (Said turn : call) {
            String bridge = String.join(" ", turn.sentences()).replace(turn.sentence(), "");
            if (turn.speaker().startsWith("stub") && !bridge.isBlank()) {
                assertThat(before).doesNotContain(bridge.strip());
                bridges.add(bridge.strip());
            }
            before.addAll(turn.sentences());
        }
        assertThat(bridges).doesNotHaveDuplicates();
        assertThat(before.stream().filter(sentence -> SaidSoFar.count(sentence) > 2))
                .doesNotHaveDuplicates();
    }

    List<Said> call(List<Integer> delays) throws InterruptedException {
        Late late = new Late();
        PersonaAgent agent = agent(late);
        List<Turn> turns = new ArrayList<>(List.of(Turn.of(1, Speaker.PERSONA, "It's me. We're still down.")));
        List<Said> said = new ArrayList<>();
        boolean slow = false;
        for (int i = 0; i < delays.size(); i++) {
            late.delay = Duration.ofMillis(delays.get(i));
            late.sentence = "That is how it looks from here, line %c%c of it.".formatted('a' + i / 5, 'f' + i % 5);
            String question = QUESTIONS.get(i % QUESTIONS.size());
            turns.add(Turn.of(turns.size() + 1, Speaker.LEADER, question));
            Spoken spoken = new Spoken();
            String mood = played.lines().moods().getLast();
            agent.word(UnderstudyTest.brief(turns.size() + 1, act, mood, List.of(), question), turns, spoken);
            assertThat(late.asked.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            clock.pass(Duration.ofSeconds(20));
            slow = slow || spoken.note.startsWith("the model had no");
            if (slow) {
                assertThat(late.read.tryAcquire(10, TimeUnit.SECONDS))
                        .as("the call is read ahead")
                        .isTrue();
            }
            assertThat(spoken.complete.getCount()).as("the turn is over").isZero();
            turns.add(Turn.of(turns.size() + 1, Speaker.PERSONA, heard.apply(spoken.text())));
            said.add(new Said(
                    SaidSoFar.plain(late.sentence),
                    late.bridge,
                    spoken.silent,
                    spoken.end,
                    spoken.speaker,
                    List.of(SaidSoFar.plain(spoken.text()).split(" \\| ", -1))));
        }
        agent.leave();
        return said;
    }

    private PersonaAgent agent(Late late) {
        ModelSettings settings = ModelSettings.from(environment::get);
        SpeechRules rules = SpeechRules.read(PROMPTS);
        ModelCast cast = new ModelCast(
                new LanguageModel("stub", late, settings),
                played,
                Manner.FREE,
                new ModelCast.Templates("", Casts.text("turn-free.md")),
                Patience.live(settings),
                rules,
                SharedBridge.read(PROMPTS),
                played.equals(scenario)
                        ? guard
                        : new SpeechGuard(rules, played, embeddings, Casts.text("turn-free.md")),
                clock.service(),
                clock);
        return cast.forCall();
    }

    /** Has one sentence to say, after so long on the test's clock. */
    private final class Late implements StreamingChatModel {
        private final Semaphore asked = new Semaphore(0);
        private final Semaphore read = new Semaphore(0);
        private Duration delay = Duration.ZERO;
        private String sentence = "";
        private String bridge = "";

        @Override
        public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            if (Integer.valueOf(1).equals(request.maxOutputTokens())) {
                handler.onCompleteResponse(
                        ChatResponse.builder().aiMessage(AiMessage.from("")).build());
                read.release();
                return;
            }
            bridge = told(request.messages().getLast());
            String before = bridge.isEmpty() ? "" : knowing.apply(bridge);
            String words = before.isEmpty() ? sentence : before + "that" + sentence.substring("That".length());
            int half = words.length() / 2;
            clock.after(delay.minus(streams), () -> partial(handler, words.substring(0, half)));
            clock.after(delay, () -> {
                partial(handler, words.substring(half));
                handler.onCompleteResponse(
                        ChatResponse.builder().aiMessage(AiMessage.from(words)).build());
            });
            asked.release();
        }

        private static void partial(StreamingChatResponseHandler handler, String text) {
            handler.onPartialResponse(new PartialResponse(text), new PartialResponseContext(new Leaving()));
        }

        private static String told(ChatMessage note) {
            Matcher told = BRIDGE.matcher(((UserMessage) note).singleText());
            return told.find() ? told.group(1) : "";
        }
    }

    private final class Spoken extends Heard {
        private final long asked = clock.millis();
        private Duration silent = Duration.ofDays(1);
        private Duration end = Duration.ofDays(1);

        @Override
        public void onText(String text) {
            silent = pieces.isEmpty() ? Duration.ofMillis(clock.millis() - asked) : silent;
            super.onText(text);
        }

        @Override
        public void onComplete(String speaker, String note) {
            end = Duration.ofMillis(clock.millis() - asked);
            super.onComplete(speaker, note);
        }
    }
}
