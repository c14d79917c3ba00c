package dev.calmroom.synthesis;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.calmroom.synthesis.PronouncedText.Mark;
import dev.calmroom.synthesis.PronouncedText.Word;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * How a family of voices writes sounds; the tables stand in {@code voices/phonemes.yaml}. Sounds are first changed as
 * they are in running American speech: the tapped t of «water», the vowel of «needed».
 */
final class PhonemeAlphabet {
    private static final String FILE = "/voices/phonemes.yaml";
    private static final String MAIN = "ˈ";
    private static final String LESSER = "ˌ";

    /**
     * @param beforeVowel where a sound is written otherwise before a vowel of its own word
     * @param ids the models' numbers of the symbols, where they are the same for all voices
     */
    private record Table(
            Map<String, String> symbols,
            Map<String, String> unstressed,
            @JsonProperty("before-vowel") @Nullable Map<String, String> beforeVowel,

            @JsonProperty("unstressed-before-vowel") @Nullable
            Map<String, String> unstressedBeforeVowel,

            @Nullable Map<String, Long> ids) {}

    private final Table table;

    private PhonemeAlphabet(Table table) {
        this.table = table;
    }

    /** @throws SynthesisException when the file does not have it */
    static PhonemeAlphabet of(String family) {
        try (InputStream in = PhonemeAlphabet.class.getResourceAsStream(FILE)) {
            Map<String, Table> tables = YAMLMapper.shared().readValue(in, new TypeReference<>() {});
            Table table = tables.get(family);
            if (table == null) {
                throw new SynthesisException("%s has no alphabet '%s'".formatted(FILE, family));
            }
            return new PhonemeAlphabet(table);
        } catch (IOException e) {
            throw new SynthesisException("%s cannot be read: %s".formatted(FILE, e.getMessage()), e);
        }
    }

    /** @return symbols with stress before the vowel that carries it, words parted by spaces, marks behind their word */
    String write(PronouncedText text) {
        StringBuilder written = new StringBuilder();
        for (PronouncedText.Piece piece : text.pieces()) {
            switch (piece) {
                case Mark mark -> written.append(mark.sign());
                case Word word -> {
                    if (!written.isEmpty()) {
                        written.append(' ');
                    }
                    written.append(write(RunningSpeech.of(word.sounds())));
                }
            }
        }
        return written.toString();
    }

    /** @return the number of each symbol; empty where every voice brings its own */
    Map<String, Long> ids() {
        return table.ids() == null ? Map.of() : table.ids();
    }

    private String write(List<Sound> sounds) {
        StringBuilder written = new StringBuilder();
        for (int at = 0; at < sounds.size(); at++) {
            Sound sound = sounds.get(at);
            written.append(sound.stress() == 1 ? MAIN : sound.stress() == 2 ? LESSER : "");
            boolean vowelNext = at + 1 < sounds.size() && sounds.get(at + 1).isVowel();
            written.append(symbol(sound, vowelNext));
        }
        return written.toString();
    }

    private String symbol(Sound sound, boolean vowelNext) {
        String name = sound.symbol();
        String plain = table.symbols().get(name);
        if (plain == null) {
            throw new SynthesisException("%s has no sound '%s'".formatted(FILE, name));
        }
        boolean stressed = sound.stress() > 0;
        String found = stressed ? plain : table.unstressed().getOrDefault(name, plain);
        Map<String, String> before = stressed ? table.beforeVowel() : table.unstressedBeforeVowel();
        return vowelNext && before != null ? before.getOrDefault(name, found) : found;
    }
}
