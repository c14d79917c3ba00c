package dev.calmroom.scenario;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is made of a sentence from a language model, and what it must not be: the contents of
 * {@code prompts/speech.yaml}. In the file all parts stand side by side, and each has its name here as well.
 *
 * @param margins what stands in the call, as a model is shown it, where the leader says nothing
 * @param secrets from where on a sentence is taken to give away what stands behind a gate
 */
public record SpeechRules(
        @JsonUnwrapped Form form,
        Margins margins,
        @JsonUnwrapped Claims claims,
        Secrets secrets,
        @JsonUnwrapped Words words) {
    /**
     * What a sentence may look like.
     *
     * @param repairs applied to every sentence, in order
     * @param goingOn how a sentence begins that only goes on from the one before it
     * @param sayAgain how a leader asks to hear the same again
     * @param plainAnswer what is a short answer to whatever was asked, the whole of the sentence
     * @param introduces how a leader gives a name, which stands in the first group
     */
    public record Form(
            List<Repair> repairs,
            List<Check> checks,
            Pattern goingOn,
            Pattern sayAgain,
            Pattern plainAnswer,
            Pattern introduces) {
        public Form {
            repairs = repairs == null ? List.of() : List.copyOf(repairs);
            checks = List.copyOf(checks);
            goingOn = relaxed(goingOn.pattern());
            sayAgain = relaxed(sayAgain.pattern());
            plainAnswer = relaxed(plainAnswer.pattern());
            introduces = relaxed(introduces.pattern());
        }
    }

    /**
     * What must not be claimed unless it is so.
     *
     * @param decisions how somebody says that a way out has been taken
     * @param choices how somebody speaks of the choice without naming a way out
     * @param promises how somebody says that something is sure to come
     * @param undertakings how somebody says that they will do something for the other
     */
    public record Claims(Claim decisions, Choices choices, Claim promises, Claim undertakings) {}

    /**
     * Single words of which something is known.
     *
     * @param calendar words that name a day or a month, in small letters: facts, however they are written
     * @param names words in capitals that are nobody's name
     * @param units words that make a number before them a fact
     */
    public record Words(Set<String> calendar, Set<String> names, Set<String> units) {
        public Words {
            calendar = Set.copyOf(calendar);
            names = Set.copyOf(names);
            units = Set.copyOf(units);
        }
    }

    public List<Repair> repairs() {
        return form.repairs();
    }

    public List<Check> checks() {
        return form.checks();
    }

    public Pattern goingOn() {
        return form.goingOn();
    }

    public Pattern sayAgain() {
        return form.sayAgain();
    }

    public Pattern plainAnswer() {
        return form.plainAnswer();
    }

    public Pattern introduces() {
        return form.introduces();
    }

    public Claim decisions() {
        return claims.decisions();
    }

    public Choices choices() {
        return claims.choices();
    }

    public Claim promises() {
        return claims.promises();
    }

    public Claim undertakings() {
        return claims.undertakings();
    }

    public Set<String> calendar() {
        return words.calendar();
    }

    public Set<String> names() {
        return words.names();
    }

    public Set<String> units() {
        return words.units();
    }

    /**
     * @param answered before the persona's first words
     * @param silence where nobody says anything
     * @param event where the world does something, {@code {event}}
     * @param again asks once more for what could not be spoken, {@code {reason}}
     */
    public record Margins(String answered, String silence, String event, String again) {
        /** @param happened the text of an event, or empty for silence */
        public String of(String happened) {
            return happened.isBlank() ? silence : event.replace("{event}", happened);
        }

        public String again(String reason) {
            return again.replace("{reason}", reason);
        }
    }

    /**
     * Something that is claimed.
     *
     * @param says patterns that claim it
     * @param unless patterns that take it back wherever they stand: a condition, a doubt, a question
     * @param always patterns that claim it all the same: a question may take something for granted
     * @param denied patterns that take it back where they stand in the same clause: «I can't wait» denies nothing else
     * @param takes patterns that claim it of a scenario's own way out, whose words stand at {@code @way}
     */
    public record Claim(
            List<Pattern> says, List<Pattern> unless, List<Pattern> always, List<Pattern> denied, List<String> takes) {
        private static final String WAY = "@way";
        private static final Pattern CLAUSES = Pattern.compile(
                ";|, (?=(?:and|but|so|because|since|while|then|i|we|you|they|he|she|it|there|nobody|somebody)\\b)",
                Pattern.CASE_INSENSITIVE);

        public Claim {
            says = relaxed(says);
            unless = relaxed(unless);
            always = relaxed(always);
            denied = relaxed(denied);
            takes = takes == null ? List.of() : List.copyOf(takes);
        }

        private static List<Pattern> relaxed(@Nullable List<Pattern> patterns) {
            return patterns == null
                    ? List.of()
                    : patterns.stream()
                            .map(p -> SpeechRules.relaxed(p.pattern()))
                            .toList();
        }

        /**
         * The claim that a way out is taken.
         *
         * @param does a regular expression for how that is said
         */
        public Claim of(String does) {
            List<Pattern> taking = takes.stream()
                    .map(pattern -> Pattern.compile(pattern.replace(WAY, does)))
                    .toList();
            return new Claim(taking, unless, List.of(), denied, List.of());
        }

        /** @return the sentence from the claim on; empty where nothing is claimed */
        public Optional<String> in(String sentence) {
            Optional<String> claimed = from(always, sentence).findFirst();
            if (claimed.isPresent()
                    || unless.stream().anyMatch(p -> p.matcher(sentence).find())) {
                return claimed;
            }
            return from(says, sentence)
                    .filter(claim -> !isDenied(sentence, sentence.length() - claim.length()))
                    .findFirst();
        }

        private boolean isDenied(String sentence, int at) {
            int from = 0;
            int to = sentence.length();
            Matcher end = CLAUSES.matcher(sentence);
            while (end.find() && to == sentence.length()) {
                if (end.end() <= at) {
                    from = end.end();
                } else if (end.start() > at) {
                    to = end.start();
                }
            }
            String clause = sentence.substring(from, to);
            return denied.stream().anyMatch(p -> p.matcher(clause).find());
        }

        private static Stream<String> from(List<Pattern> patterns, String sentence) {
            return patterns.stream()
                    .flatMap(p -> p.matcher(sentence).results())
                    .map(found -> sentence.substring(found.start()));
        }
    }

    /**
     * The choice, spoken of without the name of a way out.
     *
     * @param begun says that the work begins: true only where something is decided
     * @param open speaks of the choice as of one that nobody has made: true only where nothing is decided
     * @param reopened how the leader puts a decision in question: then it may be spoken of as open
     */
    public record Choices(Claim begun, Claim open, Pattern reopened) {
        public Choices {
            reopened = relaxed(reopened.pattern());
        }
    }

    /**
     * How a sentence is held against a fact whose gate is closed. Cosines are from -1 to 1.
     *
     * @param told cosine to the fact's own words from which it is told, however it is put
     * @param clearly by how much nearer to the own words than to what is no secret
     * @param tellingWords lines of the understudy's with fewer words are no example of how it is told
     * @param fewestWords a sentence with fewer that names no way out tells nothing in other words
     * @param asides what is left out before meanings are compared
     * @param nearest how many of the nearest examples of either kind are looked at
     * @param offset the log-odds of telling it before anything is known, with {@code perTelling} for the mean cosine to
     *     the nearest examples that tell it and {@code perOther} for that to those which do not
     * @param from log-odds from which it is taken to be told
     * @param ordinary what anybody says on a call, which tells nothing of any fact
     */
    public record Secrets(
            double told,
            double clearly,
            int tellingWords,
            int fewestWords,
            Pattern asides,
            int nearest,
            double offset,
            double perTelling,
            double perOther,
            double from,
            List<String> ordinary) {
        public Secrets {
            ordinary = List.copyOf(ordinary);
            asides = relaxed(asides.pattern());
        }

        public double logOdds(double telling, double other) {
            return offset + perTelling * telling + perOther * other;
        }
    }

    /**
     * Takes out what a model lays around speech, and keeps the words.
     *
     * @param say what stands in the place of what is found; {@code $1} is its first group
     */
    public record Repair(Pattern find, String say) {
        private static final Pattern GROUP = Pattern.compile("\\$([0-9])");

        public Repair {
            find = relaxed(find.pattern());
            int groups = find.matcher("").groupCount();
            Matcher group = GROUP.matcher(say);
            while (group.find()) {
                if (Integer.parseInt(group.group(1)) > groups) {
                    throw new IllegalArgumentException(
                            "say: there is no group %s in the pattern, which has %d".formatted(group.group(), groups));
                }
            }
        }

        public String in(String sentence) {
            return find.matcher(sentence).replaceAll(say);
        }
    }

    /**
     * @param reason what such a sentence is, in a few words
     * @param ends whether the turn ends before it
     */
    public record Check(String reason, boolean ends, List<Pattern> patterns) {
        public Check {
            patterns = patterns.stream().map(p -> relaxed(p.pattern())).toList();
        }

        public boolean finds(String sentence) {
            return patterns.stream().anyMatch(p -> p.matcher(sentence).find());
        }

        private Check of(String names, String role) {
            return new Check(
                    reason,
                    ends,
                    patterns.stream().map(p -> filled(p, names, role)).toList());
        }
    }

    /** The rules as they hold for one persona: {@code @persona} and {@code @role} are its own. */
    public SpeechRules of(Plot.Profile persona) {
        String called = Stream.of(persona.fullName(), persona.name())
                .flatMap(name ->
                        Stream.concat(Stream.of(name), Pattern.compile(" ").splitAsStream(name)))
                .filter(name -> !name.isBlank())
                .distinct()
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?:", ")"));
        String role = Pattern.quote(persona.role());
        List<Repair> own = repairs().stream()
                .map(r -> new Repair(filled(r.find(), called, role), r.say()))
                .toList();
        List<Check> held = checks().stream().map(c -> c.of(called, role)).toList();
        return new SpeechRules(
                new Form(own, held, goingOn(), sayAgain(), plainAnswer(), introduces()),
                margins,
                claims,
                secrets,
                words);
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
