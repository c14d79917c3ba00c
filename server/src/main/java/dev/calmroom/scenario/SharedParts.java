package dev.calmroom.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Fills what stands open in the parts that scenarios share: {@code {name}} in texts, {@code @trust} in lists and keys. */
final class SharedParts {
    private static final String EACH = "each";

    private final Map<String, String> names;
    private final Map<String, List<String>> lists;

    SharedParts(Map<String, String> names, Map<String, List<String>> lists) {
        this.names = names;
        this.lists = lists;
    }

    List<String> list(String place) {
        return lists.getOrDefault(place, List.of());
    }

    String filled(String text) {
        String whole = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            whole = whole.replace("{" + name.getKey() + "}", name.getValue());
        }
        return whole;
    }

    /** @param tree a mapping */
    ObjectNode filled(JsonNode tree) {
        ObjectNode whole = PromptMapper.MAPPER.createObjectNode();
        tree.properties().forEach(entry -> {
            String key =
                    lists.containsKey(entry.getKey()) ? list(entry.getKey()).getFirst() : entry.getKey();
            whole.set(key, node(entry.getValue()));
        });
        return whole;
    }

    private JsonNode node(JsonNode node) {
        if (node.isObject()) {
            return filled(node);
        }
        if (node.isArray()) {
            ArrayNode whole = PromptMapper.MAPPER.createArrayNode();
            for (JsonNode item : node.values()) {
                if (item.isString() && lists.containsKey(item.stringValue())) {
                    list(item.stringValue()).forEach(whole::add);
                } else {
                    whole.add(node(item));
                }
            }
            return whole;
        }
        if (!node.isString()) {
            return node;
        }
        String text = node.stringValue();
        return StringNode.valueOf(lists.containsKey(text) ? list(text).getFirst() : filled(text));
    }

    /**
     * Entries with {@code each} stand once for every one of its kind; a list of moves that is empty never holds.
     *
     * @param ones by kind: where it says {@code each: secret}, every {@code @secret} is one of these
     */
    ArrayNode forEach(JsonNode entries, Map<String, List<String>> ones) {
        ArrayNode whole = PromptMapper.MAPPER.createArrayNode();
        for (JsonNode entry : entries.values()) {
            String kind = entry.path(EACH).asString("");
            for (String one : ones.getOrDefault(kind, List.of(""))) {
                ObjectNode copy = (ObjectNode) named(entry, "@" + kind, one);
                copy.remove(EACH);
                JsonNode moves = copy.path("when").path("moves");
                if (!moves.isArray() || !moves.isEmpty()) {
                    whole.add(copy);
                }
            }
        }
        return whole;
    }

    private static JsonNode named(JsonNode node, String place, String one) {
        if (node.isObject()) {
            ObjectNode whole = PromptMapper.MAPPER.createObjectNode();
            node.properties().forEach(entry -> whole.set(entry.getKey(), named(entry.getValue(), place, one)));
            return whole;
        }
        if (node.isArray()) {
            List<JsonNode> items = new ArrayList<>();
            node.values().forEach(item -> items.add(named(item, place, one)));
            return PromptMapper.MAPPER.createArrayNode().addAll(items);
        }
        return node.isString() && node.stringValue().equals(place) ? StringNode.valueOf(one) : node;
    }
}
