package dev.calmroom.call;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Wav;
import dev.calmroom.emotion.Delivery;
import dev.calmroom.synthesis.AudioStream;
import dev.calmroom.synthesis.Prosody;
import dev.calmroom.synthesis.SpeechSynthesizer;
import dev.calmroom.synthesis.SynthesisException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/**
 * The voices among which a caller may choose. One is there from the start; the others are loaded when they are first
 * asked for, and kept for all calls. Safe for use by several threads.
 */
public final class Voices {
    private final List<Offer> offers;
    private final String standard;
    private final Function<String, SpeechSynthesizer> loader;
    private final String plain;
    private final Map<String, SpeechSynthesizer> loaded = new HashMap<>();

    /** @param description what kind of voice it is, for people; may be empty */
    public record Offer(String id, String description) {}

    /**
     * @param offers the standard one first
     * @param standard speaks where nothing else was chosen
     * @param loader loads one of the others by its id; fails with a {@link SynthesisException}
     * @param plain id of the voice that every server has
     */
    public Voices(
            List<Offer> offers, SpeechSynthesizer standard, Function<String, SpeechSynthesizer> loader, String plain) {
        this.offers = List.copyOf(offers);
        this.standard = offers.getFirst().id();
        this.loader = loader;
        this.plain = plain;
        loaded.put(this.standard, standard);
    }

    public List<Offer> offers() {
        return offers;
    }

    /**
     * @throws NoSuchElementException when no such voice is offered
     * @throws IllegalStateException when it cannot be loaded, with a message for people
     */
    synchronized SpeechSynthesizer voice(String id) {
        if (offers.stream().noneMatch(offer -> offer.id().equals(id))) {
            throw new NoSuchElementException("There is no voice '%s'; there are %s."
                    .formatted(
                            id, String.join(", ", offers.stream().map(Offer::id).toList())));
        }
        try {
            return loaded.computeIfAbsent(id, loader);
        } catch (SynthesisException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /**
     * A voice for somebody else than the persona. One that sounds like no person beside one that does is none.
     *
     * @return the standard one where there is no other, or it cannot be loaded
     */
    public SpeechSynthesizer another() {
        return another(standard);
    }

    private SpeechSynthesizer another(String than) {
        return offers.stream()
                .map(Offer::id)
                .filter(id -> !id.equals(than) && !id.equals(plain))
                .findFirst()
                .map(this::orStandard)
                .orElseGet(() -> voice(than));
    }

    private SpeechSynthesizer orStandard(String id) {
        try {
            return voice(id);
        } catch (IllegalStateException e) {
            return voice(standard);
        }
    }

    /**
     * Lets a voice be heard before it is chosen.
     *
     * @return a WAV file
     * @throws NoSuchElementException when no such voice is offered
     * @throws IllegalStateException when it cannot speak, with a message for people
     */
    public byte[] sample(String id, String words) {
        return speech(id, words, Manner.PLAIN);
    }

    /** How a turn is spoken, relative to the voice's own way: as somebody speaks who feels in some way. */
    public record Manner(double rate, double pitch, double pitchRange, double volume) {
        public static final Manner PLAIN = new Manner(1, 1, 1, 1);

        /** @throws IllegalArgumentException when a voice could not be understood so */
        public Manner {
            var _ = new Prosody(rate, pitch, pitchRange, volume);
        }

        /** As a turn was spoken. */
        public static Manner of(Delivery delivery) {
            return new Manner(delivery.rate(), delivery.pitch(), delivery.pitchRange(), delivery.volume());
        }

        private Prosody prosody() {
            return new Prosody(rate, pitch, pitchRange, volume);
        }
    }

    /** As {@link #sample}, spoken in some manner. */
    public byte[] speech(String id, String words, Manner manner) {
        return speech(voice(id), words, manner);
    }

    /**
     * The same of somebody else, where the persona is heard in this voice.
     *
     * @throws NoSuchElementException as {@link #sample}
     * @throws IllegalStateException as {@link #sample}
     */
    public byte[] speechOfAnother(String id, String words, Manner manner) {
        voice(id);
        return speech(another(id), words, manner);
    }

    private static byte[] speech(SpeechSynthesizer voice, String words, Manner manner) {
        List<AudioClip> clips = new ArrayList<>();
        try (AudioStream stream = voice.synthesize(words, manner.prosody());
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            for (Optional<AudioClip> clip = stream.next(); clip.isPresent(); clip = stream.next()) {
                clips.add(clip.get());
            }
            Wav.write(AudioClip.concat(clips), out);
            return out.toByteArray();
        } catch (SynthesisException | IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
