package dev.calmroom.scenario;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code scenario.yaml} says: the situation, who is who, what may be told, what the persona does next, what the
 * world does, and how it ends. In the file all parts stand side by side, and each has its name here as well. Ids are
 * checked against each other when the file is loaded.
 */
public record Plot(
        @JsonUnwrapped Heading heading,
        Profile persona,
        Profile leader,
        @JsonUnwrapped Hours hours,
        @JsonUnwrapped Knowledge knowledge,
        @JsonUnwrapped Direction direction,
        @JsonUnwrapped Fairness fairness,
        @JsonUnwrapped World world,
        @JsonUnwrapped Outcome outcome,
        @Nullable Earlier earlier,
        @JsonIgnore List<String> remembered) {
    public Plot {
        remembered = remembered == null ? List.of() : List.copyOf(remembered);
    }

    /** The same in another world. */
    Plot in(World other) {
        return new Plot(
                heading, persona, leader, hours, knowledge, direction, fairness, other, outcome, earlier, remembered);
    }

    /** The same where this is remembered of the earlier call: it may give other first words. */
    Plot remembering(List<String> memories) {
        Direction begun = memories(memories).stream()
                .filter(memory -> memory.act() != null)
                .findFirst()
                .map(memory -> direction.opening(new Opening(Objects.requireNonNull(memory.act()), memory.tells())))
                .orElse(direction);
        return new Plot(
                heading, persona, leader, hours, knowledge, begun, fairness, world, outcome, earlier, memories);
    }

    /** The memories with these ids, in the file's order. */
    public List<Earlier.Memory> memories(List<String> ids) {
        return earlier == null
                ? List.of()
                : earlier.memories().stream().filter(memory -> ids.contains(memory.id())).toList();
    }

    /** @param framework the id of the framework that the call is scored against */
    public record Heading(String id, String title, String summary, String framework) {}

    /**
     * @param clock the night's own time when the phone rings
     * @param lasts how long the call may last
     * @param warnAt call time at which the leader is warned that it will end
     */
    public record Hours(LocalTime clock, Duration lasts, Duration warnAt) {}

    /**
     * What can be spoken of.
     *
     * @param vocabulary names and terms that a recogniser gets wrong
     */
    public record Knowledge(
            List<String> vocabulary,
            List<Person> people,
            List<Fact> facts,
            @Nullable FalsePromise falsePromise,
            List<WayOut> options,
            List<Topic> topics) {
        public Knowledge {
            vocabulary = List.copyOf(vocabulary);
            people = List.copyOf(people);
            facts = List.copyOf(facts);
            options = List.copyOf(options);
            topics = List.copyOf(topics);
        }
    }

    /**
     * What the persona does.
     *
     * @param replies the director's rules, read from the top
     * @param bridge the act whose lines are said while a language model thinks; null: none are
     * @param standIns a dozen lines that fit anywhere, for a scenario without {@code lines.yaml}; else empty
     * @param notByAsking moves that a plain question does not make, unless it is one that does
     * @param asking moves that ask: what they are heard in is a question, whatever its form
     */
    public record Direction(
            List<Act> acts,
            List<Reply> replies,
            Opening opening,
            @Nullable String bridge,
            List<String> standIns,
            List<String> notByAsking,
            List<String> asking) {
        public Direction {
            acts = List.copyOf(acts);
            replies = List.copyOf(replies);
            standIns = standIns == null ? List.of() : List.copyOf(standIns);
            notByAsking = List.copyOf(notByAsking);
            asking = List.copyOf(asking);
        }

        Direction opening(Opening other) {
            return new Direction(acts, replies, other, bridge, standIns, notByAsking, asking);
        }
    }

    /**
     * What the leader's words can mean, whatever they sound like.
     *
     * @param aimed moves that only words make which are meant as they stand and are aimed at the persona's side
     * @param claims the topic of words that claim what the persona has said; null: none
     * @param besides for what a question can ask for beside facts (what happened just now, what was decided), the facts
     *     that answer it
     * @param heardOnlyWith for a move the regular expressions, one of which has to be found in words that make it
     */
    public record Fairness(
            List<String> aimed,
            @Nullable String claims,
            Map<String, List<String>> besides,
            Map<String, List<String>> heardOnlyWith) {
        public Fairness {
            aimed = List.copyOf(aimed);
            besides = Map.copyOf(besides);
            heardOnlyWith = Map.copyOf(heardOnlyWith);
        }
    }

    /**
     * What comes without anybody's words.
     *
     * @param cuttingIn when the persona talks over a leader who goes on and on
     */
    public record World(
            List<SilenceStep> silence,
            List<CutIn> cuttingIn,
            List<Happening> events,
            @Nullable CallBack callBack) {
        public World {
            silence = List.copyOf(silence);
            cuttingIn = List.copyOf(cuttingIn);
            events = List.copyOf(events);
        }
    }

    /**
     * @param endings the first that holds is how the call ended; the last holds always
     * @param night what followed, or null where the scenario has none
     */
    public record Outcome(List<Ending> endings, @Nullable Night night) {
        public Outcome {
            endings = List.copyOf(endings);
        }
    }

    public String id() {
        return heading.id();
    }

    public String title() {
        return heading.title();
    }

    public String summary() {
        return heading.summary();
    }

    public String framework() {
        return heading.framework();
    }

    public LocalTime clock() {
        return hours.clock();
    }

    public Duration lasts() {
        return hours.lasts();
    }

    public Duration warnAt() {
        return hours.warnAt();
    }

    public List<String> vocabulary() {
        return knowledge.vocabulary();
    }

    public List<Person> people() {
        return knowledge.people();
    }

    public List<Fact> facts() {
        return knowledge.facts();
    }

    public @Nullable FalsePromise falsePromise() {
        return knowledge.falsePromise();
    }

    public List<WayOut> options() {
        return knowledge.options();
    }

    public List<Topic> topics() {
        return knowledge.topics();
    }

    public List<Act> acts() {
        return direction.acts();
    }

    public List<Reply> replies() {
        return direction.replies();
    }

    public Opening opening() {
        return direction.opening();
    }

    public @Nullable String bridge() {
        return direction.bridge();
    }

    public List<String> standIns() {
        return direction.standIns();
    }

    public List<String> notByAsking() {
        return direction.notByAsking();
    }

    public List<String> asking() {
        return direction.asking();
    }

    public List<String> aimed() {
        return fairness.aimed();
    }

    public @Nullable String claims() {
        return fairness.claims();
    }

    public Map<String, List<String>> besides() {
        return fairness.besides();
    }

    public Map<String, List<String>> heardOnlyWith() {
        return fairness.heardOnlyWith();
    }

    public List<SilenceStep> silence() {
        return world.silence();
    }

    public List<CutIn> cuttingIn() {
        return world.cuttingIn();
    }

    public List<Happening> events() {
        return world.events();
    }

    public @Nullable CallBack callBack() {
        return world.callBack();
    }

    public List<Ending> endings() {
        return outcome.endings();
    }

    public @Nullable Night night() {
        return outcome.night();
    }

    public Optional<Fact> fact(String id) {
        return facts().stream().filter(f -> f.id().equals(id)).findFirst();
    }

    /** @throws IllegalArgumentException when there is no such act */
    public Act act(String id) {
        return acts().stream()
                .filter(a -> a.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no act '%s' in scenario '%s'".formatted(id, id())));
    }

    public Optional<WayOut> option(String id) {
        return options().stream().filter(o -> o.id().equals(id)).findFirst();
    }

    /** Somebody on the line. {@code name} and {@code fullName} are empty where the role is all that is known. */
    public record Profile(String name, String fullName, String role, String about) {
        public Profile {
            name = name == null ? "" : name;
            fullName = fullName == null ? name : fullName;
            about = about == null ? "" : about;
        }
    }

    /** Somebody who is spoken of. */
    public record Person(String id, String name, String about) {}

    /**
     * Something that the persona knows.
     *
     * @param statement the truth in plain words
     * @param when when it is so; null: always. What is not so now is neither told nor known
     * @param gate when it may be told; null: always
     * @param evades how the persona evades while the gate is closed, told to a language model that answers freely; null:
     *     nothing is told
     * @param figures the numbers in it that a leader may have wrong, or null
     */
    public record Fact(
            String id,
            String statement,
            @Nullable Condition when,
            @Nullable Condition gate,
            @Nullable String evades,
            @Nullable Figures figures) {
        /** Whether it is so, and may be told, whatever the call has come to. */
        public boolean always() {
            return when == null && gate == null;
        }
    }

    /**
     * Numbers that a fact states: another one before the same unit, asked about as if it were so, is put right.
     *
     * @param of units, as they stand behind a number
     * @param are the numbers that are true
     */
    public record Figures(List<String> of, List<Long> are) {
        public Figures {
            of = List.copyOf(of);
            are = List.copyOf(are);
        }
    }

    /** Words that are untrue, and the acts that alone may say them. */
    public record FalsePromise(String says, List<String> acts) {
        public FalsePromise {
            acts = List.copyOf(acts);
        }
    }

    /**
     * Something that can be decided for.
     *
     * @param says regular expression that finds it in a leader's words
     * @param favoured when it is what a decision means that names none: the persona's own choice, where the leader can
     *     know of it; null: never
     * @param facts what belongs to it
     */
    public record WayOut(
            String id, String name, String says, @Nullable Condition favoured, List<String> facts) {
        public WayOut {
            facts = List.copyOf(facts);
        }
    }

    /**
     * Something that a leader's words may be about without making a move.
     *
     * @param says regular expressions
     * @param speechActs speech acts, any of which is about this too
     * @param rule what such words do to the persona, by the emotion file; null: nothing
     * @param makes a move that such words make even where the appraiser hears none; null: none
     * @param when holds where they make it, before this turn; null: always
     * @param unheard moves that such words do not make, however they sound
     */
    public record Topic(
            String id,
            List<String> says,
            List<String> speechActs,
            @Nullable String rule,
            @Nullable String makes,
            @Nullable Condition when,
            List<String> unheard) {
        public Topic {
            says = List.copyOf(says);
            speechActs = List.copyOf(speechActs);
            unheard = List.copyOf(unheard);
        }
    }

    /**
     * Something that the persona can do with a turn.
     *
     * @param about what the turn is for, told to a language model
     * @param words shortest and longest length in words; empty: as the persona's state has it
     * @param authored whether it is always said in authored lines: no language model sees the words that it answers
     * @param forced whether the persona's state or the world leaves nothing else to do: an order also to a language model
     *     that answers freely
     */
    public record Act(String id, String about, List<Integer> words, boolean authored, boolean forced) {
        public Act {
            words = List.copyOf(words);
        }
    }

    /**
     * One rule of the director.
     *
     * @param also whether it may be played after another act in the same turn
     * @param tells facts that the act tells
     * @param tellsAsked whether it tells what was asked for
     * @param tellsChoice whether it tells of the way out that was decided for
     * @param byOption facts that it tells for each option that the leader's words name, of all where they name none
     * @param comesLast whether it is said after whatever else the turn answers
     * @param ends whether the persona hangs up after it
     */
    public record Reply(
            String act,
            Condition when,
            boolean also,
            List<String> tells,
            boolean tellsAsked,
            boolean tellsChoice,
            Map<String, List<String>> byOption,
            boolean comesLast,
            boolean ends) {
        public Reply {
            tells = List.copyOf(tells);
            // Told in the file's order, the same in every run.
            byOption = Collections.unmodifiableMap(new LinkedHashMap<>(byOption));
        }
    }

    /** How the persona begins. */
    public record Opening(String act, List<String> tells) {
        public Opening {
            tells = List.copyOf(tells);
        }
    }

    /**
     * What the persona does when nobody speaks.
     *
     * @param after silence since the leader's last words, the persona's own in between not counted
     * @param rule what the silence does to the persona, by the emotion file
     */
    public record SilenceStep(Duration after, String act, String rule, boolean ends) {}

    /**
     * The persona does not wait for the leader to finish.
     *
     * @param after how long the leader has been speaking
     * @param when holds before this turn of the leader's
     */
    public record CutIn(Duration after, Condition when) {}

    /**
     * Something that the world does.
     *
     * @param at call time of the first time
     * @param giveOrTake by how much it comes sooner or later, by the session's seed; null: it does not
     * @param every how long until it comes again; null: only once
     * @param unless it does not happen while this holds
     * @param rings whether a phone is heard
     * @param act what the persona says to it
     * @param rule what it does to the persona, by the emotion file
     */
    public record Happening(
            String id,
            Duration at,
            @Nullable Duration giveOrTake,
            @Nullable Duration every,
            @Nullable Condition unless,
            String text,
            boolean rings,
            String act,
            String rule) {}

    /**
     * The persona calls again when the call is over.
     *
     * @param after how much later, where the leader named no interval
     * @param text what is shown; {@code {interval}} is how much later
     */
    public record CallBack(
            Condition when, Duration after, String event, String text, String act, BrokenRhythm brokenRhythm) {}

    /**
     * The act by which the persona answers a leader who breaks the interval agreed, and what that does to the persona.
     */
    public record BrokenRhythm(String act, String rule) {}

    /**
     * How the call ended, in one sentence.
     *
     * @param good whether a call that was led well comes to it
     */
    public record Ending(String id, Condition when, String text, boolean good) {}
}
