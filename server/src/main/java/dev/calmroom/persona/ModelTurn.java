package dev.calmroom.persona;

import dev.calmroom.language.ModelSettings;
import dev.calmroom.persona.ModelPersona.StandIn;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One turn that a model words. Everything happens under one lock, so that the listener hears one thing at a time and
 * nothing after {@link #cancel()} has returned; whichever comes first of the model's end, a failure, a deadline and a
 * cancel finishes the turn, the others find it finished.
 */
final class ModelTurn implements Wording {
    private static final Logger LOG = LoggerFactory.getLogger(ModelTurn.class);
    private static final Duration BEFORE_RETRY = Duration.ofMillis(250);
    /** «Okay.», «Yeah, so.»: not more than a bridge where nothing that can be spoken comes behind it. */
    private static final int OPENER = 2;

    private static final String STOPPED = "the model stopped in the middle";
    private static final String WENT_ON = "it goes on from what was not said";
    private static final Objection TOO_LONG = new Objection("longer than the turn has breath for", false);

    /**
     * What is asked of a model.
     *
     * @param bridge what is said where the first sentence is late, told to the model beforehand
     */
    record Order(Brief brief, List<ChatMessage> messages, Optional<String> bridge, StandIn standIn) {}

    private final ModelCast cast;
    private final ModelSettings settings;
    private final Order order;
    private final Brief brief;
    private final SpeechGuard.Inspection inspection;
    private final WordingListener listener;
    private final Consumer<Course> ended;

    private final ReentrantLock lock = new ReentrantLock();
    private SentenceAssembler assembler = new SentenceAssembler();
    private Asking asking = new Asking();
    private List<ChatMessage> messages;
    private final Deadline deadline;
    private @Nullable Objection objected;
    /** The sentence before was not spoken: what only goes on from it is not either. */
    private boolean hanging;

    private String refused = "";
    private final TurnSoFar spoken;
    private boolean askedAgain;
    /** A first piece of an answer has come, which is given time to become a sentence. */
    private boolean begun;
    /** The first sentence is waited for, and what was begun has not put its end off yet. */
    private boolean awaiting;

    private volatile boolean finished;
    private int attempt;

    ModelTurn(
            ModelCast cast,
            Order order,
            SpeechGuard.Inspection inspection,
            WordingListener listener,
            Consumer<Course> ended) {
        this.cast = cast;
        this.settings = cast.model().settings();
        this.order = order;
        this.messages = order.messages();
        this.brief = order.brief();
        this.inspection = inspection;
        this.listener = listener;
        this.ended = ended;
        spoken = new TurnSoFar(listener, inspection.isWary());
        deadline = new Deadline(cast.timer(), cast.clock());
    }

    void start() {
        lock.lock();
        try {
            if (finished) {
                return;
            }
            if (order.bridge().isPresent() && cast.patience().bridge().isPresent()) {
                deadline.in(cast.patience().bridge().get(), this::bridge);
            } else {
                awaitFirstWord(cast.patience().unbridged(Bridges.isAwaited(brief)));
            }
            attempt(0);
        } finally {
            lock.unlock();
        }
    }

    boolean isUnderWay() {
        return !finished;
    }

    private void awaitFirstWord(Duration patience) {
        Duration whole = begun ? patience.plus(cast.patience().begun()) : patience;
        awaiting = !begun;
        String late =
                begun ? "the model had no whole sentence in time" : "the model had no words after " + seconds(patience);
        deadline.in(whole, () -> fail(Course.TOO_LATE, late));
    }

    /** Words stream: what is being said is waited for a little longer than silence is, once in a turn. */
    private void begin() {
        if (begun) {
            return;
        }
        begun = true;
        if (awaiting) {
            awaitFirstWord(deadline.left());
        }
    }

    /** The model is late: a short clause is said meanwhile. */
    private void bridge() {
        lock.lock();
        try {
            if (!finished && spoken.isSilent()) {
                String clause = order.bridge().orElseThrow();
                inspection.said(clause);
                spoken.bridge(clause);
                if (words() > 0) {
                    awaitMore();
                } else {
                    awaitFirstWord(cast.patience().afterBridge());
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** A sentence that is held back is not heard: the leader is still to be told that somebody is there. */
    private void awaitMore() {
        if (spoken.isUnheard() && order.bridge().isPresent()) {
            return;
        }
        deadline.in(cast.patience().silence(), () -> fail(Course.FAILED, STOPPED));
    }

    private void attempt(int number) {
        attempt = number;
        // Nothing that an earlier try left over, or was refused, belongs to this one.
        assembler = new SentenceAssembler();
        hanging = false;
        inspection.beginAgain(spoken.bridged());
        asking = new Asking();
        asking.begin(cast.model(), ChatRequest.builder().messages(messages).build(), new Attempt(number));
    }

    @Override
    public void cancel() {
        lock.lock();
        try {
            finish();
        } finally {
            lock.unlock();
        }
    }

    /** Hears one attempt; a late word of an earlier attempt, or after the end, closes its stream and is dropped. */
    private final class Attempt implements StreamingChatResponseHandler {
        private final int number;

        Attempt(int number) {
            this.number = number;
        }

        @Override
        public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
            lock.lock();
            try {
                if (finished || number != attempt) {
                    context.streamingHandle().cancel();
                    return;
                }
                if (words() > 0) {
                    awaitMore();
                } else if (!partial.text().isBlank()) {
                    begin();
                }
                for (String sentence : assembler.accept(partial.text())) {
                    if (number == attempt) {
                        offer(sentence);
                    }
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            lock.lock();
            try {
                if (!finished && number == attempt) {
                    Optional<String> rest = assembler.finish();
                    // Cut off by its own limit, half a sentence is left, which nobody would say.
                    if (response.finishReason() != FinishReason.LENGTH) {
                        rest.ifPresent(ModelTurn.this::offer);
                    }
                    if (!finished && number == attempt) {
                        complete();
                    }
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void onError(Throwable error) {
            lock.lock();
            try {
                if (!finished && number == attempt) {
                    failed(error);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private void failed(Throwable error) {
        LOG.debug("turn {}: {}", brief.turn(), error.toString());
        boolean retry = words() == 0 && attempt < settings.retries() && !(error instanceof NonRetriableException);
        if (retry) {
            int next = attempt + 1;
            attempt = next;
            var _ = cast.timer().schedule(() -> retry(next), BEFORE_RETRY.toMillis() * next, TimeUnit.MILLISECONDS);
        } else {
            fail(Course.FAILED, Asking.failure(error));
        }
    }

    private void retry(int number) {
        lock.lock();
        try {
            if (!finished) {
                attempt(number);
            }
        } finally {
            lock.unlock();
        }
    }

    /** A whole sentence: spoken if nothing speaks against it. */
    private void offer(String sentence) {
        if (finished) {
            return;
        }
        String whole = inspection.cleaned(sentence);
        if (whole.isEmpty()) {
            return;
        }
        Optional<String> unheard = words() > 0
                ? Optional.of(whole)
                : cast.bridges().echo(spoken.bridged()).without(whole);
        if (unheard.isEmpty()) {
            refuse(whole, Objection.REPEATED);
            return;
        }
        String cleaned = unheard.get();
        Optional<String> fitting = new Breath(brief.task().words()).fitting(cleaned, words());
        // Where the leader does not play, as it seems, what is too long may be what gives the rest away.
        String judged = inspection.isWary() ? cleaned : fitting.orElse(cleaned);
        Optional<Objection> objection = hanging && inspection.goesOn(judged)
                ? Optional.of(new Objection(WENT_ON, false))
                : inspection.objection(judged);
        if (fitting.isEmpty() && objection.filter(Objection::ends).isEmpty()) {
            tooLong(cleaned);
            return;
        }
        hanging = objection.isPresent() && !objection.get().isKnown();
        if (objection.isPresent()) {
            refuse(judged, objection.get());
            return;
        }
        inspection.said(fitting.get());
        spoken.say(fitting.get());
        awaitMore();
        if (words() >= brief.task().words().most()) {
            complete();
        }
    }

    /** Too long with what was said: the turn is over where the last sentence ended. Too long alone: it is asked for again. */
    private void tooLong(String sentence) {
        listener.onRefused(sentence, TOO_LONG.reason());
        if (words() > 0) {
            complete();
        } else {
            objected = TOO_LONG;
            refused = sentence;
        }
    }

    private void refuse(String sentence, Objection objection) {
        objected = objection;
        refused = sentence;
        listener.onRefused(refused, objection.reason());
        LOG.debug("turn {}: not spoken, {}", brief.turn(), objection.reason());
        if (spoken.breakOff(objection, OPENER)) {
            complete();
        }
    }

    /** The model has come to an end: as it should, or because the rest is not spoken. */
    private void complete() {
        spoken.release();
        if (words() > 0) {
            finish();
            ended.accept(Course.WORDED);
            listener.onComplete(
                    ModelPersona.named(cast), objected == null ? "" : "a sentence was left out: " + objected.reason());
        } else if (objected != null && !askedAgain) {
            askAgain(objected);
        } else {
            String why = objected == null ? "nothing that could be spoken" : objected.reason();
            finish();
            // It answers; what it says is not the line's fault.
            ended.accept(Course.WORDED);
            standIn("the model's words were not spoken: " + why);
        }
    }

    /** Nothing of it could be spoken: it hears why, once. The deadline stays what it was. */
    private void askAgain(Objection objection) {
        askedAgain = true;
        asking.cancel();
        List<ChatMessage> more = new ArrayList<>(order.messages());
        more.add(AiMessage.from(refused));
        more.add(UserMessage.from(cast.rules().margins().again(objection.reason())));
        messages = List.copyOf(more);
        attempt(attempt + 1);
    }

    /** The model failed: what was spoken stands, else the understudy takes the turn. What was held back is not known to be fair. */
    private void fail(Course course, String note) {
        lock.lock();
        try {
            if (finished) {
                return;
            }
            finish();
            spoken.dropHeld();
            ended.accept(course);
            if (words() > 0) {
                listener.onComplete(ModelPersona.named(cast), note);
            } else {
                standIn(note);
            }
        } finally {
            lock.unlock();
        }
    }

    private void standIn(String note) {
        if (spoken.bridged().isEmpty()) {
            order.standIn().speak(listener, note);
        } else {
            order.standIn().goOn(spoken.bridged(), listener, note);
        }
    }

    private void finish() {
        finished = true;
        deadline.cancel();
        asking.cancel();
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() < 1000 ? duration.toMillis() + " ms" : duration.toSeconds() + " s";
    }

    private int words() {
        return spoken.words();
    }
}
