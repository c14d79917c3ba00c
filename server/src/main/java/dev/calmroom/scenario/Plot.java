package dev.calmroom.scenario;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
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
        @JsonUnwrapped WorldRules world,
        @JsonUnwrapped Outcome outcome,
        @JsonUnwrapped Past past) {

    /**
     * @param earlier what may be remembered of an earlier call; null: nothing
     * @param remembered what is, in this call
     */
    public record Past(
            @Nullable Earlier earlier, @JsonIgnore List<String> remembered) {
        public Past {
            remembered = remembered == null ? List.of() : List.copyOf(remembered);
        }
    }

    public @Nullable Earlier earlier() {
        return past.earlier();
    }

    public List<String> remembered() {
        return past.remembered();
    }

    /** The same in another world. */
    Plot in(WorldRules other) {
        return new Plot(heading, persona, leader, hours, knowledge, direction, fairness, other, outcome, past);
    }

    /** The same where this is remembered of the earlier call: it may give other first words. */
    Plot remembering(List<String> memories) {
        Direction begun = memories(memories).stream()
                .filter(memory -> memory.act() != null)
                .findFirst()
                .map(memory ->
                        direction.opening(new Direction.Opening(Objects.requireNonNull(memory.act()), memory.tells())))
                .orElse(direction);
        Past now = new Past(earlier(), memories);
        return new Plot(heading, persona, leader, hours, knowledge, begun, fairness, world, outcome, now);
    }

    /** The memories with these ids, in the file's order. */
    public List<Earlier.Memory> memories(List<String> ids) {
        Earlier call = earlier();
        return call == null
                ? List.of()
                : call.memories().stream()
                        .filter(memory -> ids.contains(memory.id()))
                        .toList();
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

    public List<Knowledge.Person> people() {
        return knowledge.people();
    }

    public List<Knowledge.Fact> facts() {
        return knowledge.facts();
    }

    public Knowledge.@Nullable FalsePromise falsePromise() {
        return knowledge.falsePromise();
    }

    public List<Knowledge.WayOut> options() {
        return knowledge.options();
    }

    public List<Knowledge.Topic> topics() {
        return knowledge.topics();
    }

    public List<Direction.Act> acts() {
        return direction.acts();
    }

    public List<Direction.Reply> replies() {
        return direction.replies();
    }

    public Direction.Opening opening() {
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

    public List<WorldRules.SilenceStep> silence() {
        return world.silence();
    }

    public List<WorldRules.CutIn> cuttingIn() {
        return world.cuttingIn();
    }

    public List<WorldRules.Happening> events() {
        return world.events();
    }

    /** Those in the events who can come into the call. */
    public Stream<WorldRules.Visit> visits() {
        return events().stream().map(WorldRules.Happening::guest).filter(Objects::nonNull);
    }

    public WorldRules.@Nullable CallBack callBack() {
        return world.callBack();
    }

    public List<Ending> endings() {
        return outcome.endings();
    }

    public @Nullable Night night() {
        return outcome.night();
    }

    public Optional<Knowledge.Fact> fact(String id) {
        return facts().stream().filter(f -> f.id().equals(id)).findFirst();
    }

    /** @throws IllegalArgumentException when there is no such act */
    public Direction.Act act(String id) {
        return acts().stream()
                .filter(a -> a.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no act '%s' in scenario '%s'".formatted(id, id())));
    }

    /**
     * Whether an act leaves nothing else to do, so that it is an order also to a language model that answers freely: its
     * author says so, or it opens or ends a call, or speaks into a silence or to what the world does.
     *
     * @throws IllegalArgumentException when there is no such act
     */
    public boolean isForced(String act) {
        return act(act).forced() || unanswered().anyMatch(act::equals);
    }

    /** Acts that answer nobody's words, and those after which the persona hangs up. */
    private Stream<String> unanswered() {
        return Stream.of(
                        Stream.of(opening().act()),
                        replies().stream().filter(Direction.Reply::ends).map(Direction.Reply::act),
                        silence().stream().map(WorldRules.SilenceStep::act),
                        events().stream().map(WorldRules.Happening::act),
                        visits().flatMap(visit -> Stream.concat(
                                Stream.of(visit.act()), visit.back().stream().map(WorldRules.Back::act))),
                        Stream.ofNullable(callBack())
                                .flatMap(call -> Stream.of(
                                        call.act(), call.brokenRhythm().act())))
                .flatMap(acts -> acts);
    }

    public Optional<Knowledge.WayOut> option(String id) {
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

    /**
     * How the call ended, in one sentence.
     *
     * @param good whether a call that was led well comes to it
     */
    public record Ending(String id, Condition when, String text, boolean good) {}
}
