package dev.calmroom.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A leader's turn with what a careful reader says of it, from {@code training/reading/turns}.
 *
 * @param voice name of its file, which begins with the writer's letter
 * @param said the persona's words before it
 * @param turn the leader's words
 */
record LabelledTurn(String voice, String said, String turn, List<LabelledPart> parts, List<LabelledAsk> asks) {

    /** A stretch that does something. */
    record LabelledPart(String quote, int start, List<String> moves, List<String> acts, String who, String mode) {}

    /** @param answer ids of what answers it, the most important first */
    record LabelledAsk(String quote, int start, String kind, List<String> answer) {
        int end() {
            return start + quote.length();
        }

        boolean isMemory() {
            return answer.getFirst().startsWith("memory.");
        }
    }

    /** All turns of the files in a folder, file by file. */
    static List<LabelledTurn> readAll(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        }
        YAMLMapper yaml = new YAMLMapper();
        List<LabelledTurn> turns = new ArrayList<>();
        for (Path file : files) {
            String voice = file.getFileName().toString().replace(".yaml", "");
            for (JsonNode node : yaml.readTree(Files.readString(file))) {
                turns.add(turn(voice, node));
            }
        }
        return turns;
    }

    private static LabelledTurn turn(String voice, JsonNode node) {
        String words = node.path("turn").asString();
        List<LabelledPart> parts = new ArrayList<>();
        int from = 0;
        for (JsonNode part : node.path("parts")) {
            String quote = part.path("quote").asString();
            int start = place(words, quote, from);
            from = start;
            parts.add(new LabelledPart(
                    quote,
                    start,
                    texts(part.path("moves")),
                    texts(part.path("acts")),
                    part.path("who").asString(),
                    part.path("mode").asString()));
        }
        List<LabelledAsk> asks = new ArrayList<>();
        from = 0;
        for (JsonNode ask : node.path("asks")) {
            String quote = ask.path("quote").asString();
            int start = place(words, quote, from);
            from = start;
            asks.add(new LabelledAsk(quote, start, ask.path("kind").asString(), texts(ask.path("answer"))));
        }
        return new LabelledTurn(voice, node.path("said").asString(), words, parts, asks);
    }

    private static int place(String words, String quote, int from) {
        int at = words.indexOf(quote, from);
        return at >= 0 ? at : Math.max(0, words.indexOf(quote));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asString()));
        return texts;
    }
}
