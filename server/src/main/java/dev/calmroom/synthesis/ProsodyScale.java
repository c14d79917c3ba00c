package dev.calmroom.synthesis;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * How an engine follows {@link Prosody}: its own values at 1, and the bounds within which it stays intelligible. The
 * figures stand in {@code voices/prosody.yaml}.
 */
record ProsodyScale(Map<String, Double> base, Map<String, List<Double>> bounds) {
    private static final String FILE = "/voices/prosody.yaml";

    ProsodyScale {
        base = Map.copyOf(base);
        bounds = Map.copyOf(bounds);
    }

    /** @throws SynthesisException when the file does not name the engine */
    static ProsodyScale of(String engine) {
        try (InputStream in = ProsodyScale.class.getResourceAsStream(FILE)) {
            Map<String, ProsodyScale> engines = YAMLMapper.shared().readValue(in, new TypeReference<>() {});
            ProsodyScale scale = engines.get(engine);
            if (scale == null) {
                throw new SynthesisException(
                        "%s has no engine '%s'; it has %s".formatted(FILE, engine, engines.keySet()));
            }
            return scale;
        } catch (IOException e) {
            throw new SynthesisException("%s cannot be read: %s".formatted(FILE, e.getMessage()), e);
        }
    }

    double base(String quantity) {
        Double value = base.get(quantity);
        if (value == null) {
            throw new SynthesisException("%s lacks the base value '%s'".formatted(FILE, quantity));
        }
        return value;
    }

    Prosody bounded(Prosody wanted) {
        return new Prosody(
                within("rate", wanted.rate()),
                within("pitch", wanted.pitch()),
                within("pitchRange", wanted.pitchRange()),
                within("volume", wanted.volume()),
                within("hesitation", wanted.hesitation()));
    }

    private double within(String quantity, double wanted) {
        List<Double> limits = bounds.get(quantity);
        return limits == null ? wanted : Math.clamp(wanted, limits.getFirst(), limits.getLast());
    }
}
