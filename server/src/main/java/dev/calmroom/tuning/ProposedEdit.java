package dev.calmroom.tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A change of one file that a language model has proposed.
 *
 * @param why in the model's words; may be empty
 * @param changes in the order of the answer, at least one
 */
record ProposedEdit(String why, List<Change> changes) {
    private static final Pattern CHANGE =
            Pattern.compile("<{3,}[^\\n]*\\n(.*?)\\n={3,}[^\\n]*\\n(.*?)\\n?>{3,}", Pattern.DOTALL);
    private static final int MOST = 3;
    private static final int LONGEST = 4_000;

    ProposedEdit {
        changes = List.copyOf(changes);
    }

    /**
     * @param find words that stand in the file once
     * @param replace what is to stand there
     */
    record Change(String find, String replace) {}

    /** @throws IllegalArgumentException when the answer holds no change, with what was expected */
    static ProposedEdit in(String answer) {
        if (answer.isBlank()) {
            throw new IllegalArgumentException("the model has answered without a word");
        }
        List<Change> changes = new ArrayList<>();
        Matcher found = CHANGE.matcher(answer.replace("\r\n", "\n"));
        while (found.find()) {
            changes.add(new Change(found.group(1), found.group(2)));
        }
        if (changes.isEmpty() || changes.size() > MOST) {
            throw new IllegalArgumentException(
                    "expected one to %d blocks of the form <<< === >>>, found %d".formatted(MOST, changes.size()));
        }
        String why = answer.lines()
                .map(String::strip)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("why:"))
                .map(line -> line.substring("why:".length()).strip())
                .findFirst()
                .orElse("");
        return new ProposedEdit(why, changes);
    }

    /** @throws IllegalArgumentException when it cannot be made in this text, or changes nothing */
    String appliedTo(String text) {
        String edited = text;
        for (Change change : changes) {
            if (change.replace().length() > LONGEST) {
                throw new IllegalArgumentException("a change may be %d characters long".formatted(LONGEST));
            }
            edited = Variants.replacedOnce(edited, change.find(), change.replace());
        }
        if (edited.equals(text)) {
            throw new IllegalArgumentException("the change leaves the file as it is");
        }
        return edited;
    }
}
