package dev.calmroom.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.calmroom.emotion.EmotionalState;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Of the leader a report says what was said and when, and nothing about feelings: who adds a field that sounds otherwise is
 * stopped here. Feelings are the persona's alone, and stand where this test knows them to.
 */
class LeadersFeelingsTest {
    private static final List<String> OF_FEELINGS = List.of(
            "emotion",
            "feel",
            "mood",
            "sentiment",
            "stress",
            "anger",
            "angry",
            "fear",
            "calm",
            "anxi",
            "valence",
            "arousal",
            "affect",
            "tension",
            "nervous",
            "confiden",
            "empath",
            "personality",
            "state");

    /** The persona's state as it was and would have been; and how sure the recogniser was of a word. */
    private static final List<String> KNOWN =
            List.of("curve.state", "oneChange.stateBefore", "oneChange.stateAfter", "turns.words.confidence");

    @Test
    void noFieldOfAReportIsAboutFeelingsButThePersonas() {
        Set<String> fields = new TreeSet<>();
        walk("", "", Report.class, fields);

        assertThat(fields).contains("turns.speaker", "turns.text");
        assertThat(fields.stream().filter(LeadersFeelingsTest::isOfFeelings))
                .containsExactlyInAnyOrderElementsOf(KNOWN);
    }

    private static boolean isOfFeelings(String path) {
        String name = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return OF_FEELINGS.stream().anyMatch(name::contains);
    }

    /** As JSON has them: a group whose parts stand side by side with the rest has no name there. */
    private static void walk(String path, String suffix, Class<?> type, Set<String> fields) {
        for (RecordComponent component : type.getRecordComponents()) {
            JsonUnwrapped group = component.getAccessor().getAnnotation(JsonUnwrapped.class);
            if (group != null) {
                walk(path, group.suffix(), component.getType(), fields);
            } else {
                String name = (path.isEmpty() ? "" : path + ".") + component.getName() + suffix;
                if (fields.add(name)) {
                    recordsOf(component.getGenericType()).forEach(inner -> walk(name, "", inner, fields));
                }
            }
        }
    }

    private static Stream<Class<?>> recordsOf(Type type) {
        return switch (type) {
            case ParameterizedType many ->
                Stream.of(many.getActualTypeArguments()).flatMap(LeadersFeelingsTest::recordsOf);
            case Class<?> one when one.isRecord() && !one.equals(EmotionalState.class) -> Stream.of(one);
            default -> Stream.of();
        };
    }
}
