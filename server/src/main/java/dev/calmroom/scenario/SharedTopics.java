package dev.calmroom.scenario;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How people say what they say on every call: the words of a scenario's topics that have none of their own. */
final class SharedTopics {
    private SharedTopics() {}

    static Path file(Path prompts) {
        return prompts.resolve("shared").resolve("topics.yaml");
    }

    /**
     * @param plot a scenario's file, with each topic's words where it has some
     * @throws InvalidPromptsException when a topic has none and none are shared under its id
     */
    static PromptFile in(Path prompts, PromptFile plot) {
        JsonNode topics = plot.tree().path("topics");
        if (topics.values().stream().allMatch(topic -> topic.has("says"))) {
            return plot;
        }
        Map<String, JsonNode> shared = shared(prompts);
        List<InvalidPromptsException.Problem> problems = new ArrayList<>();
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        plot.tree().propertyStream().forEach(entry -> whole.set(entry.getKey(), entry.getValue()));
        ArrayNode all = whole.putArray("topics");
        int index = 0;
        for (JsonNode topic : topics.values()) {
            String id = topic.path("id").asString("");
            if (!topic.has("says") && !shared.containsKey(id)) {
                problems.add(plot.problem(
                        "/topics/%d/id".formatted(index),
                        "'%s' has no words: expected 'says', or a topic of this name in shared/topics.yaml"
                                .formatted(id)));
            }
            all.add(topic.has("says") ? topic : with(topic, shared.get(id)));
            index++;
        }
        if (!problems.isEmpty()) {
            throw new InvalidPromptsException(problems);
        }
        return plot.standingFor("scenario", whole);
    }

    private static JsonNode with(JsonNode topic, @Nullable JsonNode says) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        topic.propertyStream().forEach(entry -> whole.set(entry.getKey(), entry.getValue()));
        return says == null ? whole : whole.set("says", says);
    }

    private static Map<String, JsonNode> shared(Path prompts) {
        Map<String, JsonNode> says = new HashMap<>();
        if (Files.isRegularFile(file(prompts))) {
            PromptFile.read(file(prompts), "topics")
                    .tree()
                    .path("topics")
                    .values()
                    .forEach(topic -> says.put(topic.path("id").asString(""), topic.path("says")));
        }
        return says;
    }
}
