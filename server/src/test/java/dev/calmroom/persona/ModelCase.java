package dev.calmroom.persona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.language.LanguageModel;
import dev.calmroom.language.LanguageModels;
import dev.calmroom.language.ModelSettings;
import dev.calmroom.language.ScriptedModelServer;
import dev.calmroom.language.ScriptedModelServer.Script;
import dev.calmroom.replay.BuiltInEngines;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.scenario.SpeechRules;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import tools.jackson.databind.json.JsonMapper;

/** What tests of a persona that a language model words have in common: a scripted server, and somebody who listens. */
abstract class ModelCase {
    static final Path PROMPTS = Path.of(System.getProperty("calmroom.root"), "prompts");
    static final List<Turn> CALL = List.of(
            Turn.of(1, Speaker.PERSONA, "It's Kenji. We're still down."),
            Turn.of(2, Speaker.LEADER, "How likely is the fix to work? I have <caller> here with me."));
    static Scenario scenario;
    static EmbeddingModel embeddings;
    static ScheduledExecutorService timer;
    static SpeechGuard guard;

    @BeforeAll
    static void prepare() throws IOException {
        scenario = new ScenarioFiles(PROMPTS).load("platform-down");
        embeddings = new BuiltInEngines().embeddings();
        String template = Files.readString(PROMPTS.resolve("turn.md"));
        guard = new SpeechGuard(SpeechRules.read(PROMPTS), scenario, embeddings, template);
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().factory());
    }

    @AfterAll
    static void tidy() {
        timer.shutdownNow();
    }

    static PersonaAgent agent(ScriptedModelServer server, Map<String, String> more) {
        return cast(server, more).forCall();
    }

    static ModelCast cast(ScriptedModelServer server, Map<String, String> more) {
        return cast(server, more, Manner.WORDED, false);
    }

    static ModelCast cast(ScriptedModelServer server, Map<String, String> more, Manner manner, boolean bridged) {
        LanguageModel model = model(server, more);
        Patience patience = bridged
                ? new Patience(
                        Optional.of(Patience.BEFORE_BRIDGE),
                        Patience.live(model.settings()).firstWord(),
                        Patience.live(model.settings()).firstWord(),
                        Duration.ZERO,
                        model.settings().waits().silence(),
                        Duration.ofSeconds(30))
                : Casts.withoutBridge(model);
        return Casts.cast(model, scenario, manner, patience, guard, timer);
    }

    static LanguageModel model(ScriptedModelServer server, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "CALMROOM_LLM_PROVIDER", "openai",
                "CALMROOM_LLM_BASE_URL", server.url(),
                "CALMROOM_LLM_MODEL", "stub"));
        // Patience, where a test is not about it: other work may be going on on this machine.
        environment.put("CALMROOM_LLM_FIRST_WORD_SECONDS", "12");
        environment.put("CALMROOM_LLM_SILENCE_SECONDS", "12");
        environment.putAll(more);
        return LanguageModels.connect(ModelSettings.from(environment::get)).orElseThrow();
    }

    static Brief brief() {
        return UnderstudyTest.brief(
                3, "give-range", "guarded", List.of("odds"), CALL.getLast().text());
    }

    /** Collects a turn. */
    static class Heard implements WordingListener {
        final List<String> pieces = new CopyOnWriteArrayList<>();
        final CountDownLatch first = new CountDownLatch(1);
        final CountDownLatch complete = new CountDownLatch(1);
        volatile String speaker = "";
        volatile String note = "";

        @Override
        public void onText(String text) {
            pieces.add(text);
            first.countDown();
        }

        @Override
        public void onComplete(String speaker, String note) {
            this.speaker = speaker;
            this.note = note;
            complete.countDown();
        }

        String text() {
            return String.join("", pieces);
        }
    }

    static Heard turn(Script script, Map<String, String> environment) throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(script)) {
            return said(agent(server, environment));
        }
    }

    static Heard said(PersonaAgent agent) throws InterruptedException {
        return said(agent, brief(), CALL);
    }

    /** What is said in a turn, once it is complete. */
    static Heard said(PersonaAgent agent, Brief brief, List<Turn> call) throws InterruptedException {
        Heard heard = new Heard();
        agent.word(brief, call, heard);
        assertThat(heard.complete.await(30, TimeUnit.SECONDS)).isTrue();
        return heard;
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The messages of a request, as they lie in it. */
    static List<String> messages(String request) {
        List<String> messages = new ArrayList<>();
        new JsonMapper()
                .readTree(request.substring(request.indexOf(' ') + 1))
                .path("messages")
                .forEach(m -> messages.add(
                        m.path("role").stringValue() + ": " + m.path("content").stringValue()));
        return messages;
    }

    static Brief in(Brief brief, Scene scene) {
        return new Brief(
                brief.turn(), brief.task(), brief.feeling(), brief.leader(), brief.sound(), scene, brief.seed());
    }
}
