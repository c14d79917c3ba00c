package dev.calmroom.synthesis;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Writes what a strained speaker does between words into a clause: a filler, a false start, a breath. The same
 * clause at the same level always comes out the same. Words and their order stay; what is added is in {@code
 * voices/hesitation.yaml}.
 */
final class Hesitation {
    private static final String FILE = "/voices/hesitation.yaml";
    private static final Hesitation ENGLISH = new Hesitation(load());
    /** A clause this short is over before anybody hesitates. */
    private static final int FEWEST_WORDS = 4;

    private record Words(List<String> fillers, Set<String> restarts, Set<String> before, String breath) {}

    private final Words words;

    private Hesitation(Words words) {
        this.words = words;
    }

    /** @param level 0 never, 1 in nearly every clause */
    static String in(String clause, double level) {
        return ENGLISH.write(clause, level);
    }

    private String write(String clause, double level) {
        List<String> spoken = new ArrayList<>(List.of(clause.strip().split("\\s+")));
        if (spoken.size() < FEWEST_WORDS) {
            return clause;
        }
        Random random = new Random(clause.hashCode());
        if (random.nextDouble() >= level) {
            return clause;
        }
        switch (random.nextInt(3)) {
            case 0 -> restart(spoken, random);
            case 1 -> spoken.add(middle(spoken), filler(random) + ",");
            default -> begin(spoken, filler(random));
        }
        if (random.nextDouble() < level / 3) {
            spoken.add(middle(spoken), words.breath());
        }
        return String.join(" ", spoken);
    }

    private void restart(List<String> spoken, Random random) {
        String first = spoken.getFirst();
        if (words.restarts().contains(first.toLowerCase(Locale.ROOT))) {
            spoken.addFirst(first + ",");
        } else {
            begin(spoken, filler(random));
        }
    }

    private static void begin(List<String> spoken, String filler) {
        spoken.addFirst(Character.toUpperCase(filler.charAt(0)) + filler.substring(1) + ",");
    }

    /** Before a word that begins a new thought, else about half way: never between an article and its noun. */
    private int middle(List<String> spoken) {
        for (int at = 2; at < spoken.size() - 1; at++) {
            if (words.before().contains(spoken.get(at).toLowerCase(Locale.ROOT))) {
                return at;
            }
        }
        return 0;
    }

    private String filler(Random random) {
        return words.fillers().get(random.nextInt(words.fillers().size()));
    }

    private static Words load() {
        try (InputStream in = Hesitation.class.getResourceAsStream(FILE)) {
            return YAMLMapper.shared().readValue(in, Words.class);
        } catch (IOException e) {
            throw new SynthesisException("%s cannot be read: %s".formatted(FILE, e.getMessage()), e);
        }
    }
}
