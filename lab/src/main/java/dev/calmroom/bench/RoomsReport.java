package dev.calmroom.bench;

import dev.calmroom.recognition.WordErrors;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Word errors by voice and surroundings.
 *
 * @param ears how many recognisers there were
 * @param errors by voice, then by surroundings, one an ear
 */
public record RoomsReport(
        Machine machine, int utterances, int ears, Map<String, Map<String, List<WordErrors>>> errors) {

    public String text() {
        Set<String> places = new LinkedHashSet<>();
        errors.values().forEach(row -> places.addAll(row.keySet()));
        StringBuilder out = new StringBuilder(machine.inWords())
                .append("\n\n%d utterances by each voice; words wrong in a hundred, as a call hears them%s%n%n"
                        .formatted(utterances, ears > 1 ? " / by the second recogniser" : ""));
        out.append("| voice | ").append(String.join(" | ", places)).append(" |\n");
        out.append("|---|").append("--:|".repeat(places.size())).append("\n");
        errors.forEach((voice, row) -> out.append("| %s | %s |%n"
                .formatted(
                        voice,
                        places.stream()
                                .map(place -> cell(Objects.requireNonNull(row.get(place))))
                                .collect(Collectors.joining(" | ")))));
        out.append("| **all** | %s |%n"
                .formatted(places.stream().map(place -> cell(sum(place))).collect(Collectors.joining(" | "))));
        return out.toString();
    }

    private List<WordErrors> sum(String place) {
        List<WordErrors> sums = new ArrayList<>();
        for (int ear = 0; ear < ears; ear++) {
            WordErrors sum = WordErrors.NONE;
            for (Map<String, List<WordErrors>> row : errors.values()) {
                sum = sum.plus(Objects.requireNonNull(row.get(place)).get(ear));
            }
            sums.add(sum);
        }
        return sums;
    }

    private static String cell(List<WordErrors> counted) {
        return counted.stream()
                .map(it -> String.format(Locale.ROOT, "%.1f", 100 * it.rate()))
                .collect(Collectors.joining(" / "));
    }
}
