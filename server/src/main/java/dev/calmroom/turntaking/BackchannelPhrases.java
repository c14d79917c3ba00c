package dev.calmroom.turntaking;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The kinds of phrases that leave the other the floor; they stand in {@code turntaking/backchannels.yaml}. Immutable. */
final class BackchannelPhrases {
    /** So many words that no phrase ends with are an answer. */
    private static final int ANSWER = 2;

    private static final String FILE = "/turntaking/backchannels.yaml";

    private final Step begin = new Step();
    private final Set<String> telling;
    private final Set<String> orders;

    /** Where a phrase stands after some words of it. */
    private static final class Step {
        private final Map<String, Step> next = new HashMap<>();
        private boolean whole;
    }

    private record Grammar(Map<String, List<String>> parts, Set<String> orders, List<String> phrases) {}

    private BackchannelPhrases(Grammar grammar, Set<String> single, Set<String> telling) {
        this.telling = telling;
        orders = grammar.orders();
        single.forEach(phrase -> add(Set.of(begin), List.of(phrase)).forEach(step -> step.whole = true));
        for (String phrase : grammar.phrases()) {
            Set<Step> reached = Set.of(begin);
            for (String token : phrase.split(" ", -1)) {
                boolean optional = token.endsWith("?");
                String bare = optional ? token.substring(0, token.length() - 1) : token;
                Set<Step> after = add(reached, choices(bare, grammar));
                if (optional) {
                    after.addAll(reached);
                }
                reached = after;
            }
            reached.forEach(step -> step.whole = step != begin);
        }
    }

    /**
     * @param single phrases that need no putting together
     * @param telling words that are no mere beginning of something: «okay, no» is not «okay, no problem»
     */
    static BackchannelPhrases english(Set<String> single, Set<String> telling) {
        try (InputStream in = BackchannelPhrases.class.getResourceAsStream(FILE)) {
            return new BackchannelPhrases(YAMLMapper.shared().readValue(in, Grammar.class), single, telling);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(FILE), e);
        }
    }

    private static List<String> choices(String token, Grammar grammar) {
        if (!token.startsWith("{")) {
            return Arrays.asList(token.split("\\|"));
        }
        List<String> part = grammar.parts().get(token.substring(1, token.length() - 1));
        if (part == null) {
            throw new IllegalStateException("%s has no part '%s'".formatted(FILE, token));
        }
        return part;
    }

    private static Set<Step> add(Set<Step> from, List<String> choices) {
        Set<Step> after = new HashSet<>();
        for (Step step : from) {
            for (String choice : choices) {
                Step at = step;
                for (String word : choice.split(" ", -1)) {
                    at = at.next.computeIfAbsent(word, _ -> new Step());
                }
                after.add(at);
            }
        }
        return after;
    }

    /**
     * Whether these are such phrases, one after the other. While the leader speaks the last may have only begun: «I» may still
     * become «I see». Where nothing follows, «yes, I will» is an answer, and a single word is still none.
     *
     * @param finished whether the leader is through with them
     */
    boolean all(List<String> words, boolean finished) {
        Set<Step> reached = new HashSet<>(Set.of(begin));
        boolean whole = true;
        int begun = 0;
        for (String word : words) {
            List<Step> after = new ArrayList<>();
            for (Step step : reached) {
                Step next = step.next.get(word);
                if (next != null) {
                    after.add(next);
                }
            }
            if (after.isEmpty()) {
                return false;
            }
            whole = after.stream().anyMatch(step -> step.whole);
            begun = whole ? 0 : begun + 1;
            reached = new HashSet<>(after);
            if (whole) {
                reached.add(begin);
            }
        }
        String last = words.getLast();
        boolean mayGoOn = !finished || (begun < ANSWER && !orders.contains(last));
        return whole || (mayGoOn && !telling.contains(last));
    }
}
