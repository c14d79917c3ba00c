package dev.calmroom.persona;

import dev.calmroom.language.LanguageModel;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Words the persona of one call by a language model. Its words stream through the guard sentence by sentence; where it is
 * late, breaks off or says what may not be said, the understudy speaks, and the note says why. One request at a time is
 * open for a call: the next closes the one before. A model that was too late once is a slow reader: from then on its
 * server reads the call ahead while the persona and the leader speak, and its notes are short. Safe for use by several
 * threads.
 */
final class ModelPersona implements PersonaAgent {
    /** After so many turns lost to the model in a row it is left alone for a while, so that nobody waits for it. */
    private static final int LOST_IN_A_ROW = 2;

    private static final Wording NOTHING = () -> {};

    /** A server with several callers gives a cache away that nobody has used for a while. */
    private static final Duration IDLE = Duration.ofSeconds(60);

    /** A server that reads for so long is slow: the call goes on without it, and it reads on. */
    private static final Duration SLOW_READING = Patience.AFTER_BRIDGE;

    private final ModelCast cast;
    private List<Turn> conversation = List.of();
    private Scene.Past past = Scene.Past.NOTHING;
    private Wording open = NOTHING;
    private @Nullable ScheduledFuture<?> idle;
    private boolean left;
    private boolean forgiven;
    /** How often words were asked for: what ends later than the next began changes nothing. */
    private int asked;

    private int lost;
    private long leftAloneUntil = Long.MIN_VALUE;

    ModelPersona(ModelCast cast) {
        this.cast = cast;
    }

    @Override
    public String name() {
        return named(cast);
    }

    static String named(ModelCast cast) {
        return named(cast.model(), cast.manner());
    }

    /** As the page calls it: the manner is said where it is not the usual one. */
    static String named(LanguageModel model, Manner manner) {
        return manner == Manner.FREE ? model.name() + ", " + manner.label() : model.name();
    }

    /** The beginning of every prompt goes ahead, so that the server has read it when the first turn is asked for. */
    @Override
    public void ring() {
        if (cast.patience().bridge().isEmpty()) {
            return;
        }
        List<Turn> known;
        Scene.Past how;
        Wording seen;
        synchronized (this) {
            if (left || (open instanceof ModelTurn turn && turn.isUnderWay())) {
                return;
            }
            known = conversation;
            how = past;
            seen = open;
        }
        Warming warming = new Warming(
                cast.model(),
                ChatRequest.builder()
                        .messages(cast.prompt().beginning(known, how))
                        .maxOutputTokens(1)
                        .build(),
                cast.clock(),
                () -> hasRead(known));
        if (replace(seen, warming)) {
            seen.cancel();
            warming.start();
        }
    }

    /**
     * It answers, and knows the call up to there. Its lateness is forgiven, once until it words a turn: one that reads in
     * time and words too slowly is left alone as any other. A slow reader goes on reading.
     */
    private void hasRead(List<Turn> known) {
        boolean more;
        synchronized (this) {
            if (!forgiven && hasLost()) {
                forgiven = true;
                lost = 0;
                leftAloneUntil = Long.MIN_VALUE;
            }
            more = cast.wasSlow() && !known.equals(conversation);
        }
        if (more) {
            ring();
        }
    }

    private boolean hasLost() {
        return lost > 0 || isLeftAlone();
    }

    /** What a slow reader has not read by now the leader would wait for; so it reads while others speak. */
    private void readAhead(int turn, List<Turn> before, Turn said) {
        boolean reads;
        synchronized (this) {
            if (asked != turn) {
                // The next turn has been asked for meanwhile, and knows better.
                return;
            }
            List<Turn> all = new ArrayList<>(before);
            all.add(said);
            conversation = List.copyOf(all);
            reads = open instanceof Warming warming && warming.isUnderWay();
        }
        if (cast.wasSlow() && !reads) {
            ring();
        }
    }

    /** Whether its server is still reading what it would have to know: to ask now is to wait, and to read no faster. */
    private synchronized boolean isStillReading() {
        if (cast.patience().isLong() || !(open instanceof Warming warming) || !warming.isUnderWay()) {
            return false;
        }
        if (warming.takesLongerThan(SLOW_READING)) {
            findSlow();
        }
        return cast.wasSlow();
    }

