package dev.calmroom.report;

import dev.calmroom.log.Engines;
import dev.calmroom.log.GuestNames;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.NightStory;
import dev.calmroom.log.Scorecard;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.CommentLeft;
import dev.calmroom.log.SessionEvent.CommentTakenBack;
import dev.calmroom.log.SessionEvent.EmotionShifted;
import dev.calmroom.log.SessionEvent.GuestCame;
import dev.calmroom.log.SessionEvent.GuestLeft;
import dev.calmroom.log.SessionEvent.HeardAgain;
import dev.calmroom.log.SessionEvent.HelpGiven;
import dev.calmroom.log.SessionEvent.Interrupted;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionEvent.LineCorrected;
import dev.calmroom.log.SessionEvent.NightTold;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.log.SessionEvent.SessionEnded;
import dev.calmroom.log.SessionEvent.SessionGraded;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.log.SessionEvent.TakenOffHold;
import dev.calmroom.log.SessionEvent.TurnAppraised;
import dev.calmroom.log.SessionEvent.VerdictOverridden;
import dev.calmroom.log.SessionEvent.VerdictTakenBack;
import dev.calmroom.log.SessionEvent.VoiceChosen;
import dev.calmroom.log.SessionEvent.WorldEvent;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Tell;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A session's events, sorted by what they tell. Where the log says something twice, the last word counts. */
final class CallLog {
    private final List<LoggedEvent> events;
    private final Map<Integer, String> corrections = new LinkedHashMap<>();
    private final Map<Integer, HeardAgain> heardAgain = new LinkedHashMap<>();
    private final GuestNames guests = new GuestNames();

    CallLog(List<LoggedEvent> events) {
        this.events = List.copyOf(events);
        of(LineCorrected.class).forEach(e -> corrections.put(e.turn(), e.text()));
        of(HeardAgain.class).forEach(e -> heardAgain.put(e.turn(), e));
        of(GuestCame.class).forEach(guests::add);
    }

    /** @param sequence the event's number in its session */
    record At<E extends SessionEvent>(long at, long sequence, E event) {
        Duration time() {
            return Duration.ofMillis(at);
        }
    }

    Optional<SessionStarted> started() {
        return of(SessionStarted.class).stream().findFirst();
    }

    /** Which were at work, with the voice that spoke last. */
    Optional<Engines> engines() {
        return started()
                .map(SessionStarted::engines)
                .map(engines -> last(VoiceChosen.class)
                        .map(chosen -> engines.spokenBy(chosen.voice()))
                        .orElse(engines));
    }

    Optional<SessionEnded> ended() {
        return last(SessionEnded.class);
    }

    Optional<NightStory> night() {
        return last(NightTold.class).map(NightTold::night);
    }

    Optional<Scorecard> scorecard() {
        return last(SessionGraded.class).map(SessionGraded::scorecard);
    }

    List<At<LeaderSpoke>> leaderSpoke() {
        return timed(LeaderSpoke.class);
    }

    List<At<PersonaSpoke>> personaSpoke() {
        return timed(PersonaSpoke.class);
    }

    /** What the persona told, asked and promised, by turn. */
    Map<Integer, List<Tell>> tells() {
        Map<Integer, List<Tell>> byTurn = new LinkedHashMap<>();
        of(PersonaSpoke.class).forEach(spoke -> byTurn.put(spoke.turn(), spoke.tells()));
        return byTurn;
    }

    List<At<TurnAppraised>> appraised() {
        return timed(TurnAppraised.class);
    }

    /** Of the persona alone: what a guest felt went with the guest. */
    List<At<EmotionShifted>> shifts() {
        return timed(EmotionShifted.class).stream()
                .filter(shift -> shift.event().ofPersona())
                .toList();
    }

    /** When others came on the line, and when the leader was back with the persona. */
    List<At<GuestCame>> guestsCame() {
        return timed(GuestCame.class);
    }

    List<At<GuestLeft>> guestsLeft() {
        return timed(GuestLeft.class);
    }

    /** What everybody who came is called. */
    GuestNames guests() {
        return guests;
    }

    List<At<WorldEvent>> world() {
        return timed(WorldEvent.class);
    }

    List<Interrupted> interruptions() {
        return of(Interrupted.class);
    }

    List<At<HelpGiven>> helps() {
        return timed(HelpGiven.class);
    }

    /** Each time that the call was on hold and went on. */
    List<At<TakenOffHold>> holds() {
        return timed(TakenOffHold.class);
    }

    /** By the clock on the wall: session time stood still. */
    Duration held() {
        return of(TakenOffHold.class).stream().map(TakenOffHold::lasted).reduce(Duration.ZERO, Duration::plus);
    }

    /** Those that nobody has taken back. */
    List<At<CommentLeft>> comments() {
        Set<Long> gone = of(CommentTakenBack.class).stream()
                .map(CommentTakenBack::comment)
                .collect(Collectors.toSet());
        return timed(CommentLeft.class).stream()
                .filter(comment -> !gone.contains(comment.sequence()))
                .toList();
    }

