package dev.calmroom.lab;

import dev.calmroom.lab.JudgeBench.Failure;
import dev.calmroom.lab.JudgeBench.Result;
import dev.calmroom.log.Evidence;
import dev.calmroom.log.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes {@code docs/trust.md}: how far a score can be trusted, with its failures. */
public final class TrustPage {
    private final List<Result> results;

    public TrustPage(List<Result> results) {
        this.results = List.copyOf(results);
    }

    public String markdown() {
        StringBuilder page = new StringBuilder("""
                # How far a score can be trusted

                Made by `./calmroom bench grading`; do not edit by hand.

                Each judge answers the twenty criteria for calls that a person has labelled (`prompts/transcripts/`).
                «Tuning» calls were looked at while the built-in judge was made; «held-out» calls were not, though some
                of their failures were seen later. The same person wrote most of both and the rules, so other people's
                calls agree less: with fourteen calls of somebody who had seen no rule (`stranger-…`, «tuning» calls
                since) the built-in judge agreed by κ .69 at the first meeting. With twelve of yet another, opened only
                when the judge was done (November 2026, not in this folder), it agreed by κ .86: 223 of 240 verdicts.
                «Decided» leaves out the labels that are themselves unsure.

                | judge | calls | number | agreement κ | κ, decided | F1 of yes | same verdict | mean score difference | same score | same answer in a second run |
                |---|---|---|---|---|---|---|---|---|---|
                """);
        for (Result r : results) {
            page.append(row(
                    r.judge(),
                    r.split(),
                    String.valueOf(r.calls()),
                    figure(r.all().kappa()),
                    figure(r.decided().kappa()),
                    figure(r.all().f1()),
                    "%d of %d".formatted(r.all().agreed(), r.all().answers()),
                    String.format(Locale.ROOT, "%.1f points", r.scores().meanOff()),
                    "%d of %d".formatted(r.scores().exact(), r.calls()),
                    percent(r.stability())));
        }
        page.append("""

                ## What people reach

                | who | figure | source |
                |---|---|---|
                | content analysis, what is asked of people before conclusions may be drawn | α of .80; from .667 for tentative ones | Krippendorff, Content Analysis, 2nd ed. (2004) |
                | words for κ | .61 to .80 substantial, above .80 almost perfect | Landis and Koch, The measurement of observer agreement for categorical data, Biometrics 33 (1977) |
                | people with people, and GPT-4 with people, on which of two chat answers is better (ties left out; raw agreement, not κ) | 81 %, and 85 % | Zheng and others, Judging LLM-as-a-judge with MT-Bench and Chatbot Arena (2023) |

                Here one person has labelled each call; how far two people would agree on them is not known.

                ## A language model as the judge

                Asked once, over one short call (`few-words`), of the smallest model that can be had as a file
                (SmolLM2-135M-Instruct, Q4_1, llama.cpp in this process, answers of at most 220 tokens): three runs
                of every question gave no answer whose words stand in the call, so all twenty were «unsure», 0 of 20
                as labelled, the score 0, in 13 minutes of a busy machine of two cores (3.3 of processor time). Such
                a model cannot judge, and it is seen that it cannot: nothing of what it makes up counts. How well a
                large model judges is not known; `CALMROOM_GRADER_MODEL=… ./calmroom bench grading` adds its rows here.

                ## Criterion by criterion
                """);
        for (Result r : results) {
            page.append("\n### %s, %s\n\n| criterion | κ | F1 of yes | same verdict |\n|---|---|---|---|\n"
                    .formatted(r.judge(), r.split()));
            r.byCriterion()
                    .forEach((id, a) -> page.append(row(
                            "`" + id + "`",
                            figure(a.kappa()),
                            figure(a.f1()),
                            "%d of %d".formatted(a.agreed(), a.answers()))));
        }
        page.append("\n## Failures\n");
        for (Result r : results) {
            page.append("\n### %s, %s\n\n| call | criterion | label | judge | on what ground |\n|---|---|---|---|---|\n"
                    .formatted(r.judge(), r.split()));
            r.failures().forEach(f -> page.append(failure(f)));
        }
        return page.toString();
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
