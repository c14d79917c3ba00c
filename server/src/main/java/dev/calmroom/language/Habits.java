package dev.calmroom.language;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a server and its model turned out not to take, or to do, learned from their answers. Nothing is asked twice that
 * was refused once. Safe for use by several threads.
 */
final class Habits {
    enum Habit {
        /** The limit is called {@code max_completion_tokens}: a model that thinks before it speaks. */
        OTHER_NAME_OF_LIMIT,
        NO_LIMIT,
        NO_TEMPERATURE,
        NO_SYSTEM_ROLE,
        NO_SCHEMA,
        NO_JSON_MODE,
        NO_CACHE_SWITCH,
        NO_TEMPLATE_SWITCH,
        NO_THINKING_SWITCH,
        NO_MINIMAL_EFFORT,
        NO_EFFORT,
        /** Its answers hold thoughts; the budget must have room for them. */
        THINKS,
        /** Its thoughts begin without a mark: nothing is spoken before the mark that ends them. */
        THINKS_UNMARKED
    }

    /** What only some servers know, and nobody misses where they do not. */
    private static final Set<Habit> EXTRAS =
            EnumSet.of(Habit.NO_CACHE_SWITCH, Habit.NO_TEMPLATE_SWITCH, Habit.NO_THINKING_SWITCH, Habit.NO_EFFORT);

    private static final Pattern SYSTEM_ROLE =
            Pattern.compile("system (?:role|message|prompt)s?\\b.{0,40}\\b(?:not|un)|(?:no|not|un).{0,40}\\bsystem\\b");
    private final Set<Habit> known = ConcurrentHashMap.newKeySet();
    private final AtomicInteger context = new AtomicInteger();

    boolean has(Habit habit) {
        return known.contains(habit);
    }

    /** @return whether this is news */
    boolean learn(Habit habit) {
        return known.add(habit);
    }

    /**
     * @param refusal the body of an answer with status 400 or 422
     * @return whether something was learned, so that asking again can help
     */
    boolean learnFrom(String refusal) {
        String text = refusal.toLowerCase(Locale.ROOT);
        boolean news = false;
        if (text.contains("max_completion_tokens")) {
            news |= learn(has(Habit.OTHER_NAME_OF_LIMIT) ? Habit.NO_LIMIT : Habit.OTHER_NAME_OF_LIMIT);
        } else if (text.contains("max_tokens")) {
            news |= learn(Habit.NO_LIMIT);
        }
        if (text.contains("temperature")) {
            news |= learn(Habit.NO_TEMPERATURE);
        }
        if (SYSTEM_ROLE.matcher(text).find()) {
            news |= learn(Habit.NO_SYSTEM_ROLE);
        }
        if (text.contains("response_format") || text.contains("json_schema") || text.contains("grammar")) {
            news |= learn(has(Habit.NO_SCHEMA) ? Habit.NO_JSON_MODE : Habit.NO_SCHEMA);
        }
        if (text.contains("cache_prompt")) {
            news |= learn(Habit.NO_CACHE_SWITCH);
        }
        if (text.contains("chat_template_kwargs") || text.contains("enable_thinking")) {
            news |= learn(Habit.NO_TEMPLATE_SWITCH);
        }
        if (text.contains("reasoning_effort")) {
            news |= learn(has(Habit.NO_MINIMAL_EFFORT) ? Habit.NO_EFFORT : Habit.NO_MINIMAL_EFFORT);
        }
        if (text.contains("support thinking") || text.contains("\"think\"")) {
            news |= learn(Habit.NO_THINKING_SWITCH);
        }
        return news;
    }

    /**
     * Some refuse what they do not know without naming it: so what only some know is left out, until it is known whether
     * that was it.
     *
     * @return what was not left out before; empty when there is nothing more to leave out
     */
    Set<Habit> guess() {
        return EXTRAS.stream().filter(known::add).collect(Collectors.toUnmodifiableSet());
    }

    /** That was not it. */
    void takeBack(Set<Habit> guessed) {
        known.removeAll(guessed);
    }

    /** @return the largest context that was needed so far: going back to a smaller one would load the model anew */
    int context(int needed) {
        return context.accumulateAndGet(needed, Math::max);
    }

    /**
     * @return tokens to allow for an answer of so many, with room for thoughts where there will be some; a single one asks
     *     for no answer, only for the prompt to be read, and nobody shall think about that
     */
    int budget(int tokens) {
        if (tokens == ONLY_READ) {
            return has(Habit.OTHER_NAME_OF_LIMIT) ? FEWEST : ONLY_READ;
        }
        boolean thinks = has(Habit.THINKS) || has(Habit.OTHER_NAME_OF_LIMIT);
        return thinks ? tokens + THOUGHTS : tokens;
    }

    /** The budget of a request whose prompt shall only be read. */
    static final int ONLY_READ = 1;
    /** The least that is taken where the limit goes by its other name. */
    private static final int FEWEST = 16;

    private static final int THOUGHTS = 2000;
}
