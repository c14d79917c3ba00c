package dev.calmroom.synthesis;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Resampler;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A voice that may fail, and a local one that takes over in the middle of a sentence: it speaks the words that the first
 * had not come to yet, at the first one's rate.
 */
public final class FallbackSynthesizer implements SpeechSynthesizer {
    /** How fast people and voices speak, as long as the failed clause has not shown it: characters a second. */
    private static final double CHARACTERS_A_SECOND = 14;

    private final SpeechSynthesizer first;
    private final SpeechSynthesizer local;
    private final Consumer<SynthesisException> trouble;

    /** @param trouble told whenever the first voice failed */
    public FallbackSynthesizer(SpeechSynthesizer first, SpeechSynthesizer local, Consumer<SynthesisException> trouble) {
        this.first = first;
        this.local = local;
        this.trouble = trouble;
    }

    @Override
    public String name() {
        return first.name();
    }

    @Override
    public int sampleRate() {
        return first.sampleRate();
    }

    @Override
    public ClauseSplitter splitter() {
        return first.splitter();
    }

    @Override
    public AudioStream synthesize(String clause, Prosody prosody) {
        return new Stream(clause, prosody);
    }

    @Override
    public void close() {
        first.close();
        local.close();
    }

    /** @return the words that are left when so much has been spoken; a word that was begun is spoken again */
    static String rest(String clause, double seconds) {
        int characters = (int) (seconds * CHARACTERS_A_SECOND);
        if (characters <= 0) {
            return clause;
        }
        if (characters >= clause.length()) {
            int lastWord = clause.stripTrailing().lastIndexOf(' ');
            return lastWord < 0 ? clause : clause.substring(lastWord + 1);
        }
        int wordStart = clause.lastIndexOf(' ', characters);
        return clause.substring(wordStart + 1);
    }

    private final class Stream implements AudioStream {
        private final String clause;
        private final Prosody prosody;
        /** What the local voice has still to be asked, in pieces that it begins soon. */
        private final Deque<String> left = new ArrayDeque<>();

        private AudioStream current;
        private boolean fallen;
        private long given;
        private boolean closed;

        Stream(String clause, Prosody prosody) {
            this.clause = clause;
            this.prosody = prosody;
            AudioStream begun;
            try {
                begun = first.synthesize(clause, prosody);
            } catch (SynthesisException e) {
                trouble.accept(e);
                begun = localVoice(clause);
            }
            current = begun;
        }

        private AudioStream localVoice(String words) {
            fallen = true;
            ClauseSplitter splitter = local.splitter();
            left.addAll(splitter.accept(words));
            left.addAll(splitter.finish());
            return local.synthesize(left.isEmpty() ? "" : left.removeFirst().strip(), prosody);
        }

        @Override
        public Optional<AudioClip> next() {
            if (!fallen) {
                try {
                    Optional<AudioClip> clip = current.next();
                    clip.ifPresent(sound -> given += sound.length());
                    return clip;
                } catch (SynthesisException e) {
                    takeOver(e);
                }
            }
            Optional<AudioClip> clip = current.next();
            while (clip.isEmpty() && goesOn()) {
                clip = current.next();
            }
            return clip.map(sound -> Resampler.resample(sound, sampleRate()));
        }

        private synchronized boolean goesOn() {
            if (closed || left.isEmpty()) {
                return false;
            }
            current = local.synthesize(left.removeFirst().strip(), prosody);
            return true;
        }

        private synchronized void takeOver(SynthesisException failure) {
            trouble.accept(failure);
            current.close();
            current = localVoice(rest(clause, (double) given / sampleRate() * prosody.rate()));
            if (closed) {
                current.close();
            }
        }

        @Override
        public synchronized void close() {
            closed = true;
            current.close();
        }
    }
}
