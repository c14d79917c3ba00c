package dev.calmroom.tuning;

import dev.calmroom.tuning.Proposing.Proposal;
import dev.calmroom.tuning.VersionsCompared.Figure;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A proposal for a terminal: the edit, and its figures. */
public final class ProposalText {
    private ProposalText() {}

    /** @param prompts the folder that was edited, as it is without any edit */
    public static String of(Proposal proposal, Path prompts) {
        StringBuilder text = new StringBuilder("%nProposal %d: %s%n"
                .formatted(proposal.number(), proposal.why().isEmpty() ? "(no reason given)" : proposal.why()));
        if (proposal.edited() != null) {
            PromptsDiff.of(prompts, proposal.edited()).forEach(diff -> text.append(of(diff)));
        }
        figures(text, "calls that the model was shown, beside the version that it edits", proposal.shown());
        figures(text, "calls that it was not, beside your prompts as they are", proposal.unseen());
        return text.append("  ").append(proposal.verdict()).append('\n').toString();
    }

    /** One file's difference, line by line. */
    public static String of(PromptsDiff.FileDiff diff) {
        StringBuilder text = new StringBuilder(diff.file()).append('\n');
        for (PromptsDiff.Line line : diff.lines()) {
            text.append(
                            switch (line.kind()) {
                                case REMOVED -> "%5d - %s".formatted(line.before(), line.text());
                                case ADDED -> "%5d + %s".formatted(line.after(), line.text());
                                case GAP -> "        ...";
                                case SAME -> "%5d   %s".formatted(line.after(), line.text());
                            })
                    .append('\n');
        }
        return text.toString();
    }

    private static void figures(StringBuilder text, String which, @Nullable Proof proof) {
        if (proof == null) {
            return;
        }
        text.append("  In ").append(which).append(":\n");
        List<Proof.Pair> telling =
                proof.pairs().stream().filter(pair -> !pair.holdsAsBefore()).toList();
        for (Proof.Pair pair : telling) {
            text.append("    %-8s %s: %s; before: %s%n"
                    .formatted(
                            pair.after().outcome(),
                            pair.after().check().text(),
                            pair.after().finding(),
                            pair.before().finding()));
        }
        text.append("    %d of %d checks hold as before%n"
                .formatted(proof.pairs().size() - telling.size(), proof.pairs().size()));
        for (VersionsCompared both : proof.findings().comparisons()) {
            text.append("    %s: %d of %d turns are the same%n".formatted(both.player(), both.same(), both.of()));
            List<Figure> changed = both.figures().stream()
                    .filter(figure -> !figure.isOfTime() && figure.isDifferent())
                    .toList();
            for (Figure figure : changed) {
                text.append(String.format(
                        Locale.ROOT,
                        "    %-14s %8.2f -> %8.2f  %+.3f (%+.3f to %+.3f)%n",
                        figure.name(),
                        figure.before(),
                        figure.after(),
                        FindingsText.rounded(figure.difference()),
                        FindingsText.rounded(figure.low()),
                        FindingsText.rounded(figure.high())));
            }
        }
    }
}
