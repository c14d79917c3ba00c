package dev.calmroom.persona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.emotion.Delivery;
import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.language.ScriptedModelServer;
import dev.calmroom.scenario.Direction;
import dev.calmroom.scenario.Knowledge;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.scenario.SpeechRules;
import dev.calmroom.scenario.WorldRules;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a model that answers freely is told, in every scenario and of every guest (whose sheet is as any other's). */
class FreePromptTest extends ModelCase {
    private static final Pattern SENTENCES = Pattern.compile("(?<=[.?!…:])\\s+|\\n\\s*\\n");
    private static final String ORDER = "This turn must be: ";

    private static final Map<String, Scenario> ALL = new LinkedHashMap<>();

    @BeforeAll
    static void everybody() {
        ScenarioFiles files = new ScenarioFiles(PROMPTS);
        for (String id : files.ids()) {
            Scenario loaded = files.load(id);
            ALL.put(id, loaded);
            loaded.guests().forEach((event, guest) -> ALL.put(id + ", " + event, guest));
        }
        assertThat(ALL).hasSizeGreaterThan(3);
    }

    @Test
    void whatBeginsOrEndsACallOrAnswersNoWordsIsAnOrder() throws Exception {
        for (Map.Entry<String, Scenario> each : ALL.entrySet()) {
            for (String act : unanswered(each.getValue())) {
                assertThat(prompt(each.getValue(), act).note())
                        .as(each.getKey() + ": " + act)
                        .contains(ORDER + each.getValue().plot().act(act).about());
            }
        }
    }

    private static List<String> unanswered(Scenario played) {
        List<String> acts = new ArrayList<>(List.of(played.plot().opening().act()));
        played.plot().silence().stream().map(WorldRules.SilenceStep::act).forEach(acts::add);
        played.plot().events().stream().map(WorldRules.Happening::act).forEach(acts::add);
        played.plot().replies().stream()
                .filter(Direction.Reply::ends)
                .map(Direction.Reply::act)
                .forEach(acts::add);
        return acts.stream()
                .distinct()
                .filter(act -> !played.plot().act(act).authored())
                .toList();
    }

    @Test
    void aRefusalAndAnythingTheStateForcesIsAnOrderAndAnAnswerIsNot() throws Exception {
        for (String order : List.of(
                "platform-down: refuse-lie",
                "platform-down: withdraw",
                "the-breach: refuse-hero",
                "the-breach: go-cold",
                "the-breach: object",
                "the-breach: too-much",
                "thursday: close-up",
                "thursday: take-it-all",
                "thursday: sink",
                "platform-down, sales-rings: hurt",
                "platform-down, sales-rings: shut")) {
            String[] act = order.split(": ", -1);
            assertThat(prompt(everyone(act[0]), act[1]).note()).as(order).contains(ORDER);
        }
        for (Map.Entry<String, Scenario> each : ALL.entrySet()) {
            assertThat(prompt(each.getValue(), "answer").note())
                    .as(each.getKey())
                    .doesNotContain(ORDER);
        }
    }

    @Test
    void whatIsBehindAGateIsNotInThePromptAndInItsPlaceStandsHowItIsEvaded() throws Exception {
        for (Map.Entry<String, Scenario> each : ALL.entrySet()) {
            Prompt prompt = prompt(each.getValue(), "answer");
            for (Knowledge.Fact fact : each.getValue().plot().facts()) {
                String what = each.getKey() + ": " + fact.id();
                if (fact.gate() == null) {
                    assertThat(prompt.beginning()).as(what).contains(": " + fact.statement());
                } else {
                    assertThat(prompt.beginning() + prompt.note()).as(what).doesNotContain(fact.statement());
                    assertThat(fact.evades()).as(what).isNotBlank();
                    assertThat(prompt.beginning()).as(what).containsOnlyOnce("- " + fact.evades());
                }
            }
        }
    }

    /** By meaning: what the guard would not let a model say it must not be told either. */
    @Test
    void whatEveryPromptSaysGivesNothingAway() throws Exception {
        List<String> givenAway = new ArrayList<>();
        for (Map.Entry<String, Scenario> each : ALL.entrySet()) {
            Scenario played = each.getValue();
            Secrets secrets =
                    new Secrets(embeddings, played, SpeechRules.read(PROMPTS).secrets());
            Stream<String> told = Stream.of(
                            Stream.of(played.personaPrompt()),
                            played.plot().acts().stream()
                                    .filter(act -> played.plot().isForced(act.id()))
                                    .map(Direction.Act::about),
                            played.plot().facts().stream()
                                    .map(Knowledge.Fact::evades)
                                    .flatMap(Stream::ofNullable))
                    .flatMap(texts -> texts);
            told.flatMap(SENTENCES::splitAsStream)
                    .map(sentence -> sentence.replaceAll("\\s+", " ").strip())
                    .filter(sentence -> !sentence.startsWith("#"))
                    .forEach(sentence -> secrets.givenAway(sentence, false, true, List.of(), List.of())
                            .ifPresent(fact -> givenAway.add("%s, %s: %s".formatted(each.getKey(), fact, sentence))));
        }
        assertThat(givenAway).isEmpty();
    }

    @Test
    void whatIsKnownIsNotSaidToBeListedForATurn() {
        ALL.forEach((id, played) -> assertThat(played.personaPrompt())
                .as(id)
                .doesNotContain("listed for this turn")
                .contains("in the note on a turn"));
    }

    /** What code makes of the leader's words, without the name of what is kept back. */
    @Test
    void theNoteSaysWhatWasUnderstoodAndInWhichWordsItWasDecided() throws Exception {
        Scenario played = everyone("platform-down");
        Scene scene = new Scene(
                "",
                List.of(),
                "fix",
                "",
                new Scene.Between(List.of(), List.of(), "", "All right. Do the <short> one, Kenji."),
                Set.of("odds"),
                new Scene.Understood(List.of("odds", "last-day"), Set.of("rollback"), false),
                Scene.Past.NOTHING);
        String note = prompt(played, in(brief(played, "answer"), scene)).note();
        assertThat(note)
                .contains("the targeted fix, by the caller's «All right. Do the short one, Kenji.»")
                .contains("may be meant as: asks for odds, speaks of the rollback")
                .doesNotContain("last-day");
    }

    private static Scenario everyone(String id) {
        return Objects.requireNonNull(ALL.get(id), id);
    }

    private record Prompt(String beginning, String note) {}

    private static Prompt prompt(Scenario played, String act) throws Exception {
        return prompt(played, brief(played, act));
    }

    private static Prompt prompt(Scenario played, Brief brief) throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(stream -> {})) {
            ModelCast cast = Casts.cast(
                    model(server, Map.of()),
                    played,
                    Manner.FREE,
                    Casts.withoutBridge(model(server, Map.of())),
                    guard,
                    timer);
            List<ChatMessage> messages = cast.prompt().messages(brief, CALL, Optional.empty(), false);
            return new Prompt(
                    ((SystemMessage) messages.getFirst()).text(), ((UserMessage) messages.getLast()).singleText());
        }
    }

    private static Brief brief(Scenario played, String act) {
        return new Brief(
                3,
                new Brief.Task(act, List.of(), List.of(), new Voicing.Length(4, 22), false),
                new Brief.Feeling(played.feelings().moods().getFirst().id(), new EmotionalState(Map.of())),
                new Brief.Leader(CALL.getLast().text(), List.of()),
                new Brief.Sound(Delivery.PLAIN, ""),
                Scene.NONE,
                7);
    }
}
