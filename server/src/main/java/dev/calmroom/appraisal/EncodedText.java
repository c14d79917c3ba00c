package dev.calmroom.appraisal;

/**
 * A text as the encoder read it: one vector a token, each knowing the words around it.
 *
 * @param vectors one a token, {@link Encoder#WIDTH} numbers each
 * @param starts offset in the text at which each token begins
 * @param ends offset in the text behind each token
 * @param begins log-odds that a clause begins with the token
 */
record EncodedText(float[][] vectors, int[] starts, int[] ends, float[] begins) {

    /** The mean of the vectors of all tokens within a stretch of the text; zero where it holds none. */
    float[] mean(Stretch stretch) {
        float[] mean = new float[Encoder.WIDTH];
        int count = 0;
        for (int t = 0; t < vectors.length; t++) {
            if (starts[t] >= stretch.start() && ends[t] <= stretch.end()) {
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += vectors[t][i];
                }
                count++;
            }
        }
        for (int i = 0; i < mean.length && count > 0; i++) {
            mean[i] /= count;
        }
        return mean;
    }
}
