package dev.calmroom.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.checks.CheckResult.Outcome;
import dev.calmroom.language.LanguageModel;
import dev.calmroom.language.LanguageModels;
import dev.calmroom.language.ModelSettings;
import dev.calmroom.language.ScriptedModelServer;
import dev.calmroom.persona.Manner;
import dev.calmroom.scenario.InvalidPromptsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One leader, one seed, two versions of the prompts: played, kept, held against each other. */
class ExperimentTest {
    @TempDir
    Path folder;

    @Test
    void aVersionThatTakesHarmLighterIsToldApartAndWhatWasPlayedIsNotPlayedAgain() throws Exception {
        Experiment experiment = read("""
                scenario: platform-down
                leaders: [blamer]
                seeds: 1
                variants:
                  - name: now
                  - name: same
                    patch: { scenarios/platform-down/emotion.yaml: { rules/blame/adds/trust: -0.24 } }
                  - name: thick-skinned
                    patch: { scenarios/platform-down/emotion.yaml: { rules/blame/adds/trust: -0.01 } }
                checks:
                  - facts are constant
                  - variants: [now, thick-skinned]
                    check: trust falls by .2
                """);
        Tuning.Findings findings = play(experiment);

        assertThat(findings.played().failures()).isEmpty();
        assertThat(findings.checks())
                .extracting(c -> c.variant() + " " + c.outcome())
                .containsExactly(
                        "now PASSED", "same PASSED", "thick-skinned PASSED", "now PASSED", "thick-skinned FAILED");
        assertThat(findings.hasFailed()).isTrue();
        assertThat(findings.isIncomplete()).isFalse();
        assertThat(findings.checks().getLast().check().line()).isEqualTo(13);
        assertThat(findings.comparisons()).hasSize(2);
        assertThat(findings.comparisons().getFirst().same())
                .as("the same value written again changes nothing")
                .isEqualTo(findings.comparisons().getFirst().of());
        assertThat(findings.comparisons().getLast().same())
                .isLessThan(findings.comparisons().getLast().of());
        assertThat(JUnitReport.of(findings)).contains("<testsuite", "failures=\"1\"", "errors=\"0\"", "line=\"13\"");
        assertThat(findings.checks()).extracting(c -> c.outcome()).doesNotContain(Outcome.UNKNOWN);

        Tuning.Findings again = play(experiment);
        assertThat(again.played().sum()).startsWith("0 calls played");
        assertThat(again.played().calls()).isEqualTo(findings.played().calls());
    }

    @Test
    void theBudgetIsReadAloud() {
        assertThat(new Experiment.Budget(40, 200_000L, Duration.ofMinutes(20)).words())
                .isEqualTo("40 calls, 200000 tokens, 20 min 0 s");
        assertThat(new Experiment.Budget(null, null, Duration.ofSeconds(30)).words())
                .isEqualTo("30.0 s");
    }

    @Test
    void theBudgetEndsARunThatAnotherRunTakesUp() throws Exception {
        String rest = """
                scenario: platform-down
                leaders: [silent]
                seeds: 2
                checks: [facts are constant]
                """;
        Tuning.Findings half = play(read("budget: { calls: 1 }\n" + rest));
        assertThat(half.played().unplayed()).isEqualTo(1);
        assertThat(half.played().sum()).contains("1 calls played", "the budget of 1 calls is used up");
        assertThat(half.isIncomplete()).isTrue();

        Tuning.Findings whole = play(read("budget: { calls: 1 }\n" + rest));
        assertThat(whole.played().unplayed()).isZero();
        assertThat(whole.played().calls()).hasSize(2);
    }

    @Test
    void aCallThatCannotBePlayedIsNoCheckThatFails() throws Exception {
        Tuning.Findings findings = play(read("""
                scenario: platform-down
                leaders: [silent]
                seeds: 1
                players:
                  - { name: gone, base-url: "http://localhost:9/v1", model: none }
                checks: [facts are constant]
                """));

        assertThat(findings.played().calls()).isEmpty();
        assertThat(findings.played().failures().values())
                .singleElement()
                .asString()
                .contains("the language model has worded no turn");
        assertThat(findings.hasFailed()).isFalse();
        assertThat(findings.isIncomplete()).isTrue();
        assertThat(JUnitReport.of(findings)).contains("errors=\"2\"");
    }

