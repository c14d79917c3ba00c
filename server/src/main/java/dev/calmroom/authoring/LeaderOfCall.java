package dev.calmroom.authoring;

import dev.calmroom.log.RecordedCall;
import dev.calmroom.scenario.LeaderScript;
import dev.calmroom.scenario.LeaderScript.Beat;
import dev.calmroom.transcript.Turn;
import java.util.List;
import java.util.Map;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** A simulated leader who says what somebody has said in a call, as its file in {@code leaders} has it. */
public record LeaderOfCall(String id, String scenario, String about, List<String> says) {
    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .build());

    /** @throws IllegalArgumentException when a leader cannot be called so, or says nothing */
    public LeaderOfCall {
        if (!id.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException(
                    "a leader's name: expected small letters, figures and hyphens, found «%s»".formatted(id));
        }
        says = List.copyOf(says);
        if (says.isEmpty()) {
            throw new IllegalArgumentException("nobody leads in this call");
        }
    }

    /** Whoever led in that call: the leader's turns as they were heard, from wherever the call was kept. */
    public static LeaderOfCall of(String id, String scenario, String about, RecordedCall call) {
        return new LeaderOfCall(
                id,
                scenario,
                about,
                call.turns().stream().filter(Turn::isLeader).map(Turn::text).toList());
    }

    /** The leader as it calls, without a file. */
    LeaderScript script() {
        List<Beat> script =
                says.stream().map(line -> new Beat(List.of(line), null)).toList();
        return new LeaderScript(id, scenario, about, List.of(), script, null, 0, null);
    }

    /** In the prompts folder. */
    public String file() {
        return "leaders/%s.yaml".formatted(id);
    }

    public String text() {
        List<Map<String, List<String>>> script =
                says.stream().map(line -> Map.of("says", List.of(line))).toList();
        return "# yaml-language-server: $schema=../schemas/leader.schema.json\n"
                + YAML.writeValueAsString(new Written(id, scenario, about, script));
    }

    /** In the order in which it stands in the file. */
    record Written(String id, String scenario, String about, List<Map<String, List<String>>> script) {}
}
