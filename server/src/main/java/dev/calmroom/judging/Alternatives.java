package dev.calmroom.judging;

import dev.calmroom.log.Evidence;
import dev.calmroom.text.PlainWords;
import dev.calmroom.transcript.Turn;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.text.similarity.CosineSimilarity;
import org.jspecify.annotations.Nullable;

/**
 * What to say another time: authored lines from {@code alternatives.yaml} beside the framework's file, chosen by how
 * near the leader's own words are to those that each was written for.
 *
 * @param criteria by criterion id
 */
public record Alternatives(Map<String, Offer> criteria) {
    private static final CosineSimilarity COSINE = new CosineSimilarity();

    /**
     * @param fits where in a call it belongs when it was left out: {@code first}, {@code last}, or {@code before} a
     *     criterion
     * @param lines at least one
     */
    record Offer(Place fits, List<Line> lines) {}

    /** @param before the criterion whose first evidence it should precede; null for {@code at} alone */
    record Place(@Nullable String at, @Nullable String before) {}

    /**
     * @param like the kind of words that it is an answer to; empty for what fits anywhere
     * @param say the line, {@code try} in the file
     */
    record Line(
            @Nullable String like,

            @com.fasterxml.jackson.annotation.JsonProperty("try")
            String say) {}

    /** The line whose occasion is nearest to these words of the leader's; the first one when none is near. */
    public Optional<String> nearest(String criterion, String words) {
        Offer offer = criteria.get(criterion);
        if (offer == null || offer.lines().isEmpty()) {
            return Optional.empty();
        }
        Map<CharSequence, Integer> ofLeader = counts(words);
        return offer.lines().stream()
                .max(Comparator.comparingDouble(line -> nearness(line, ofLeader)))
                .filter(line -> nearness(line, ofLeader) > 0)
                .or(() -> offer.lines().stream().findFirst())
                .map(Line::say);
    }

    /**
     * The leader's turn in which a line that was left out would have fitted.
     *
     * @param proof evidence by criterion
     */
    public Optional<Turn> fitting(String criterion, List<Turn> call, Map<String, List<Evidence>> proof) {
        List<Turn> ofLeader = call.stream().filter(Turn::isLeader).toList();
        Offer offer = criteria.get(criterion);
        if (ofLeader.isEmpty() || offer == null) {
            return Optional.empty();
        }
        Place fits = offer.fits();
        if (fits.before() != null) {
            int before = proof.getOrDefault(fits.before(), List.of()).stream()
                    .mapToInt(Evidence::turn)
                    .min()
                    .orElse(Integer.MAX_VALUE);
            List<Turn> earlier =
                    ofLeader.stream().filter(turn -> turn.number() < before).toList();
            return Optional.of(earlier.isEmpty() ? ofLeader.getFirst() : earlier.getLast());
        }
        return Optional.of("last".equals(fits.at()) ? ofLeader.getLast() : ofLeader.getFirst());
    }

    private static double nearness(Line line, Map<CharSequence, Integer> ofLeader) {
        return line.like() == null || line.like().isBlank() || ofLeader.isEmpty()
                ? 0
                : COSINE.cosineSimilarity(counts(line.like()), ofLeader);
    }

    @SuppressWarnings("UndefinedEquals") // The keys are strings; the library asks for less.
    private static Map<CharSequence, Integer> counts(String words) {
        Map<CharSequence, Integer> counts = new HashMap<>();
        for (String word : PlainWords.bare(words).split(" ", -1)) {
            if (!word.isEmpty()) {
                counts.merge(word, 1, Integer::sum);
            }
        }
        return counts;
    }
}
