package dev.calmroom.tuning;

import dev.calmroom.appraisal.Move;
import dev.calmroom.emotion.Cause;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent.EmotionShifted;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.persona.Brief;
import dev.calmroom.persona.Manner;
import dev.calmroom.persona.PersonaAgents;
import dev.calmroom.persona.Situation;
import dev.calmroom.persona.Understudy;
import dev.calmroom.persona.Understudy.Considered;
import dev.calmroom.replay.Players;
import dev.calmroom.replay.Restoration;
import dev.calmroom.replay.Restoration.Restored;
import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.roleplay.Said;
import dev.calmroom.roleplay.Step;
import dev.calmroom.roleplay.Understanding;
import dev.calmroom.scenario.Direction;
import dev.calmroom.scenario.PromptFile;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.transcript.Turn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why the persona answered as it did: what was heard, which rule held, which were passed over, and which line was picked. */
public final class Explanation {
    private static final int LINES = 6;
    private static final int PASSED_OVER = 12;

    private final Path prompts;
    private final Scenario scenario;
    private final Players players;
    private final SentPrompt sent;
    private final PromptFile plot;
    private final LinePlaces places;
    /** Of those who have been on the line, by their ids. */
    private final Map<String, PromptFile> guests = new HashMap<>();

    /** @param manner in which the language model speaks that the prompt is shown of */
    public Explanation(Troupe troupe, Path prompts, Scenario scenario, Manner manner) {
        this.prompts = prompts;
        this.scenario = scenario;
        this.players = troupe.players(prompts, scenario, PersonaAgents.byLines(scenario));
        this.sent = new SentPrompt(prompts, scenario, troupe.embeddings(), manner);
        Path folder = prompts.resolve("scenarios").resolve(scenario.id());
        this.plot = new ScenarioFiles(prompts).plotFile(scenario.id());
        this.places = LinePlaces.in(folder.resolve("lines.yaml"));
    }

    /** A call in which the leader says something now. */
    private record Moment(Roleplay roleplay, boolean faithful, Duration at, String words) {}

    /**
     * Whoever the leader speaks to: the persona, or a guest, who answers by rules and lines of its own.
     *
     * @param scenario as it is played
     * @param plot what its rules are read from
     */
    private record Speaker(Scenario scenario, PromptFile plot) {}

    private Speaker speaker(Situation situation) {
        String id = situation.plot().id();
        return id.equals(scenario.id())
                ? new Speaker(scenario, plot)
                : new Speaker(
                        scenario.spokenBy(id),
                        guests.computeIfAbsent(id, guest -> new ScenarioFiles(prompts).plotFile(scenario.id(), guest)));
    }

    /**
     * One turn of the leader's and its answer.
     *
     * @param turn the number of the leader's turn, or of the persona's that answers it
     * @throws IllegalArgumentException when the call has no such turn
     */
    public String turn(LoggedCall call, int turn) {
        for (LoggedEvent logged : call.events()) {
            if (logged.event() instanceof LeaderSpoke said && (said.turn() == turn || said.turn() == turn - 1)) {
                int before = lastBefore(call.events(), said.turn());
                return told(
                        said.turn(),
                        moment(call, before, said.text(), Duration.ofMillis(logged.at())),
                        answer(call.events(), said.turn()),
                        true);
            }
        }
        List<Integer> turns = call.events().stream()
                .map(LoggedEvent::event)
                .filter(LeaderSpoke.class::isInstance)
                .map(e -> ((LeaderSpoke) e).turn())
                .toList();
        throw new IllegalArgumentException(
                "the leader speaks in the turns %s of the call, not in %d".formatted(turns, turn));
    }

    /** Every turn of the leader's, without prompts. */
    public String all(LoggedCall call) {
        StringBuilder text = new StringBuilder();
        for (LoggedEvent logged : call.events()) {
            if (logged.event() instanceof LeaderSpoke said) {
                int before = lastBefore(call.events(), said.turn());
                text.append(told(
                                said.turn(),
                                moment(call, before, said.text(), Duration.ofMillis(logged.at())),
                                answer(call.events(), said.turn()),
                                false))
                        .append('\n');
            }
        }
        return text.toString();
    }

    /**
     * What would come of these words.
     *
     * @param after the persona's turn behind which they are said; 1 is the opening
     */
    public String tried(LoggedCall call, int after, String words) {
        return tried(call, after, words, false);
    }

    /** The same with the prompt as a language model gets it: what is written for models alone makes no other difference. */
    public String triedWithPrompt(LoggedCall call, int after, String words) {
        return tried(call, after, words, true);
    }

