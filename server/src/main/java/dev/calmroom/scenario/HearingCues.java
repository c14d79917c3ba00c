package dev.calmroom.scenario;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a leader's words are heard, whatever the scenario: the contents of {@code prompts/hearing.yaml}.
 *
 * @param questions found in a clause that asks something, where no mark says so
 * @param requests found in a clause that asks for something without being a question
 * @param breaks where a turn is cut into clauses
 * @param setsAside found at the beginning of a clause that says what is not asked about
 * @param references how words point at what was named or said before
 * @param english frequent little words of the call's language
 * @param foreign frequent little words of others
 */
public record HearingCues(
        List<Pattern> questions,
        List<Pattern> requests,
        Pattern breaks,
        Pattern setsAside,
        OffRole offRole,
        References references,
        Set<String> english,
        Set<String> foreign) {
    private static final String PERSONA = "@persona";
    private static final Pattern NOWHERE = Pattern.compile("(?!)");

    /**
     * @param setsAside null in a file from before there was any: nothing is set aside
     * @param references null in a file from before there were any: nothing is pointed at
     */
    public HearingCues(
            List<Pattern> questions,
            List<Pattern> requests,
            Pattern breaks,
            @Nullable Pattern setsAside,
            OffRole offRole,
            @Nullable References references,
            Set<String> english,
            Set<String> foreign) {
        this.questions = questions.stream().map(HearingCues::ignoringCase).toList();
        this.requests = requests.stream().map(HearingCues::ignoringCase).toList();
        this.breaks = ignoringCase(breaks);
        this.setsAside = setsAside == null ? NOWHERE : ignoringCase(setsAside);
        this.offRole = offRole;
        this.references = references == null ? References.NONE : references;
        Set<String> own = lowerCase(english);
        Set<String> others = lowerCase(foreign);
        // A word that both have speaks for neither.
        this.english = without(own, others);
        this.foreign = without(others, own);
    }

    /**
     * @param narrates verbs that tell of the persona instead of speaking to it when they follow its name
     * @param patterns found in words that are spoken at the machine, never to the person
     * @param attacks examples of such words
     * @param innocent examples of words that only resemble them
     */
    public record OffRole(List<String> narrates, List<Pattern> patterns, List<String> attacks, List<String> innocent) {
        public OffRole {
            narrates = List.copyOf(narrates);
            patterns = patterns.stream().map(HearingCues::ignoringCase).toList();
            attacks = List.copyOf(attacks);
            innocent = List.copyOf(innocent);
        }
    }

    /**
     * @param other what is left of two things of which one was spoken of
     * @param places the first, the second, … of the things that the persona has named
     * @param it what was spoken of last
     * @param asking kinds of asking back about what was said, each with the patterns by which it is known
     */
    public record References(Pattern other, List<Pattern> places, Pattern it, Map<String, List<Pattern>> asking) {
        static final References NONE = new References(NOWHERE, List.of(), NOWHERE, Map.of());

        public References {
            other = ignoringCase(other);
            places = places.stream().map(HearingCues::ignoringCase).toList();
            it = ignoringCase(it);
            Map<String, List<Pattern>> kinds = new TreeMap<>();
            asking.forEach((kind, patterns) -> kinds.put(
                    kind, patterns.stream().map(HearingCues::ignoringCase).toList()));
            asking = Collections.unmodifiableMap(kinds);
        }

        private References filled(String name) {
            Map<String, List<Pattern>> kinds = new TreeMap<>();
            asking.forEach((kind, patterns) -> kinds.put(
                    kind,
                    patterns.stream()
                            .map(says -> HearingCues.filled(says, name))
                            .toList()));
            return new References(other, places, it, kinds);
        }
    }

    /** The cues as they hold for one persona: {@code @persona} is what the leader says to it. */
    public HearingCues of(Plot.Profile persona) {
        String spoken = Pattern.quote(persona.name());
        return new HearingCues(
                questions.stream().map(p -> filled(p, spoken)).toList(),
                requests.stream().map(p -> filled(p, spoken)).toList(),
                filled(breaks, spoken),
                filled(setsAside, spoken),
                new OffRole(
                        offRole.narrates(),
                        offRole.patterns().stream().map(p -> filled(p, spoken)).toList(),
                        offRole.attacks().stream()
                                .map(line -> line.replace(PERSONA, persona.name()))
                                .toList(),
                        offRole.innocent().stream()
                                .map(line -> line.replace(PERSONA, persona.name()))
                                .toList()),
                references.filled(spoken),
                english,
                foreign);
    }

    private static Pattern filled(Pattern pattern, String name) {
        return Pattern.compile(pattern.pattern().replace(PERSONA, name), pattern.flags());
    }

    /** @throws InvalidPromptsException when the file is missing or not as its schema says */
    public static HearingCues read(Path prompts) {
        return PromptFile.read(prompts.resolve("hearing.yaml"), "hearing").as(HearingCues.class);
    }

    private static Pattern ignoringCase(Pattern pattern) {
        return Pattern.compile(pattern.pattern(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static Set<String> without(Set<String> words, Set<String> these) {
        return words.stream().filter(w -> !these.contains(w)).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> lowerCase(Set<String> words) {
        return words.stream().map(w -> w.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
