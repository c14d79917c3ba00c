package dev.calmroom.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.persona.Manner;
import dev.calmroom.persona.Manners;
import dev.calmroom.tuning.Experiment.PlayerSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class ModelSourceTest {
    /** One model has passed in the free manner. */
    private static final Manners EXAMINED = model -> model.equals("able") ? Manner.FREE : Manner.WORDED;

    private static ModelSource source(Map<String, String> set) {
        Map<String, String> all = new HashMap<>(set);
        all.putIfAbsent("CALMROOM_LLM_BASE_URL", "http://localhost:9/v1");
        return new ModelSource(all::get, EXAMINED);
    }

    @Test
    void theMannerIsThatOfTheVariableAndElseThatOfTheExam() {
        assertThat(source(Map.of("CALMROOM_LLM_MODEL", "able")).manner()).isEqualTo(Manner.FREE);
        assertThat(source(Map.of("CALMROOM_LLM_MODEL", "other")).manner()).isEqualTo(Manner.WORDED);
        assertThat(source(Map.of("CALMROOM_LLM_MODEL", "able", "CALMROOM_LLM_MANNER", "worded"))
                        .manner())
                .isEqualTo(Manner.WORDED);
        assertThat(source(Map.of("CALMROOM_LLM_MODEL", "other", "CALMROOM_LLM_MANNER", "free"))
                        .manner())
                .isEqualTo(Manner.FREE);
    }

    @Test
    void aModelInAFileIsKnownByTheNameThatItSpeaksUnder() {
        ModelSource file = new ModelSource(Map.of("CALMROOM_LLM_MODEL", "/models/able.gguf")::get, EXAMINED);

        assertThat(file.manner()).isEqualTo(Manner.FREE);
    }

    @Test
    void whatAPlayerNamesGoesBeforeTheEnvironment() {
        ModelSource source = source(Map.of("CALMROOM_LLM_MODEL", "able"));
        PlayerSource other = PlayerSource.model("other", Map.of("CALMROOM_LLM_MODEL", "other"));
        PlayerSource worded = PlayerSource.model("worded", Map.of("CALMROOM_LLM_MANNER", "worded"));
        PlayerSource cold = PlayerSource.model("cold", Map.of("CALMROOM_LLM_TEMPERATURE", "0"));

        assertThat(source.of(PlayerSource.model()).manner()).isEqualTo(Manner.FREE);
        assertThat(source.of(other).manner()).isEqualTo(Manner.WORDED);
        assertThat(source.of(worded).manner()).isEqualTo(Manner.WORDED);
        assertThat(source.of(cold).fingerprint())
                .as("another temperature gives other calls")
                .isNotEqualTo(source.fingerprint());
    }

    @Test
    void aModelIsConnectedToOnceWhoeverAsksForIt() {
        ModelSource source = source(Map.of("CALMROOM_LLM_MODEL", "able"));

        assertThat(source.model().orElseThrow())
                .isSameAs(source.model().orElseThrow())
                .isSameAs(source.of(PlayerSource.model()).model().orElseThrow());
        assertThat(ModelSource.none().model()).isEmpty();
    }
}
