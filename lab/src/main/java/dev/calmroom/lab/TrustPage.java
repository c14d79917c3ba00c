package dev.calmroom.lab;

import dev.calmroom.judging.Agreement;
import dev.calmroom.lab.JudgeBench.Failure;
import dev.calmroom.lab.JudgeBench.Result;
import dev.calmroom.lab.SecondLabels.People;
import dev.calmroom.log.Evidence;
import dev.calmroom.log.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes {@code docs/trust.md}: how far a score can be trusted, with its failures. */
public final class TrustPage {
    /** What stands between the figures, whatever they are. */
    private static final String PEOPLE_AND_MODELS = """

        ## What people reach

        | who | figure | source |
        |---|---|---|
        | content analysis, what is asked of people before conclusions may be drawn | α of .80; from .667 for tentative ones | Krippendorff, Content Analysis, 2nd ed. (2004) |
        | words for κ | .61 to .80 substantial, above .80 almost perfect | Landis and Koch, The measurement of observer agreement for categorical data, Biometrics 33 (1977) |
        | people with people, and GPT-4 with people, on which of two chat answers is better (ties left out; raw agreement, not κ) | 81 %, and 85 % | Zheng and others, Judging LLM-as-a-judge with MT-Bench and Chatbot Arena (2023) |

        ## A language model as the judge

        Asked once, over one short call (`few-words`), of the smallest model that can be had as a file
        (SmolLM2-135M-Instruct, Q4_1, llama.cpp, answers of at most 220 tokens): three runs
        of every question gave no answer whose words stand in the call, so all twenty were «unsure», 0 of 20
        as labelled, the score 0, in 13 minutes of a busy machine of two cores (3.3 of processor time). Such
        a model cannot judge, and it is seen that it cannot: nothing of what it makes up counts. How well a
        strong model judges stands in [the models measured](models.md); `CALMROOM_GRADER_MODEL=… ./calmroom bench
        grading` adds its rows here.

        ## Criterion by criterion
        """;

    private final List<Result> results;

    private final List<People> people;

    /** @param people how far two readers agree, by split; empty where only one has labelled */
    TrustPage(List<Result> results, List<People> people) {
        this.results = List.copyOf(results);
        this.people = List.copyOf(people);
    }

    public String markdown() {
        StringBuilder page = new StringBuilder("""
            # How far a score can be trusted

            Made by `./calmroom bench grading%s`; do not edit by hand.

            """.formatted(retold() ? " --retold" : ""));
        if (!people.isEmpty()) {
            page.append(ofPeople());
        }
        page.append("""
            ## The judges

            Each judge answers the twenty criteria for calls that a person has labelled (`prompts/transcripts/`).
            «Tuning» calls were looked at while the built-in judge was made, and its phrases fit them. «Held-out»
            calls were not, though some of their failures were seen in its first year. By the «setting» calls the
            bars of the votes were set and the rules of November 2026 bettered. The «unseen» calls were written
            beside those and opened once, when the judge was done. One writer made the last two sets, who knew how
            the judge works. The «strangers» had never heard of a rubric: theirs is the line to expect.
            In brackets: where κ lies in 95 of 100 draws of as many calls. «Decided» leaves out the labels that are
            themselves unsure. «Accused» are calls in which a trap was found that the label does not have. «Quotes»
            are those of the judge's, where both say yes, that share words with one of the label's. «Range» is how
            far the score of a call moves when it is told otherwise: with fillers, without marks, cut, typographic (measured
            with `--retold` alone).

            | judge | calls | number | κ | decided | same verdict | unsure | score off by | within 12 | accused | quotes | range |
            |---|---|---|---|---|---|---|---|---|---|---|---|
            """);
        results.forEach(r -> page.append(judge(r)));
        page.append(curves());
        page.append(PEOPLE_AND_MODELS);
        results.forEach(r -> page.append(criteria(r)));
        page.append("\n## Failures\n");
        for (Result r : results) {
            page.append("\n### %s, %s\n\n| call | criterion | label | judge | on what ground |\n|---|---|---|---|---|\n"
                    .formatted(r.judge(), r.split()));
            r.failures().forEach(f -> page.append(failure(f)));
        }
        return page.toString();
    }

    private boolean retold() {
        return results.stream().noneMatch(r -> Double.isNaN(r.scores().meanRange()));
    }

