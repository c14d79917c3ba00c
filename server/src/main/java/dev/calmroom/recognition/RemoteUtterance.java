package dev.calmroom.recognition;

import dev.calmroom.audio.Wav;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection to a vosk-server. It answers every message with a result, so that no more than one is ever on the way. */
final class RemoteUtterance implements Utterance, WebSocket.Listener {
    /** To the letter: the reference server compares it as it stands. */
    private static final String END = "{\"eof\" : 1}";

    private static final String NOTHING = "{}";
    /** In place of an answer, when there will be none. */
    private static final String GONE = "";

    private final Duration patience;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final StringBuilder arriving = new StringBuilder();
    private @Nullable WebSocket socket;
    private String partial = NOTHING;
    private String settled = NOTHING;

    /** @param patience how long an answer is waited for */
    RemoteUtterance(Duration patience) {
        this.patience = patience;
    }

    void begin(WebSocket connected, int sampleRate) {
        socket = connected;
        connected
                .sendText("{\"config\": {\"sample_rate\": %d, \"words\": true}}".formatted(sampleRate), true)
                .join();
    }

    @Override
    public boolean accept(short[] samples) {
        String answer = answerTo(it -> it.sendBinary(ByteBuffer.wrap(Wav.littleEndian(samples)), true));
        boolean isEnd = !VoskJson.isPartial(answer);
        settled = isEnd ? answer : settled;
        partial = isEnd ? NOTHING : answer;
        return isEnd;
    }

    @Override
    public String result() {
        return settled;
    }

    @Override
    public String partialResult() {
        return partial;
    }

    @Override
    public String finalResult() {
        return answerTo(it -> it.sendText(END, true));
    }

    /** What is sent is told by {@code message}. */
    private String answerTo(Message message) {
        WebSocket connected = socket;
        if (connected == null) {
            throw new RecognitionException("The line to the vosk-server is not open.");
        }
        try {
            message.sendOn(connected)
                    .toCompletableFuture()
                    .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            String answer = answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (answer == null) {
                throw new RecognitionException(
                        "The vosk-server did not answer within %d s.".formatted(patience.toSeconds()));
            }
            if (answer.equals(GONE)) {
                throw new RecognitionException("The vosk-server has closed the line in mid-utterance.");
            }
            return answer;
        } catch (CompletionException e) {
            throw new RecognitionException("The line to the vosk-server is broken.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RecognitionException("The recogniser is being closed.", e);
        }
    }

    @FunctionalInterface
    private interface Message {
        CompletionStage<WebSocket> sendOn(WebSocket socket);
    }

    /** Whoever has taken the final result has been hung up on already; otherwise the server forgets what it heard. */
    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        arriving.append(data);
        if (last) {
            answers.add(arriving.toString());
            arriving.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        answers.add(GONE);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        answers.add(GONE);
    }
}
