package dev.calmroom.synthesis;

import java.util.List;

/** A clause as sounds: words, and the marks between them at which a voice rests or lifts its melody. */
record PronouncedText(List<Piece> pieces) {

    sealed interface Piece {}

    /** @param sounds never empty */
    record Word(List<Sound> sounds) implements Piece {
        public Word {
            sounds = List.copyOf(sounds);
        }
    }

    /** @param sign one of {@code . , ; : ! ?} */
    record Mark(char sign) implements Piece {}

    PronouncedText {
        pieces = List.copyOf(pieces);
    }

    boolean isSilent() {
        return pieces.stream().noneMatch(Word.class::isInstance);
    }
}
