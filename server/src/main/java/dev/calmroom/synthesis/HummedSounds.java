package dev.calmroom.synthesis;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.sun.speech.freetts.lexicon.Lexicon;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** «Mm», «hm»: sounds without a vowel, which FreeTTS takes for letters. {@code voices/hummed.yaml} says how they sound. */
final class HummedSounds {
    private static final String FILE = "/voices/hummed.yaml";
    private static final List<Hum> HUMS = load();

    private record Hum(Pattern written, String as, List<String> phones) {
        @JsonCreator
        Hum(
                @JsonProperty("written") List<String> written,
                @JsonProperty("as") String as,
                @JsonProperty("phones") List<String> phones) {
            this(Pattern.compile("\\b(?:" + String.join("|", written) + ")\\b", Pattern.CASE_INSENSITIVE), as, phones);
        }
    }

    private HummedSounds() {}

    /** From now on a voice with this lexicon can say what {@link #in} writes. */
    static void teach(Lexicon lexicon) {
        HUMS.forEach(hum -> lexicon.addAddendum(hum.as(), null, hum.phones().toArray(String[]::new)));
    }

    static String in(String text) {
        String spoken = text;
        for (Hum hum : HUMS) {
            spoken = hum.written().matcher(spoken).replaceAll(hum.as());
        }
        return spoken;
    }

    private static List<Hum> load() {
        try (InputStream file = HummedSounds.class.getResourceAsStream(FILE)) {
            return new YAMLMapper().readValue(file, new TypeReference<List<Hum>>() {});
        } catch (IOException e) {
            throw new IllegalStateException(FILE + " cannot be read", e);
        }
    }
}
