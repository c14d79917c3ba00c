package dev.calmroom.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is made of a sentence from a language model, and what it must not be: the contents of
 * {@code prompts/speech.yaml}.
 *
 * @param repairs applied to every sentence, in order
 * @param units words that make a number before them a fact
 */
public record SpeechRules(List<Repair> repairs, List<Check> checks, Set<String> units) {
    public SpeechRules {
        repairs = repairs == null ? List.of() : List.copyOf(repairs);
        checks = List.copyOf(checks);
        units = Set.copyOf(units);
    }

    /**
     * Takes out what a model lays around speech, and keeps the words.
     *
     * @param say what stands in the place of what is found; {@code $1} is its first group
     */
    public record Repair(Pattern find, String say) {
        public Repair {
            find = relaxed(find.pattern());
        }

        public String in(String sentence) {
            return find.matcher(sentence).replaceAll(say);
        }
    }

    /**
     * @param reason what such a sentence is, in a few words
     * @param ends whether the turn ends before it
     */
    public record Check(
            String reason, boolean ends, List<Pattern> patterns) {
        public Check {
            patterns = patterns.stream().map(p -> relaxed(p.pattern())).toList();
        }

        public boolean finds(String sentence) {
            return patterns.stream().anyMatch(p -> p.matcher(sentence).find());
        }
    }

    /** The rules as they hold for one persona: {@code @persona} and {@code @role} are its own. */
    public SpeechRules of(Plot.Profile persona) {
        String names = Stream.of(persona.fullName(), persona.name())
                .flatMap(name -> Stream.concat(Stream.of(name), Pattern.compile(" ").splitAsStream(name)))
                .filter(name -> !name.isBlank())
                .distinct()
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?:", ")"));
        String role = Pattern.quote(persona.role());
        return new SpeechRules(
                repairs.stream()
                        .map(r -> new Repair(filled(r.find(), names, role), r.say()))
                        .toList(),
                checks.stream()
                        .map(c -> new Check(
                                c.reason(),
                                c.ends(),
                                c.patterns().stream()
                                        .map(p -> filled(p, names, role))
                                        .toList()))
                        .toList(),
                units);
    }

    private static Pattern filled(Pattern pattern, String names, String role) {
        return relaxed(pattern.pattern()
                .replaceAll("@persona", Matcher.quoteReplacement(names))
                .replaceAll("@role", Matcher.quoteReplacement(role)));
    }

    private static Pattern relaxed(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }

    /** @throws InvalidPromptsException when the file is missing or not as its schema says */
    public static SpeechRules read(Path prompts) {
        return PromptFile.read(prompts.resolve("speech.yaml"), "speech").as(SpeechRules.class);
    }
}
