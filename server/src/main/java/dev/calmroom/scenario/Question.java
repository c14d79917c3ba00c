package dev.calmroom.scenario;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ways in which a leader may ask for something, from {@code questions.yaml}.
 *
 * @param facts ids of the facts that answer it, most important first; empty for what the persona cannot know
 * @param asks example questions, as people say them
 * @param does moves that are made by asking this
 * @param option the way out that it is about, or null: a question that names only another one is not this
 * @param following what answers it instead when the persona has just told one of these facts: words that ask nothing by
 *     themselves («Why?»); empty for a question that stands alone
 * @param kind of asking back that this answers, whatever it is about, by its name under {@code references} in
 *     {@code hearing.yaml}; null where it is known by its examples alone
 */
public record Question(
        List<String> facts,
        List<String> asks,
        List<String> does,
        @Nullable String option,
        Map<String, List<String>> following,
        @Nullable String kind) {
    public Question {
        facts = List.copyOf(facts);
        asks = List.copyOf(asks);
        does = List.copyOf(does);
        following = Map.copyOf(following);
    }

    /** Whether what it asks for depends on what was said before. */
    public boolean refersBack() {
        return !following.isEmpty();
    }

    /** Whether it can be meant where these ways out are named. */
    public boolean fits(Set<String> named) {
        return option == null || named.isEmpty() || named.contains(option);
    }

    /** Whether it asks the same of this way out as another question does of another. */
    public boolean isOf(String way, Question another) {
        return way.equals(option) && does.equals(another.does);
    }

    /** The facts that answer it now: by the last of the facts just told that has something to say to it. */
    public List<String> facts(List<String> subject) {
        return subject.reversed().stream()
                .filter(following::containsKey)
                .findFirst()
                .map(following::get)
                .orElse(facts);
    }
}
