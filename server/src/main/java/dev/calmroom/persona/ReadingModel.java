package dev.calmroom.persona;

import dev.calmroom.comprehension.TurnChoice;
import dev.calmroom.comprehension.TurnReader;
import dev.calmroom.language.LanguageModel;
import dev.calmroom.scenario.HearingCues;
import dev.calmroom.scenario.Knowledge.Fact;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the turns of one call read by a language model, within a time. One request is open at once: the next closes the one
 * before, since the leader has gone on. A model that lost two turns in a row is not asked for a while, so that no turn waits
 * for it. Safe for use by several threads.
 */
final class ReadingModel implements TurnReader {
    private static final Logger LOG = LoggerFactory.getLogger(ReadingModel.class);
    private static final int LOST_IN_A_ROW = 2;
    private static final Duration LEFT_ALONE = Duration.ofSeconds(30);

    static final String ALONE = "the model was late or gone twice in a row and is left alone for a moment";
    static final String WENT_ON = "the leader went on";
    static final String CUT = "it was cut off by its budget";
    static final String ENDLESS = "it goes on and on";

    private final LanguageModel model;
    private final ReadingPrompt prompt;
    private final HearingCues cues;
    private final Optional<Duration> budget;
    private final ScheduledExecutorService timer;
    private final InstantSource clock;

    private @Nullable Attempt open;
    private int lost;
    private long leftAloneUntil = Long.MIN_VALUE;

    /**
     * @param budget within which an answer counts; empty: it is waited for as long as it takes
     * @param timer runs the deadlines; not closed here
     */
    ReadingModel(
            LanguageModel model,
            ReadingPrompt prompt,
            HearingCues cues,
            Optional<Duration> budget,
            ScheduledExecutorService timer,
            InstantSource clock) {
        this.model = model;
        this.prompt = prompt;
        this.cues = cues;
        this.budget = budget;
        this.timer = timer;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Answer> ask(Question question) {
        List<TurnChoice.Place> places = TurnChoice.places(question.words(), cues);
        if (places.isEmpty()) {
            return CompletableFuture.completedFuture(Answer.unused(model.name(), "there is nothing to read"));
        }
        Attempt next =
                new Attempt(places, question.known().stream().map(Fact::id).collect(Collectors.toSet()));
        Attempt former;
        boolean alone;
        synchronized (this) {
            former = open;
            open = next;
            alone = clock.millis() < leftAloneUntil;
        }
        if (former != null) {
            former.leave(WENT_ON);
        }
        if (alone) {
            next.leave(ALONE);
        } else {
            next.begin(prompt.request(question, places, model.chat().supportedCapabilities()));
        }
        return next.answer;
    }

    /** One that is waited for is never left alone: when it is asked does not hang on a clock. */
    private synchronized void remember(boolean came) {
        if (came || budget.isEmpty()) {
            lost = 0;
        } else if (++lost >= LOST_IN_A_ROW) {
            lost = 0;
            leftAloneUntil = clock.millis() + LEFT_ALONE.toMillis();
        }
    }

    /** One turn; whichever comes first of the answer, a failure, the deadline and the next turn ends it. */
    private final class Attempt implements StreamingChatResponseHandler {
        private final List<TurnChoice.Place> places;
        private final Set<String> facts;
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private final Asking asking = new Asking();
        private @Nullable ScheduledFuture<?> deadline;

        Attempt(List<TurnChoice.Place> places, Set<String> facts) {
            this.places = places;
            this.facts = facts;
        }

        void begin(ChatRequest request) {
            synchronized (this) {
                deadline = budget.<ScheduledFuture<?>>map(
                                time -> timer.schedule(() -> late(time), time.toMillis(), TimeUnit.MILLISECONDS))
                        .orElse(null);
            }
            asking.begin(model, request, this);
            if (answer.isDone()) {
                asking.cancel();
            }
        }

        private void late(Duration time) {
            if (leave("the model was later than %d ms".formatted(time.toMillis()))) {
                remember(false);
            }
        }

        /** Nobody waits for it any more. */
        boolean leave(String why) {
            boolean first = end(Answer.unused(model.name(), why));
            asking.cancel();
            return first;
        }

        /** @return whether this is what ended it */
        private boolean end(Answer how) {
            synchronized (this) {
                if (deadline != null) {
                    deadline.cancel(false);
                }
            }
            return answer.complete(how);
        }

        @Override
        public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
            boolean tooLong;
            synchronized (this) {
                text.append(partial.text());
                tooLong = text.length() > TurnChoice.MOST_CHARACTERS;
            }
            if (tooLong || answer.isDone()) {
                end(Answer.unused(model.name(), ENDLESS));
                context.streamingHandle().cancel();
            }
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            String said;
            synchronized (this) {
                said = text.toString();
            }
            boolean cut = response.finishReason() == FinishReason.LENGTH;
            if (end(cut ? Answer.unused(model.name(), CUT) : read(said))) {
                remember(true);
            }
        }

        private Answer read(String said) {
            try {
                return Answer.of(model.name(), TurnChoice.read(said, places, facts));
            } catch (TurnChoice.UnreadableException e) {
                LOG.debug("not used, {}: {}", e.getMessage(), said);
                return Answer.unused(model.name(), String.valueOf(e.getMessage()));
            }
        }

        @Override
        public void onError(Throwable error) {
            LOG.debug("a turn was not read: {}", error.toString());
            if (end(Answer.unused(model.name(), Asking.failure(error)))) {
                remember(false);
            }
        }
    }
}