    @Test
    void aModelWhoseEveryWordIsLeftOutHasPlayed() throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(stream -> {
            stream.open("text/event-stream").openAi("As an AI language model, I cannot help with that.");
            stream.openAiEnd();
        })) {
            Tuning.Findings findings = play(read("""
                    scenario: platform-down
                    leaders: [silent]
                    seeds: 1
                    players:
                      - { name: %s, provider: openai, base-url: "%s/v1", model: stub, manner: worded }
                    checks: [spoken as worded in at least 60 %% of turns]
                    """.formatted("out-of-role", server.url())));
            assertThat(findings.played().failures()).isEmpty();
            assertThat(findings.checks().getFirst().outcome()).isEqualTo(Outcome.FAILED);
            assertThat(findings.checks().getFirst().finding()).startsWith("in 0 of");
        }
    }

    @Test
    void aModelThatAnswersWithoutAWordHasNotPlayed() throws Exception {
        hasNotPlayed(stream -> {
            stream.open("text/event-stream").openAi(" \n");
            stream.openAiEnd();
        });
        hasNotPlayed(stream -> {
            stream.open("text/event-stream");
            stream.openAiEnd();
        });
    }

    private void hasNotPlayed(ScriptedModelServer.Script wordless) throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(wordless)) {
            String text = """
                    scenario: platform-down
                    leaders: [silent]
                    seeds: 1
                    players:
                      - { name: wordless, provider: openai, base-url: "%s/v1", model: stub, manner: worded }
                    checks: [facts are constant]
                    """.formatted(server.url());
            for (String run : List.of("asked", "remembered")) {
                assertThat(play(read(text)).played().failures().values())
                        .as(run)
                        .singleElement()
                        .asString()
                        .contains("the language model has worded no turn");
            }
        }
    }

    @Test
    void turnsInWhichTheModelWasAwayAreCountedAsTheUnderstudys() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (ScriptedModelServer server = new ScriptedModelServer(stream -> {
            if (requests.getAndIncrement() == 0) {
                stream.open("text/event-stream").openAi("It does not end. ");
                stream.openAiEnd();
            }
            // Otherwise the connection is closed without a word.
        })) {
            Tuning.Findings findings = play(read("""
                    scenario: platform-down
                    leaders: [silent]
                    seeds: 1
                    players:
                      - { name: %s, provider: openai, base-url: "%s/v1", model: stub, manner: worded }
                    checks: [facts are constant]
                    """.formatted("half-here", server.url())));

            assertThat(findings.played().failures()).isEmpty();
            StandIns standIns = findings.standIns().getFirst();
            assertThat(standIns.player()).isEqualTo("half-here");
            assertThat(standIns.taken()).isPositive().isLessThan(standIns.of());
            assertThat(standIns.reasons()).containsKey("the model could not be used");
            assertThat(findings.played().sum())
                    .contains("half-here: the understudy stood in for %d of %d turns"
                            .formatted(standIns.taken(), standIns.of()));
            assertThat(new FindingsJson(findings).text()).contains("\"standIns\"");
        }
    }

    /** What was said from memory took as long as it did when it was said: no prompt is quicker for being known. */
    @Test
    void aTurnThatIsPutTogetherOfKeptAnswersTookAsLongAsTheModelDid() throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(stream -> {
            stream.open("text/event-stream").openAi("It does not end.");
            stream.openAiEnd();
        })) {
            Experiment experiment = read("""
                    scenario: platform-down
                    leaders: [silent]
                    seeds: 1
                    players:
                      - { name: stub, provider: openai, base-url: "%s/v1", model: stub, manner: worded }
                    checks: [facts are constant]
                    """.formatted(server.url()));
            Path cache = folder.resolve("cache");
            PlayedExperiment.of(experiment, folder.resolve("out"), cache, Optional.empty());
            Path kept = cache.resolve("tuning").resolve("answers.tsv");
            Files.writeString(kept, Files.readString(kept).replaceAll("\"millis\":[0-9]+", "\"millis\":7000"));
            int requests = server.requests.size();
            Tuning.Findings again = PlayedExperiment.of(experiment, folder.resolve("other"), cache, Optional.empty());

            assertThat(server.requests).hasSize(requests);
            assertThat(again.played().calls().getFirst().wordings())
                    .anyMatch(turn -> turn.took().compareTo(Duration.ofSeconds(7)) >= 0);
        }
    }

    @Test
    void inWholeCallsAModelSpeaksInTheMannerThatTheExamFound() throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(stream -> {
            stream.open("text/event-stream").openAi("It does not end.");
            stream.openAiEnd();
        })) {
            Map<String, String> set = Map.of(
                    "CALMROOM_LLM_PROVIDER", "openai",
                    "CALMROOM_LLM_BASE_URL", server.url() + "/v1",
                    "CALMROOM_LLM_MODEL", "stub");
            Experiment experiment = read("""
                    scenario: platform-down
                    leaders: [silent]
                    seeds: 1
                    players: [model]
                    checks: [facts are constant]
                    """);
            Set<String> systems = new TreeSet<>();
            for (Manner manner : Manner.values()) {
                int before = server.requests.size();
                ModelSource models = new ModelSource(set::get, model -> manner);
                PlayedExperiment.of(
                        experiment, folder.resolve("out"), folder.resolve("cache"), models, Optional.empty());
                assertThat(server.requests)
                        .as("a manner of its own is a call of its own")
                        .hasSizeGreaterThan(before);
                systems.add(server.requests.get(before));
            }
            assertThat(systems).hasSize(2);
        }
    }

    @Test
    void whatAJudgeOfStatementsCostsIsCountedAndCostsOnce() throws Exception {
        Experiment experiment = read("""
                scenario: platform-down
                leaders: [silent]
                seeds: 1
                checks:
                  - judged "the persona answers the phone"
                """);
        try (ScriptedModelServer server = new ScriptedModelServer(stream -> {
            stream.open("text/event-stream").openAi("no");
            stream.openAiEnd();
        })) {
            Map<String, String> set = Map.of(
                    "CALMROOM_LLM_PROVIDER", "openai",
                    "CALMROOM_LLM_BASE_URL", server.url() + "/v1",
                    "CALMROOM_LLM_MODEL", "stub");
            Optional<LanguageModel> judge = LanguageModels.connect(ModelSettings.from(set::get));
            Path cache = folder.resolve("cache");
            assertThat(ahead(experiment, cache, judge)).contains("about 3 requests");
            assertThat(ahead(experiment, cache, Optional.empty()))
                    .as("nobody would be asked")
                    .doesNotContain("requests");
            Tuning.Findings first = PlayedExperiment.of(experiment, folder.resolve("out"), cache, judge);
            assertThat(first.checks().getFirst().outcome())
                    .as(first.checks().getFirst().finding())
                    .isEqualTo(Outcome.FAILED);
            assertThat(first.played().sum()).contains("1 calls played, 3 requests to a language model");

            Tuning.Findings again = PlayedExperiment.of(experiment, folder.resolve("out"), cache, judge);
            assertThat(again.checks().getFirst().outcome()).isEqualTo(Outcome.FAILED);
            assertThat(again.played().sum()).contains("0 calls played, no language model asked");
            assertThat(server.requests).hasSize(3);

            assertThat(ahead(experiment, cache, judge)).as("all is known").doesNotContain("requests");
            Experiment asksMore = read("""
                    scenario: platform-down
                    leaders: [silent]
                    seeds: 1
                    checks:
                      - judged "the persona answers the phone"
                      - judged "the persona is afraid"
                    """);
            assertThat(ahead(asksMore, cache, judge))
                    .as("a call that was played is judged anew by a new sentence")
                    .contains("1 are known, 0 to play", "about 3 requests");
        }
    }

    @Test
    void aMistakeIsToldWithItsLine() {
        assertThatThrownBy(() -> read("""
                scenario: platform-down
                leaders: [blamr]
                checks:
                  - facts are constant
                  - leaders: steady
                    check:
                      - stress falls by .3
                      - strss falls by .3
                """))
                .isInstanceOf(InvalidPromptsException.class)
                .hasMessageContaining("e.yaml:2: leaders/0: there is no leader 'blamr'; did you mean blamer?")
                .hasMessageContaining(
                        "e.yaml:8: checks/1/check/1: «strss falls by .3»: there is no 'strss'; did you mean stress?");
        assertThatThrownBy(() -> read("scenario: platform-up\nchecks: [facts are constant]\n"))
                .hasMessageContaining("e.yaml:1:");
        assertThatThrownBy(() -> read("leaders: [stedy]\nchecks: [{ leaders: steady, check: facts are constant }]\n"))
                .hasMessageContaining("there is no leader 'steady' in this experiment");
        assertThatThrownBy(() -> read("chekcs: [facts are constant]\n")).hasMessageContaining("chekcs");
    }

    private String ahead(Experiment experiment, Path cache, Optional<LanguageModel> judge) {
        try (Tuning tuning = new Tuning(
                experiment, PlayedExperiment.PROMPTS, cache, folder.resolve("out"), ModelSource.none(), judge)) {
            return tuning.ahead();
        }
    }

    private Experiment read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("e.yaml"), text);
        return ExperimentFile.read(file, PlayedExperiment.PROMPTS);
    }

    private Tuning.Findings play(Experiment experiment) throws InterruptedException {
        return PlayedExperiment.of(experiment, folder.resolve("out"));
    }
}
