package dev.calmroom.synthesis;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.sun.speech.freetts.en.us.CMULexicon;
import dev.calmroom.synthesis.PronouncedText.Mark;
import dev.calmroom.synthesis.PronouncedText.Piece;
import dev.calmroom.synthesis.PronouncedText.Word;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * English text as sounds with stress: our own table first ({@code voices/pronunciation.yaml}), then FreeTTS's copy of the
 * CMU dictionary, then its letter-to-sound rules. Thread-safe.
 */
final class Pronouncer {
    private static final String FILE = "/voices/pronunciation.yaml";
    private static final Pattern TOKEN = Pattern.compile("\\p{L}[\\p{L}']*|[.,;:!?]");

    private record Homograph(String otherwise, String after, Set<String> words) {}

    private record Table(
            Map<String, String> words,
            Map<String, String> weak,
            @JsonProperty("before-vowel") Map<String, String> beforeVowel,
            @JsonProperty("full-at-end") Set<String> fullAtEnd,
            Map<String, String> contractions,
            @JsonProperty("stressed-late") Set<String> stressedLate,
            Map<String, Homograph> homographs) {}

    /** Loaded with the first clause of a voice that needs it; takes a tenth of a second. */
    private static final class Holder {
        static final Pronouncer ENGLISH = load();
    }

    private final Table table;
    private final CMULexicon lexicon;
    private final WordStress stress;

    private Pronouncer(Table table, CMULexicon lexicon) {
        this.table = table;
        this.lexicon = lexicon;
        this.stress = new WordStress(table.stressedLate());
    }

    static Pronouncer english() {
        return Holder.ENGLISH;
    }

    private static Pronouncer load() {
        try (InputStream in = Pronouncer.class.getResourceAsStream(FILE)) {
            Table table = YAMLMapper.shared().readValue(in, Table.class);
            CMULexicon lexicon = new CMULexicon("cmudict04");
            lexicon.load();
            return new Pronouncer(table, lexicon);
        } catch (IOException e) {
            throw new SynthesisException("the pronouncing dictionary cannot be loaded: " + e.getMessage(), e);
        }
    }