    private static String judge(Result r) {
        return row(
                r.judge(),
                r.split(),
                String.valueOf(r.calls()),
                "%s (%s–%s)"
                        .formatted(
                                figure(r.people().all().kappa()),
                                figure(r.people().low()),
                                figure(r.people().high())),
                figure(r.people().decided().kappa()),
                "%d of %d".formatted(r.people().all().agreed(), r.people().all().answers()),
                String.valueOf(r.people().unsure()),
                String.format(Locale.ROOT, "%.1f points", r.scores().meanOff()),
                "%d of %d".formatted(r.scores().near(), r.calls()),
                "%d of %d".formatted(r.scores().accused(), r.calls()),
                "%s of %d".formatted(percent(r.proof().share()), r.proof().given()),
                Double.isNaN(r.scores().meanRange())
                        ? "–"
                        : String.format(Locale.ROOT, "%.1f points", r.scores().meanRange()));
    }

    private static String criteria(Result r) {
        StringBuilder page =
                new StringBuilder("\n### %s, %s\n\n| criterion | κ | F1 of yes | same verdict |\n|---|---|---|---|\n"
                        .formatted(r.judge(), r.split()));
        r.people()
                .byCriterion()
                .forEach((id, a) -> page.append(row(
                        "`" + id + "`",
                        figure(a.kappa()),
                        figure(a.f1()),
                        "%d of %d".formatted(a.agreed(), a.answers()))));
        return page.toString();
    }

    private String ofPeople() {
        StringBuilder page = new StringBuilder("""
            ## People with people

            How far two readers agree who did not see each other's labels. Whoever read the «tuning» and «held-out» calls
            second had seen some of the judge's failures on the page before this one; whoever read the others had seen the
            rubric and the calls alone. The «strangers» have two readers whose common verdict is the label; the one counted
            here is a third. «Decided» are the verdicts of which neither is unsure.

            | calls | number | κ | decided | same verdict |
            |---|---|---|---|---|
            """);
        people.forEach(p -> page.append(row(
                p.split(),
                String.valueOf(p.calls()),
                figure(p.all().kappa()),
                figure(p.decided().kappa()),
                "%d of %d".formatted(p.all().agreed(), p.all().answers()))));
        page.append("\nκ by criterion:\n\n| criterion |");
        people.forEach(p -> page.append(" %s |".formatted(p.split())));
        page.append("\n|---|").append("---|".repeat(people.size())).append('\n');
        people.getFirst().byCriterion().keySet().forEach(id -> page.append(ofPeople(id)));
        return page.append('\n').toString();
    }

    private String ofPeople(String criterion) {
        return row(Stream.concat(
                        Stream.of("`" + criterion + "`"), people.stream().map(p -> {
                            Agreement agreement = p.byCriterion().get(criterion);
                            return agreement == null ? "–" : figure(agreement.kappa());
                        }))
                .toArray(String[]::new));
    }

    private String curves() {
        StringBuilder curves = new StringBuilder("""

            ## How right by how sure

            Of the answers of which this share of a call's hearings agreed, how many were the label's.

            | judge | calls | hearings that agree | right |
            |---|---|---|---|
            """);
        for (Result r : results) {
            r.people()
                    .curve()
                    .forEach(bin -> curves.append(row(
                            r.judge(),
                            r.split(),
                            "%s to %s".formatted(percent(bin.from()), percent(bin.from() + 0.1)),
                            "%d of %d (%s)"
                                    .formatted(
                                            bin.right(), bin.given(), percent((double) bin.right() / bin.given())))));
        }
        return curves.toString();
    }

    private static String failure(Failure f) {
        String quotes = f.judged().evidence().stream()
                .map(TrustPage::quote)
                .distinct()
                .limit(2)
                .collect(Collectors.joining(" "));
        String ground =
                f.judged().verdict() == Verdict.YES ? quotes : f.judged().reason();
        return row(
                f.call(),
                "`" + f.criterion() + "`",
                f.label().name().toLowerCase(Locale.ROOT),
                f.judged().verdict().name().toLowerCase(Locale.ROOT),
                ground);
    }

    private static String quote(Evidence evidence) {
        return "%d: «%s»".formatted(evidence.turn(), evidence.quote());
    }

    private static String figure(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2f", value);
    }

    private static String percent(double value) {
        return Double.isNaN(value) ? "–" : Math.round(value * 1000) / 10.0 + " %";
    }

    private static String row(String... cells) {
        return "| "
                + java.util.Arrays.stream(cells)
                        .map(c -> c.replace("|", "\\|").replace("\n", " "))
                        .collect(Collectors.joining(" | "))
                + " |\n";
    }
}
