package dev.calmroom.tuning;

import dev.calmroom.persona.WordingListener;

/** Gathers the words of a turn. */
record Collecting(StringBuilder text) implements WordingListener {
    @Override
    public void onText(String piece) {
        text.append(piece);
    }

    @Override
    public void onComplete(String speaker, String note) {
        // the words are all that is wanted
    }
}