    /** @param speakable words and marks only, as {@link SpeakableText} makes them */
    PronouncedText of(String speakable) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(speakable.replace('’', '\''));
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        List<Piece> pieces = new ArrayList<>(tokens.size());
        // From the end, because a weak word is said by what follows it.
        @Nullable Piece next = null;
        for (int at = tokens.size() - 1; at >= 0; at--) {
            Piece piece = piece(tokens, at, next);
            if (!(piece instanceof Word word && word.sounds().isEmpty())) {
                pieces.addFirst(piece);
                next = piece;
            }
        }
        return new PronouncedText(pieces);
    }

    private Piece piece(List<String> tokens, int at, @Nullable Piece next) {
        String token = tokens.get(at);
        if (!Character.isLetter(token.charAt(0))) {
            return new Mark(token.charAt(0));
        }
        String before = at == 0 ? "" : tokens.get(at - 1).toLowerCase(Locale.ROOT);
        String word = token.toLowerCase(Locale.ROOT).replaceAll("'+$", "");
        if (isLetter(tokens, at)) {
            return new Word(letter(word, at + 1 < tokens.size() && isLetter(tokens, at + 1)));
        }
        return new Word(word(word, before, next));
    }

    /** A capital by itself is a letter's name, but for «I» and for «A» where a sentence begins. */
    private static boolean isLetter(List<String> tokens, int at) {
        String token = tokens.get(at);
        if (token.equals("eigh")) {
            return true;
        }
        boolean begins = at == 0 || ".!?".contains(tokens.get(at - 1));
        return token.length() == 1
                && Character.isUpperCase(token.charAt(0))
                && !(token.equals("A") && begins)
                && !(token.equals("I") && !besideLetter(tokens, at));
    }

    /** «The A P I», «disk I O». */
    private static boolean besideLetter(List<String> tokens, int at) {
        return List.of(at - 1, at + 1).stream()
                .filter(place -> place >= 0 && place < tokens.size())
                .map(tokens::get)
                .anyMatch(token -> token.equals("eigh") || token.matches("[B-HJ-Z]"));
    }

    /** Of several letters the last carries the stress. */
    private List<Sound> letter(String letter, boolean letterFollows) {
        List<Sound> sounds = letter.equals("a") || letter.equals("eigh")
                ? Sound.list("ey1")
                : known(letter).orElse(List.of());
        return sounds.stream()
                .map(sound -> sound.stress() > 0 && letterFollows ? sound.stressed(2) : sound)
                .toList();
    }

    private List<Sound> word(String word, String before, @Nullable Piece next) {
        String weak = table.weak().get(word);
        boolean last = !(next instanceof Word);
        if (weak != null && !(last && table.fullAtEnd().contains(word))) {
            boolean vowelNext =
                    next instanceof Word follows && follows.sounds().getFirst().isVowel();
            return Sound.list(vowelNext ? table.beforeVowel().getOrDefault(word, weak) : weak);
        }
        Homograph homograph = table.homographs().get(word);
        if (homograph != null) {
            return Sound.list(homograph.words().contains(before) ? homograph.after() : homograph.otherwise());
        }
        return listed(word)
                .or(() -> Optional.ofNullable(weak).map(Pronouncer::inFull))
                .or(() -> known(word))
                .or(() -> inflected(word))
                .orElseGet(() -> guessed(word));
    }

    private Optional<List<Sound>> listed(String word) {
        String phones = table.words().getOrDefault(word, table.contractions().get(word));
        return Optional.ofNullable(phones).map(Sound::list);
    }

    /** A weak word that stands at the end takes the stress on its vowel. */
    private static List<Sound> inFull(String weak) {
        String full = weak.equals("t ax") ? "t uw" : weak;
        return Sound.list(full).stream()
                .map(sound -> sound.isVowel() ? sound.stressed(1) : sound)
                .toList();
    }

    private Optional<List<Sound>> known(String word) {
        return Optional.ofNullable(phones(word, false)).map(phones -> stress.ranked(word, phones));
    }

    private List<Sound> guessed(String word) {
        String plain = word.replaceAll("[^a-z]", "");
        String @Nullable [] phones = plain.isEmpty() ? null : phones(plain, true);
        return phones == null ? List.of() : stress.ranked(plain, phones);
    }

    /** An ending behind a word that is known: «Kenji's», «rollbacks'», «they'd». */
    private Optional<List<Sound>> inflected(String word) {
        int apostrophe = word.indexOf('\'');
        if (apostrophe <= 0) {
            return Optional.empty();
        }
        String stem = word.substring(0, apostrophe);
        List<Sound> sounds = new ArrayList<>(listed(stem).or(() -> known(stem)).orElseGet(() -> guessed(stem)));
        if (!sounds.isEmpty()) {
            sounds.addAll(ending(word.substring(apostrophe + 1), sounds.getLast()));
        }
        return Optional.of(sounds);
    }

    private static List<Sound> ending(String letters, Sound last) {
        return switch (letters) {
            case "s" ->
                Sound.list(
                        Set.of("s", "z", "sh", "zh", "ch", "jh").contains(last.symbol())
                                ? "ix z"
                                : Set.of("p", "t", "k", "f", "th").contains(last.symbol()) ? "s" : "z");
            case "d" -> Sound.list(last.isVowel() ? "d" : "ax d");
            case "ll" -> Sound.list("ax l");
            case "ve" -> Sound.list("ax v");
            case "re" -> Sound.list("er");
            case "m" -> Sound.list("m");
            case "t" -> Sound.list("t");
            default -> List.of();
        };
    }

    private String @Nullable [] phones(String word, boolean byRules) {
        synchronized (lexicon) {
            return lexicon.getPhones(word, null, byRules);
        }
    }
}
