package dev.calmroom.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One of the parts of a condition that must all hold, as its file writes it: so that it can be said which of them does
 * not.
 *
 * @param key as in the file, for instance {@code at-least}
 * @param value what stands behind the key; of several bounds one
 * @param alone the condition that has this part and no other
 */
public record ConditionPart(String key, JsonNode value, Condition alone) {

    /** @param when a condition's place in a file's tree; missing for none */
    public static List<ConditionPart> of(JsonNode when) {
        List<ConditionPart> parts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : when.properties()) {
            boolean bounds = entry.getValue().isObject() && !entry.getKey().equals("not");
            if (bounds) {
                for (Map.Entry<String, JsonNode> bound : entry.getValue().properties()) {
                    ObjectNode one = PromptMapper.MAPPER.createObjectNode();
                    one.set(bound.getKey(), bound.getValue());
                    parts.add(part(entry.getKey(), one));
                }
            } else {
                parts.add(part(entry.getKey(), entry.getValue()));
            }
        }
        return parts;
    }

    private static ConditionPart part(String key, JsonNode value) {
        ObjectNode alone = PromptMapper.MAPPER.createObjectNode();
        alone.set(key, value);
        return new ConditionPart(key, value, PromptMapper.MAPPER.treeToValue(alone, Condition.class));
    }

    /** As it is read aloud: {@code at-least trust .5}. */
    public String text() {
        return key + " "
                + value.toString()
                        .replaceAll("[\"{}\\[\\]]", "")
                        .replace(":", " ")
                        .replace(",", ", ");
    }
}
