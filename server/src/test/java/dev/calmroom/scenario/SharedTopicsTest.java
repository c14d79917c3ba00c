package dev.calmroom.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said on every call is heard on every call. */
class SharedTopicsTest {
    private static final ScenarioFiles FILES = new ScenarioFiles(Path.of("../prompts"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "i apologise for what i said on the phone | apologises",
                "i should not have shouted at you | apologises",
                "that was uncalled for | apologises",
                "what kind of clown does that | insults",
                "you are useless | insults",
                "i've been crying all night | leader-hurts",
                "my brother died | leader-hurts"
            })
    void everyScenarioHears(String words, String topic) {
        for (String scenario : List.of("platform-down", "the-breach", "thursday")) {
            assertThat(isAbout(scenario, topic, words)).as(scenario).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i'm sorry, but that won't do",
                "who is sorry now",
                "what is the worst of it",
                "we start at nine",
                "are you able to talk",
                "my team will ring you",
                "that was right",
                "who decides",
                "tell me about the copy",
                "it could have been me"
            })
    void innocentWordsAreNoneOfThem(String words) {
        for (String scenario : List.of("platform-down", "the-breach", "thursday")) {
            for (String topic : List.of("apologises", "insults", "leader-hurts")) {
                assertThat(isAbout(scenario, topic, words)).as(topic).isFalse();
            }
        }
    }

    private static boolean isAbout(String scenario, String id, String words) {
        return FILES.load(scenario).plot().topics().stream()
                .filter(topic -> topic.id().equals(id))
                .flatMap(topic -> topic.says().stream())
                .anyMatch(says -> Pattern.compile(says).matcher(words).find());
    }
}