    /** A server that wants a key is paid for what it reads, and late for other reasons than that. */
    private void findSlow() {
        if (cast.model().settings().apiKey() == null) {
            cast.foundSlow();
        }
    }

    /** What was open is closed first. Not under this object's lock: a turn that ends tells us so under its own. */
    private void open(Wording next) {
        Wording former;
        synchronized (this) {
            former = open;
            put(next);
        }
        former.cancel();
    }

    /** @return false when something else is open by now, or everybody has left: nothing has changed */
    private synchronized boolean replace(Wording seen, Wording next) {
        if (left || !open.equals(seen)) {
            return false;
        }
        put(next);
        return true;
    }

    private void put(Wording next) {
        open = next;
        if (idle != null) {
            idle.cancel(false);
        }
        idle = left ? null : cast.timer().schedule(this::ring, IDLE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void leave() {
        synchronized (this) {
            left = true;
        }
        open(NOTHING);
    }

    @Override
    public Wording word(Brief brief, List<Turn> conversation, WordingListener listener) {
        List<Turn> before = List.copyOf(conversation);
        int turn;
        synchronized (this) {
            this.conversation = before;
            this.past = brief.scene().past();
            turn = ++asked;
        }
        WordingListener overhearing = new Overhearing(listener) {
            @Override
            public void onComplete(String speaker, String note) {
                super.onComplete(speaker, note);
                readAhead(turn, before, Turn.of(brief.turn(), Speaker.PERSONA, text()));
            }
        };
        StandIn standIn = new StandIn(cast.understudy(), brief, conversation);
        Optional<String> without = withoutTheModel(brief);
        if (without.isPresent()) {
            standIn.speak(overhearing, without.get());
            return NOTHING;
        }
        ModelTurn words = turn(brief, conversation, standIn, overhearing);
        open(words);
        words.start();
        return words;
    }

    /** Why the model is not asked for this turn; empty: it is. */
    private Optional<String> withoutTheModel(Brief brief) {
        if (cast.scenario().plot().act(brief.task().act()).authored()) {
            return Optional.of("");
        }
        if (isStillReading()) {
            return Optional.of("the model is still reading what was said");
        }
        return isLeftAlone()
                ? Optional.of("the model has failed twice in a row and is left alone for a moment")
                : Optional.empty();
    }

    private synchronized boolean isLeftAlone() {
        return cast.clock().millis() < leftAloneUntil;
    }

    private ModelTurn turn(Brief brief, List<Turn> conversation, StandIn standIn, WordingListener listener) {
        Optional<String> bridge = cast.bridge(brief, conversation);
        ModelTurn.Order order = new ModelTurn.Order(
                brief, cast.prompt().messages(brief, conversation, bridge, cast.wasSlow()), bridge, standIn);
        return new ModelTurn(
                cast, order, cast.guard().inspect(brief, conversation, cast.manner()), listener, this::remember);
    }

    private synchronized void remember(Course course) {
        if (course == Course.TOO_LATE) {
            findSlow();
        }
        if (course == Course.WORDED) {
            lost = 0;
            forgiven = false;
        } else if (++lost >= LOST_IN_A_ROW) {
            lost = 0;
            leftAloneUntil = cast.clock().millis() + cast.patience().leftAlone().toMillis();
        }
    }

    /** The understudy, ready with this turn's words. */
    record StandIn(Understudy understudy, Brief brief, List<Turn> conversation) {
        /** Takes the whole turn. */
        void speak(WordingListener listener, String note) {
            SpokenParts.of(understudy.words(brief, conversation)).forEach(listener::onText);
            listener.onComplete(Understudy.NAME, note);
        }

        /** Ends a turn that has begun with a clause of its own. */
        void goOn(String bridge, WordingListener listener, String note) {
            List<Turn> begun = new ArrayList<>(conversation);
            begun.add(Turn.of(brief.turn(), Speaker.PERSONA, bridge));
            listener.onText(" ");
            new StandIn(understudy, brief, begun).speak(listener, note);
        }
    }
}
