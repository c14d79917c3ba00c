package dev.calmroom.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.calmroom.scenario.LeaderScript;
import dev.calmroom.scenario.LeaderScript.Leads;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.web.RunningService;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who leads where the seats are swapped. */
class LeadersTest {
    private static final Path PROMPTS = RunningService.prompts();

    static List<String> scenarios() {
        return new ScenarioFiles(PROMPTS).ids();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyScenarioOffersOneWhoLeadsWellAndOneWhoLeadsBadlyTheGoodOneFirst(String scenario) {
        List<LeaderScript> offered = new Leaders(PROMPTS, Optional.empty()).offered(scenario);

        assertThat(offered)
                .extracting(LeaderScript::leads)
                .contains(Leads.well, Leads.badly)
                .isSorted();
        assertThat(offered).noneMatch(LeaderScript::isPlayedByModel);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void whoIsNotThereIsAnsweredWithWhoIs(String scenario) {
        Leaders leaders = new Leaders(PROMPTS, Optional.empty());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> leaders.named(scenario, "nobody"))
                .withMessageContaining("there is no leader 'nobody'")
                .withMessageContaining(leaders.offered(scenario).getFirst().id());
    }
}
