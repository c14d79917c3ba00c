package dev.calmroom.persona;

import dev.calmroom.transcript.Tell;
import java.util.List;

/** Passes everything on, and has the whole text of the turn when it ends. */
public abstract class Overhearing implements WordingListener {
    private final WordingListener listener;
    private final StringBuilder text = new StringBuilder();

    protected Overhearing(WordingListener listener) {
        this.listener = listener;
    }

    /** What has come so far. */
    protected final String text() {
        return text.toString();
    }

    @Override
    public void onText(String piece) {
        text.append(piece);
        listener.onText(piece);
    }

    @Override
    public void onPause() {
        listener.onPause();
    }

    @Override
    public void onTold(List<Tell> tells) {
        listener.onTold(tells);
    }

    @Override
    public void onRefused(String sentence, String reason) {
        listener.onRefused(sentence, reason);
    }

    @Override
    public void onComplete(String speaker, String note) {
        listener.onComplete(speaker, note);
    }
}
