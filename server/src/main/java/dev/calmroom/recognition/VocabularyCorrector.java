package dev.calmroom.recognition;

import dev.calmroom.transcript.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts a scenario's names and terms right after recognition. Windows of one to four words are compared with each term:
 * by their letters, and by their sounds. A word that the dictionary does not know is easily taken for a term that
 * sounds like it; ordinary words only as far as the recogniser itself doubts them. Times are kept. Thread-safe.
 */
final class VocabularyCorrector {
    private static final int LONGEST_WINDOW = 4;
    /** Distance up to which a word that no dictionary knows is the term. */
    private static final double UNKNOWN_WITHIN = 0.25;
    /** Distance up to which ordinary words are the term, when the recogniser is sure of them … */
    private static final double ORDINARY_WITHIN = 0.03;
    /** … or this, where as many sounds were heard as the term has, and they are only a little off («kanji») … */
    private static final double SAME_LENGTH_WITHIN = 0.085;
    /** … and how much further when it is not, for each point of doubt. */
    private static final double FOR_DOUBT = 0.33;
    /** Short terms have many neighbours, long ones few: the bounds above are for a term of this many sounds. */
    private static final double USUAL_SOUNDS = 6;

    private static final Set<String> INFLECTIONS = Set.of("s", "es", "d", "ed", "ing", "er", "ers", "ly", "n", "en");

    private final List<Form> forms;

    /** One way in which a term may come out of the recogniser. */
    private record Form(String written, String letters, List<Phoneme> sounds, boolean isHint) {}

    private record Repair(int from, int to, String written, double margin) {
        boolean overlaps(Repair other) {
            return from < other.to && other.from < to;
        }
    }

    VocabularyCorrector(Vocabulary vocabulary) {
        List<Form> all = new ArrayList<>();
        for (Vocabulary.Term term : vocabulary.terms()) {
            all.add(form(term.written(), term.written(), false));
            term.soundsLike().forEach(hint -> all.add(form(term.written(), hint, true)));
        }
        forms = List.copyOf(all);
    }

    private static Form form(String written, String spelled, boolean isHint) {
        return new Form(written, letters(spelled), Pronunciation.english().of(spelled), isHint);
    }

    List<Word> correct(List<Word> words) {
        List<Word> corrected = new ArrayList<>();
        int at = 0;
        for (Repair repair : repairs(words)) {
            corrected.addAll(words.subList(at, repair.from()));
            corrected.addAll(spread(repair.written(), words.subList(repair.from(), repair.to())));
            at = repair.to();
        }
        corrected.addAll(words.subList(at, words.size()));
        return List.copyOf(corrected);
    }

    /** Partials come without confidences: only what needs none is put right. */
    String correct(String partial) {
        if (forms.isEmpty() || partial.isBlank()) {
            return partial;
        }
        List<Word> sure = Arrays.stream(partial.split(" "))
                .filter(word -> !word.isBlank())
                .map(word -> new Word(word, Duration.ZERO, Duration.ZERO, 1))
                .toList();
        return correct(sure).stream().map(Word::text).collect(Collectors.joining(" "));
    }

    /** The best repairs that do not overlap, in the order of the words. */
    private List<Repair> repairs(List<Word> words) {
        List<Repair> candidates = new ArrayList<>();
        for (int from = 0; from < words.size(); from++) {
            for (int to = from + 1; to <= Math.min(words.size(), from + LONGEST_WINDOW); to++) {
                consider(words, from, to, candidates);
            }
        }
        candidates.sort(Comparator.comparingDouble(Repair::margin)
                .reversed()
                .thenComparing(Comparator.comparingInt((Repair repair) -> repair.to() - repair.from())
                        .reversed())
                .thenComparingInt(Repair::from));
        List<Repair> chosen = new ArrayList<>();
        for (Repair candidate : candidates) {
            if (chosen.stream().noneMatch(candidate::overlaps)) {
                chosen.add(candidate);
            }
        }
        chosen.sort(Comparator.comparingInt(Repair::from));
        return chosen;
    }

    private void consider(List<Word> words, int from, int to, List<Repair> candidates) {
        List<Word> window = words.subList(from, to);
        String text = window.stream().map(Word::text).collect(Collectors.joining(" "));
        String letters = letters(text);
        List<Phoneme> sounds = Pronunciation.english().of(text);
        // An unknown word beside ordinary ones makes no window of several unknown.
        boolean unknown = window.size() == 1 && !Pronunciation.english().isOrdinary(text);
        double doubt =
                1 - window.stream().mapToDouble(Word::confidence).average().orElse(1);
        for (Form form : forms) {
            if (form.letters().equals(letters)) {
                // As written wins over as heard, and the exact over the alike.
                candidates.add(new Repair(from, to, form.written(), sameWords(form, text) ? 3 : 2));
            } else if (!form.isHint() && startsAlike(sounds, form) && !isInflection(letters, form)) {
                double within = bound(form, sounds, unknown, doubt);
                double distance = SoundDistance.between(sounds, form.sounds());
                if (distance <= within) {
                    candidates.add(new Repair(from, to, form.written(), within - distance));
                }
            }
        }
    }

    private static double bound(Form form, List<Phoneme> sounds, boolean unknown, double doubt) {
        double length = Math.clamp(form.sounds().size() / USUAL_SOUNDS, 0.5, 1.4);
        double sure = sounds.size() == form.sounds().size() ? SAME_LENGTH_WITHIN : ORDINARY_WITHIN;
        return length * (unknown ? UNKNOWN_WITHIN : sure + FOR_DOUBT * doubt);
    }

    /** «engineer» is no mishearing of «engineers»: of one word, another form is another word. */
    private static boolean isInflection(String letters, Form form) {
        if (form.written().contains(" ")) {
            return false;
        }
        String shorter = letters.length() < form.letters().length() ? letters : form.letters();
        String longer = letters.length() < form.letters().length() ? form.letters() : letters;
        return longer.startsWith(shorter) && INFLECTIONS.contains(longer.substring(shorter.length()));
    }

    /** The beginning of a word is what people and recognisers are surest of. */
    private static boolean startsAlike(List<Phoneme> sounds, Form form) {
        return !sounds.isEmpty()
                && !form.sounds().isEmpty()
                && sounds.getFirst().distance(form.sounds().getFirst()) <= 0.5;
    }

    private static boolean sameWords(Form form, String text) {
        return form.written().equalsIgnoreCase(text);
    }

    /** The term's own words over the time of those that it replaces, each by its length. */
    private static List<Word> spread(String written, List<Word> replaced) {
        String[] parts = written.split("\\s+");
        Duration start = replaced.getFirst().start();
        Duration length = replaced.getLast().end().minus(start);
        double confidence =
                replaced.stream().mapToDouble(Word::confidence).average().orElseThrow();
        int total = Arrays.stream(parts).mapToInt(String::length).sum();
        List<Word> words = new ArrayList<>();
        int before = 0;
        for (String part : parts) {
            Duration from = start.plus(length.multipliedBy(before).dividedBy(total));
            before += part.length();
            words.add(
                    new Word(part, from, start.plus(length.multipliedBy(before).dividedBy(total)), confidence));
        }
        return words;
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
