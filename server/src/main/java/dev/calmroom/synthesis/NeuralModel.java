package dev.calmroom.synthesis;

/** A network that turns phonemes into sound. Safe for use by several threads. */
interface NeuralModel extends AutoCloseable {

    /** Which of the alphabets in {@code voices/phonemes.yaml} it reads. */
    String alphabet();

    int sampleRate();

    /**
     * @param phonemes as {@link PhonemeAlphabet} writes them; symbols that the model does not know are left out
     * @param speed 1 as it was trained, 2 twice as fast
     * @return samples, -1 to 1
     * @throws SynthesisException when the network failed
     */
    float[] speak(String phonemes, double speed);

    @Override
    void close();
}
