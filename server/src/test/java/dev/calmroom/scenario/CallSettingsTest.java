package dev.calmroom.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class CallSettingsTest {
    private final Scenario scenario = new ScenarioFiles(Path.of("src/test/resources/prompts")).load("lost-key");
    private final CallSettings settings = new CallSettings(
            List.of(new CallSettings.Difficulty("raw", "Raw", "Everything is felt.", 0.5, 2, 0.5, 2)),
            List.of(new CallSettings.Pace("quick", "Quick", java.util.Map.of("delay", 0.5))));

    @Test
    void aPlainCallIsTheScenarioItself() {
        assertThat(settings.apply(scenario, Circumstances.PLAIN)).isEqualTo(scenario);
    }

    @Test
    void whereNothingIsChosenWhatIsMetIsWhatChangesNothing() {
        assertThat(settings.plainDifficulty()).isEmpty();
        assertThat(settings.plainPace()).isEmpty();
        CallSettings withPlain = new CallSettings(
                List.of(
                        settings.difficulties().getFirst(),
                        new CallSettings.Difficulty("as-written", "As it was", "", 1, 1, 1, 1)),
                List.of(settings.paces().getFirst(), new CallSettings.Pace("natural", "As people do", Map.of())));
        assertThat(withPlain.plainDifficulty()).contains("as-written");
        assertThat(withPlain.plainPace()).contains("natural");
        Circumstances plain = new Circumstances("as-written", "natural", "", List.of());
        assertThat(withPlain.apply(scenario, plain)).isEqualTo(scenario);
    }

    @Test
    void rawNervesFeelHarmMoreAndHelpLess() {
        EmotionRules felt = settings.apply(scenario, difficulty("raw")).feelings();

        assertThat(adds(felt, "soothe")).containsEntry("panic", -0.1).containsEntry("warmth", 0.05);
        assertThat(adds(felt, "hurry")).containsEntry("panic", 0.4).containsEntry("warmth", -0.2);
    }

    @Test
    void whoeverComesOnTheLineIsMetLikeThePersona() {
        Scenario night = new ScenarioFiles(Path.of("../prompts")).load("platform-down");
        Scenario before = Objects.requireNonNull(night.guests().get("sales-rings"));

        Scenario after = Objects.requireNonNull(
                settings.apply(night, difficulty("raw")).guests().get("sales-rings"));

        assertThat(heat(before)).as("an hour is what Marcus wants").isNegative();
        assertThat(heat(after)).isEqualTo(0.5 * heat(before));
        assertThat(after.plot().silence().getFirst().after())
                .isEqualTo(before.plot().silence().getFirst().after().dividedBy(2));
    }

    @Test
    void nobodyWaitsAndTheWorldComesSooner() {
        Plot plot = settings.apply(scenario, difficulty("raw")).plot();

        assertThat(plot.silence().getFirst().after()).isEqualTo(Duration.ofSeconds(3));
        assertThat(plot.events().getFirst().at()).isEqualTo(Duration.ofSeconds(30));
        assertThat(plot.events().getFirst().every()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void aPaceChangesHowFastAnAnswerComesAndNothingElse() {
        Scenario quick = settings.apply(scenario, new Circumstances("", "quick", "", List.of()));

        assertThat(quick.feelings().delivery())
                .hasEntrySatisfying("delay", delay -> assertThat(delay.at()).isEqualTo(150));
        assertThat(quick.feelings().delivery().get("rate"))
                .isEqualTo(scenario.feelings().delivery().get("rate"));
        assertThat(quick.plot()).isEqualTo(scenario.plot());
    }

    @Test
    void aSettingThatThereIsNoneOfIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> settings.apply(scenario, difficulty("brutal")))
                .hasMessageContaining("'brutal'")
                .hasMessageContaining("raw");
    }

    @Test
    void theProductsOwnSettingsAreGoodAndOneOfThemChangesNothing() {
        CallSettings own = CallSettings.read(Path.of("../prompts"));

        assertThat(own.difficulties()).hasSize(3);
        assertThat(own.difficulties())
                .filteredOn(it -> it.help() == 1 && it.harm() == 1 && it.patience() == 1 && it.pressure() == 1)
                .hasSize(1);
    }

    private static Circumstances difficulty(String id) {
        return new Circumstances(id, "", "", List.of());
    }

    private static double heat(Scenario guest) {
        return Objects.requireNonNull(adds(guest.feelings(), "an-hour").get("heat"));
    }

    private static Map<String, Double> adds(EmotionRules felt, String rule) {
        return Objects.requireNonNull(felt.rules().get(rule)).adds();
    }
}