    /**
     * What the persona is to say to these words; empty where it says nothing.
     *
     * @param after the persona's turn behind which they are said; 1 is the opening
     */
    public Optional<Ordered> ordered(LoggedCall call, int after, String words) {
        Moment moment = moment(call, after, words, behind(call, after));
        Understanding understood = moment.roleplay().understand(Said.inTranscript(words));
        Step step = moment.roleplay().hear(understood, moment.at());
        return step.brief().map(brief -> new Ordered(brief, step.next().conversation()));
    }

    /** A turn that is ordered and not worded yet. */
    public record Ordered(Brief brief, List<Turn> conversation) {
        public Ordered {
            conversation = List.copyOf(conversation);
        }
    }

    private String tried(LoggedCall call, int after, String words, boolean withPrompt) {
        Moment moment = moment(call, after, words, behind(call, after));
        return told(after + 1, moment, Optional.empty(), withPrompt);
    }

    /** @return when that turn of the persona's came */
    private static Duration behind(LoggedCall call, int after) {
        long at = call.events().stream()
                .filter(e -> e.event() instanceof PersonaSpoke spoke && spoke.turn() == after)
                .mapToLong(LoggedEvent::at)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("turn %d is none of the persona's; words are said after one of %s"
                                .formatted(after, personaTurns(call.events()))));
        return Duration.ofMillis(at);
    }

    private Moment moment(LoggedCall call, int before, String words, Duration at) {
        Restored restored = Restoration.restore(players.ringing(call.seed()), call.events(), before);
        return new Moment(restored.roleplay(), restored.faithful(), at, words);
    }

    private String told(int turn, Moment moment, Optional<PersonaSpoke> then, boolean withPrompt) {
        Understanding understood = moment.roleplay().understand(Said.inTranscript(moment.words()));
        Situation situation = moment.roleplay().weigh(understood).orElseThrow();
        Step step = moment.roleplay().hear(understood, moment.at());
        Speaker speaker = speaker(situation);
        StringBuilder text =
                new StringBuilder("Turn %d, the leader%s: «%s»%n".formatted(turn, to(speaker), moment.words()));
        if (!moment.faithful()) {
            text.append(
                    "  With these prompts the call goes otherwise before this turn than its log says.%n".formatted());
        }
        heard(understood, situation, text);
        felt(step, text);
        replies(speaker, situation, text);
        step.brief().ifPresent(brief -> {
            List<Turn> conversation = step.next().conversation();
            told(speaker, brief, situation, text);
            lines(speaker, brief, conversation, text);
            if (withPrompt) {
                text.append("  the prompt as a model gets it%n".formatted())
                        .append(sent.of(brief, conversation).indent(4));
            }
        });
        then.ifPresent(spoke ->
                text.append("  said then (%s, by %s): «%s»%n".formatted(spoke.act(), spoke.speaker(), spoke.text())));
        return text.toString();
    }

    private String to(Speaker speaker) {
        return speaker.scenario().equals(scenario)
                ? ""
                : " to %s".formatted(speaker.scenario().plot().persona().name());
    }

    private static void heard(Understanding understood, Situation situation, StringBuilder text) {
        List<String> heeded =
                situation.turn().appraisal().moves().stream().map(Move::move).toList();
        for (Move move : understood.appraisal().moves()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  heard      %s %.2f «%s»%s%n",
                    move.move(),
                    move.confidence(),
                    move.quote(),
                    heeded.contains(move.move()) ? "" : "  (too unsure, or a question that asks no more: not heeded)"));
        }
        if (!situation.turn().hearing().facts().isEmpty()) {
            text.append("  asks for   %s%n"
                    .formatted(String.join(", ", situation.turn().hearing().facts())));
        }
        if (!situation.turn().topics().isEmpty()) {
            text.append("  topics     %s%n"
                    .formatted(String.join(", ", situation.turn().topics())));
        }
        if (situation.turn().offRole()) {
            text.append("  is said to the machine, not to the persona%n".formatted());
        }
    }

    private static void felt(Step step, StringBuilder text) {
        for (var event : step.events()) {
            if (event instanceof EmotionShifted shifted) {
                shifted.after().dimensions().forEach((dimension, after) -> {
                    String causes = shifted.causes().stream()
                            .filter(c -> c.dimension().equals(dimension))
                            .map(Explanation::cause)
                            .collect(Collectors.joining(", "));
                    text.append(String.format(
                            Locale.ROOT,
                            "  felt       %-10s %.2f -> %.2f  %s%n",
                            dimension,
                            shifted.before().get(dimension),
                            after,
                            causes));
                });
            }
        }
    }

    private static String cause(Cause cause) {
        return String.format(Locale.ROOT, "%s %+.3f", cause.rule(), FindingsText.rounded(cause.amount()));
    }

    private void replies(Speaker speaker, Situation situation, StringBuilder text) {
        PromptFile rules = speaker.plot();
        WhyNot why = new WhyNot(rules, situation);
        List<Direction.Reply> replies = speaker.scenario().plot().replies();
        List<String> near = new ArrayList<>();
        int others = 0;
        for (int i = 0; i < replies.size(); i++) {
            String pointer = "/replies/" + i;
            String place = place(rules.path(), rules.lineOf(pointer));
            if (situation.meets(replies.get(i).when())) {
                near.stream().limit(PASSED_OVER).forEach(text::append);
                text.append("  passed over %d more that are about other words%n".formatted(others));
                text.append(
                        "  answered by %s  %s%n".formatted(place, replies.get(i).act()));
                return;
            }
            Optional<WhyNot.Reason> reason = why.reason(rules.tree().at(pointer + "/when"));
            if (reason.isPresent() && !reason.get().otherWords()) {
                near.add("  passed over %s  %s: %s%n"
                        .formatted(place, replies.get(i).act(), reason.get().text()));
            } else {
                others++;
            }
        }
    }

    private static void told(Speaker speaker, Brief brief, Situation situation, StringBuilder text) {
        WhyNot why = new WhyNot(speaker.plot(), situation);
        text.append("  plays      %s%s%n"
                .formatted(
                        brief.task().act(),
                        brief.task().also().isEmpty()
                                ? ""
                                : ", then "
                                        + String.join(", then ", brief.task().also())));
        if (!brief.task().facts().isEmpty()) {
            text.append(
                    "  may tell   %s%n".formatted(String.join(", ", brief.task().facts())));
        }
        for (String fact : situation.turn().hearing().facts()) {
            why.shut(fact).ifPresent(reason -> text.append("  not told   %s: %s%n".formatted(fact, reason)));
        }
    }

    private void lines(Speaker speaker, Brief brief, List<Turn> conversation, StringBuilder text) {
        Understudy understudy = new Understudy(speaker.scenario().lines());
        StringBuilder said = new StringBuilder();
        understudy.word(brief, conversation, new Collecting(said));
        text.append("  says       «%s»  (understudy, mood %s, %d to %d words)%n"
                .formatted(
                        said.toString().strip(),
                        brief.feeling().mood(),
                        brief.task().words().fewest(),
                        brief.task().words().most()));
        List<Considered> all = understudy.considered(brief, conversation);
        List<Considered> fit = all.stream().filter(c -> c.against().isEmpty()).toList();
        for (Considered line : fit.subList(0, Math.min(LINES, fit.size()))) {
            text.append(String.format(
                    Locale.ROOT,
                    "    %5.1f  %s  «%s»%n",
                    line.worth(),
                    place(speaker, line),
                    line.line().text()));
        }
        List<Considered> unfit =
                all.stream().filter(c -> !c.against().isEmpty()).toList();
        for (Considered line : unfit.subList(0, Math.min(LINES, unfit.size()))) {
            text.append("      not  %s  «%s»: %s%n"
                    .formatted(place(speaker, line), line.line().text(), line.against()));
        }
        int more = all.size() - Math.min(LINES, fit.size()) - Math.min(LINES, unfit.size());
        if (more > 0) {
            text.append("           and %d more lines of %s%n"
                    .formatted(more, brief.task().act()));
        }
    }

    /** A guest stands on a sheet, of which no line is known. */
    private String place(Speaker speaker, Considered line) {
        int number = speaker.plot() == plot ? places.lineOf(line.line().text()) : 0;
        return place(number > 0 ? places.file() : speaker.plot().path(), number);
    }

    /** @param line 0 where it is not known, as of a sheet */
    private String place(Path file, int line) {
        return line > 0 ? "%s:%d".formatted(shown(file), line) : shown(file);
    }

    private String shown(Path file) {
        return prompts.toAbsolutePath().relativize(file.toAbsolutePath()).toString();
    }

    private static int lastBefore(List<LoggedEvent> events, int turn) {
        return events.stream()
                .map(LoggedEvent::event)
                .mapToInt(e -> switch (e) {
                    case LeaderSpoke said -> said.turn();
                    case PersonaSpoke said -> said.turn();
                    default -> 0;
                })
                .filter(t -> t < turn)
                .max()
                .orElse(0);
    }

    private static Optional<PersonaSpoke> answer(List<LoggedEvent> events, int turn) {
        return events.stream()
                .map(LoggedEvent::event)
                .filter(PersonaSpoke.class::isInstance)
                .map(PersonaSpoke.class::cast)
                .filter(spoke -> spoke.turn() == turn + 1)
                .findFirst();
    }

    private static List<Integer> personaTurns(List<LoggedEvent> events) {
        return events.stream()
                .map(LoggedEvent::event)
                .filter(PersonaSpoke.class::isInstance)
                .map(e -> ((PersonaSpoke) e).turn())
                .toList();
    }
}