    /** By criterion; a later one replaces an earlier, and one that was taken back is none. */
    Map<String, At<VerdictOverridden>> overrides() {
        Map<String, At<VerdictOverridden>> byCriterion = new LinkedHashMap<>();
        for (LoggedEvent logged : events) {
            switch (logged.event()) {
                case VerdictOverridden o -> byCriterion.put(o.criterion(), new At<>(logged.at(), logged.sequence(), o));
                case VerdictTakenBack back -> byCriterion.remove(back.criterion());
                default -> {
                    // the others are no verdicts
                }
            }
        }
        return byCriterion;
    }

    /** What the leader put right, by turn. */
    Map<Integer, String> corrections() {
        return corrections;
    }

    /** What a second recogniser heard where nobody has put it right, by turn. */
    Map<Integer, HeardAgain> heardAgain() {
        Map<Integer, HeardAgain> standing = new LinkedHashMap<>(heardAgain);
        standing.keySet().removeAll(corrections.keySet());
        return standing;
    }

    /** @return a turn's words where they are known better than the call went by */
    private Optional<String> putRight(int turn) {
        return Optional.ofNullable(corrections.get(turn))
                .or(() -> Optional.ofNullable(heardAgain.get(turn)).map(HeardAgain::text));
    }

    /** Corrections that came after the last grade. */
    boolean isCorrectedSinceGraded() {
        long graded = events.stream()
                .filter(e -> e.event() instanceof SessionGraded)
                .mapToLong(LoggedEvent::sequence)
                .max()
                .orElse(0);
        return events.stream().anyMatch(e -> e.sequence() > graded && e.event() instanceof LineCorrected);
    }

    /** Session time of the last event of the call itself. */
    Duration length() {
        return events.stream()
                .filter(e -> !(e.event() instanceof SessionGraded
                        || e.event() instanceof HeardAgain
                        || e.event() instanceof LineCorrected
                        || e.event() instanceof CommentLeft
                        || e.event() instanceof CommentTakenBack
                        || e.event() instanceof VerdictOverridden
                        || e.event() instanceof VerdictTakenBack))
                .map(e -> Duration.ofMillis(e.at()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    long lastAt() {
        return events.stream().mapToLong(LoggedEvent::at).max().orElse(0);
    }

    /** The conversation as it was heard; as a second recogniser heard it, or the leader corrected it, where they did. */
    List<Turn> conversation() {
        Map<Integer, Turn> turns = new LinkedHashMap<>();
        for (LoggedEvent logged : events) {
            switch (logged.event()) {
                case LeaderSpoke spoke -> turns.put(spoke.turn(), leaderTurn(spoke));
                case PersonaSpoke spoke -> turns.put(spoke.turn(), guests.turn(spoke));
                default -> {
                    // the others say nothing that was said
                }
            }
        }
        return turns.values().stream()
                .sorted(Comparator.comparingInt(Turn::number))
                .toList();
    }

    private Turn leaderTurn(LeaderSpoke spoke) {
        return putRight(spoke.turn())
                .map(text -> Turn.of(spoke.turn(), Speaker.LEADER, text).with(guests.of(spoke.guest())))
                .orElseGet(() -> guests.turn(spoke));
    }

    /** What followed an event at once, of one kind, before anything else was said. */
    @SuppressWarnings("ReferenceEquality") // This very event; another one may read the same.
    <E extends SessionEvent> @Nullable E followedBy(SessionEvent event, Class<E> type) {
        int index = 0;
        while (index < events.size() && events.get(index).event() != event) {
            index++;
        }
        return index + 1 < events.size()
                        && type.isInstance(events.get(index + 1).event())
                ? type.cast(events.get(index + 1).event())
                : null;
    }

    /** Session time of what was written down just before an event; empty where the session had only begun. */
    @SuppressWarnings("ReferenceEquality") // As above.
    Optional<Duration> justBefore(SessionEvent event) {
        for (int i = 1; i < events.size(); i++) {
            if (events.get(i).event() == event) {
                LoggedEvent before = events.get(i - 1);
                return before.event() instanceof SessionStarted
                        ? Optional.empty()
                        : Optional.of(Duration.ofMillis(before.at()));
            }
        }
        return Optional.empty();
    }

    private <E extends SessionEvent> List<E> of(Class<E> type) {
        return timed(type).stream().map(At::event).toList();
    }

    private <E extends SessionEvent> Optional<E> last(Class<E> type) {
        List<E> all = of(type);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    private <E extends SessionEvent> List<At<E>> timed(Class<E> type) {
        List<At<E>> found = new ArrayList<>();
        for (LoggedEvent logged : events) {
            if (type.isInstance(logged.event())) {
                found.add(new At<>(logged.at(), logged.sequence(), type.cast(logged.event())));
            }
        }
        return found;
    }
}
