package dev.calmroom.replay;

import dev.calmroom.call.VirtualCall;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.turntaking.EndOfTurnDetector;
import dev.calmroom.turntaking.EndingModel;
import dev.calmroom.turntaking.PauseStatistics;
import dev.calmroom.turntaking.SileroModel;
import dev.calmroom.turntaking.TurnLexicon;
import java.util.function.Supplier;

/**
 * Engines for recordings, loaded when one is heard and closed behind it: a recording that is fed as fast as the machine
 * can would stand in the way of the calls that are heard meanwhile.
 */
public final class SpareEars {
    private final Supplier<SpeechRecognizer> recognizers;

    /** @param recognizers gives a new one each time, which whoever asks for it closes */
    public SpareEars(Supplier<SpeechRecognizer> recognizers) {
        this.recognizers = recognizers;
    }

    /** To be closed by whoever asks. */
    public SpeechRecognizer recognizer() {
        return recognizers.get();
    }

    /** All that tells turns apart in a recording; to be closed by whoever asks. */
    public Open open() {
        return new Open(recognizer(), SileroModel.load(), EndingModel.load());
    }

    /** Engines that are loaded. */
    public static final class Open implements AutoCloseable {
        private final SpeechRecognizer recognizer;
        private final SileroModel activity;
        private final EndingModel endings;

        private Open(SpeechRecognizer recognizer, SileroModel activity, EndingModel endings) {
            this.recognizer = recognizer;
            this.activity = activity;
            this.endings = endings;
        }

        /** Ears for one recording. */
        public VirtualCall.Ears ears(Vocabulary vocabulary) {
            EndOfTurnDetector endOfTurn = EndOfTurnDetector.standard(TurnLexicon.english(), endings);
            return new VirtualCall.Ears(
                    recognizer, vocabulary, activity.open(), endOfTurn::decide, PauseStatistics.UNKNOWN);
        }

        @Override
        public void close() {
            try (recognizer;
                    activity) {
                endings.close();
            }
        }
    }
}
