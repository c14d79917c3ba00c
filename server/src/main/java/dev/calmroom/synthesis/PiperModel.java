package dev.calmroom.synthesis;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Piper voice (VITS): {@code NAME.onnx} and {@code NAME.onnx.json}. Ids of phonemes are parted by a blank between
 * begin and end, as it was trained; see Piper's own {@code phoneme_ids.hpp} (MIT).
 */
final class PiperModel implements NeuralModel {
    private static final String BLANK = "_";
    private static final String BEGIN = "^";
    private static final String END = "$";

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Settings(
            Audio audio,
            Inference inference,
            @JsonProperty("num_speakers") int speakers,
            @JsonProperty("phoneme_id_map") Map<String, List<Long>> ids) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Audio(@JsonProperty("sample_rate") int sampleRate) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Inference(
            @JsonProperty("noise_scale") float noise,
            @JsonProperty("length_scale") float length,
            @JsonProperty("noise_w") float noiseOfLengths) {}

    private final OnnxSession session;
    private final Settings settings;

    private PiperModel(OnnxSession session, Settings settings) {
        this.session = session;
        this.settings = settings;
    }

    /** @throws SynthesisException when the files are no voice */
    static PiperModel load(Path model, int threads) {
        Path beside = model.resolveSibling(model.getFileName() + ".json");
        if (!Files.isRegularFile(model) || !Files.isRegularFile(beside)) {
            throw new SynthesisException(
                    "a Piper voice is two files, NAME.onnx and NAME.onnx.json; not both are there: " + model);
        }
        try {
            Settings settings = JsonMapper.shared().readValue(beside.toFile(), Settings.class);
            if (settings.audio() == null || settings.inference() == null || settings.ids() == null) {
                throw new SynthesisException("%s does not describe a Piper voice".formatted(beside));
            }
            return new PiperModel(OnnxSession.load(model, threads), settings);
        } catch (JacksonException e) {
            throw new SynthesisException(
                    "%s does not describe a voice: %s".formatted(beside, e.getOriginalMessage()), e);
        }
    }

    @Override
    public String alphabet() {
        return "piper";
    }

    @Override
    public int sampleRate() {
        return settings.audio().sampleRate();
    }

    @Override
    public float[] speak(String phonemes, double speed) {
        long[] ids = ids(phonemes);
        float[] scales = {
            settings.inference().noise(),
            (float) (settings.inference().length() / speed),
            settings.inference().noiseOfLengths()
        };
        try (OnnxSession.Inputs inputs = session.inputs()) {
            inputs.with("input", ids, 1, ids.length)
                    .with("input_lengths", new long[] {ids.length}, 1)
                    .with("scales", scales, 3);
            if (settings.speakers() > 1) {
                inputs.with("sid", new long[] {0}, 1);
            }
            return inputs.run();
        }
    }

    long[] ids(String phonemes) {
        LongStream.Builder all = LongStream.builder();
        add(all, BEGIN);
        add(all, BLANK);
        phonemes.codePoints()
                .mapToObj(Character::toString)
                .filter(settings.ids()::containsKey)
                .forEach(symbol -> {
                    add(all, symbol);
                    add(all, BLANK);
                });
        add(all, END);
        return all.build().toArray();
    }

    private void add(LongStream.Builder all, String symbol) {
        settings.ids().getOrDefault(symbol, List.of()).forEach(all::add);
    }

    @Override
    public void close() {
        session.close();
    }
}
