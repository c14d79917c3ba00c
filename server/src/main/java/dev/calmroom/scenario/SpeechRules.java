package dev.calmroom.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a sentence from a language model must not be: the contents of {@code prompts/speech.yaml}.
 *
 * @param units words that make a number before them a fact
 */
public record SpeechRules(List<Check> checks, Set<String> units) {
    public SpeechRules {
        checks = List.copyOf(checks);
        units = Set.copyOf(units);
    }

    /**
     * @param reason what such a sentence is, in a few words
     * @param ends whether the turn ends before it
     */
    public record Check(String reason, boolean ends, List<Pattern> patterns) {
        public Check {
            patterns = patterns.stream()
                    .map(p -> Pattern.compile(p.pattern(), Pattern.CASE_INSENSITIVE))
                    .toList();
        }

        public boolean finds(String sentence) {
            return patterns.stream().anyMatch(p -> p.matcher(sentence).find());
        }
    }

    /** @throws InvalidPromptsException when the file is missing or not as its schema says */
    public static SpeechRules read(Path prompts) {
        return PromptFile.read(prompts.resolve("speech.yaml"), "speech").as(SpeechRules.class);
    }
}
