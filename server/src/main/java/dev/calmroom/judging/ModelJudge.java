package dev.calmroom.judging;

import dev.calmroom.judging.GraderAgent.Entry;
import dev.calmroom.judging.GraderAgent.Sheet;
import dev.calmroom.judging.Rubric.Criterion;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Evidence;
import dev.calmroom.log.Verdict;
import dev.calmroom.transcript.Turn;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.output.OutputParsingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The judge that asks a language model. Each criterion is answered in three runs, in another order each time; quotes
 * that do not stand in the leader's turn are dropped, what is left without proof is asked once more and is unsure after
 * that; the majority of the runs counts, and where there is none the answer is unsure.
 */
public final class ModelJudge implements Judge {
    private static final int RUNS = 3;
    /** Of questions asked at once: enough to be quick, few enough for each to be thought about. */
    private static final int SHEET = 6;

    private final Rubric rubric;
    private final String name;
    private final GraderAgent agent;

    /**
     * @param name what the page calls it
     * @param prompt what the model is told about its task
     */
    public ModelJudge(Rubric rubric, String prompt, ChatModel model, String name) {
        this.rubric = rubric;
        this.name = name;
        this.agent = AiServices.builder(GraderAgent.class)
                .chatModel(model)
                .systemMessageProvider(memory -> prompt)
                .build();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int steps() {
        return RUNS * rubric.observable().size();
    }

    @Override
    public List<CriterionResult> judge(List<Turn> call, long seed, JudgeListener listener) {
        Quotes quotes = new Quotes(call);
        Random random = new Random(seed);
        Map<String, List<CriterionResult>> votes = new LinkedHashMap<>();
        rubric.observable().forEach(c -> votes.put(c.id(), new ArrayList<>()));
        int answered = 0;
        for (int run = 0; run < RUNS; run++) {
            List<Criterion> shuffled = new ArrayList<>(rubric.observable());
            Collections.shuffle(shuffled, random);
            for (int from = 0; from < shuffled.size(); from += SHEET) {
                List<Criterion> sheet = shuffled.subList(from, Math.min(shuffled.size(), from + SHEET));
                for (CriterionResult vote : twice(call, sheet, quotes, random)) {
                    Objects.requireNonNull(votes.get(vote.id())).add(vote);
                }
                answered += sheet.size();
                listener.onAnswers(answered);
            }
        }
        return votes.entrySet().stream()
                .map(e -> majority(e.getKey(), e.getValue()))
                .toList();
    }

    /** Asks, and asks once more about what came back without an answer that stands. */
    private List<CriterionResult> twice(List<Turn> call, List<Criterion> sheet, Quotes quotes, Random random) {
        Map<String, CriterionResult> good = ask(call, sheet, quotes, random);
        List<Criterion> open =
                sheet.stream().filter(c -> !good.containsKey(c.id())).toList();
        if (!open.isEmpty()) {
            good.putAll(ask(call, open, quotes, random));
        }
        return sheet.stream()
                .map(c -> good.getOrDefault(
                        c.id(), Answers.unsure(c.id(), "The model gave no answer whose words stand in the call.")))
                .toList();
    }

    /** The answers that stand: a known verdict, and for every yes a quote from that turn of the leader. */
    private Map<String, CriterionResult> ask(List<Turn> call, List<Criterion> sheet, Quotes quotes, Random random) {
        Map<String, Entry> entries = entries(call, sheet, random);
        Map<String, CriterionResult> good = new LinkedHashMap<>();
        for (Criterion criterion : sheet) {
            Entry entry = entries.get(criterion.id());
            if (entry != null) {
                checked(criterion, entry, quotes).ifPresent(result -> good.put(criterion.id(), result));
            }
        }
        return good;
    }

    private Map<String, Entry> entries(List<Turn> call, List<Criterion> sheet, Random random) {
        String questions = sheet.stream()
                .map(c -> "%s: the leader %s".formatted(c.id(), decapitalised(c.text())))
                .collect(Collectors.joining("\n"));
        Sheet answer;
        try {
            answer = agent.answer(mark(call, random), transcript(call), questions);
        } catch (OutputParsingException e) {
            return Map.of();
        } catch (LangChain4jException e) {
            throw new JudgeFailedException("The model %s did not answer: %s".formatted(name, why(e)), e);
        }
        if (answer == null || answer.answers() == null) {
            return Map.of();
        }
        return answer.answers().stream()
                .filter(Objects::nonNull)
                .filter(entry -> entry.id() != null)
                .collect(Collectors.toMap(
                        entry -> Objects.requireNonNull(entry.id()).strip(), Function.identity(), (a, b) -> a));
    }

    private static Optional<CriterionResult> checked(Criterion criterion, Entry entry, Quotes quotes) {
        Optional<Verdict> verdict = verdict(entry.verdict());
        if (verdict.isEmpty()) {
            return Optional.empty();
        }
        String reason = entry.reason() == null ? "" : entry.reason().strip();
        if (verdict.get() != Verdict.YES) {
            return Optional.of(new CriterionResult(criterion.id(), verdict.get(), reason, List.of(), List.of()));
        }
        List<Evidence> proof = entry.evidence() == null
                ? List.of()
                : entry.evidence().stream()
                        .filter(Objects::nonNull)
                        .filter(p -> p.turn() != null
                                && p.quote() != null
                                && !p.quote().isBlank())
                        .map(p -> new Evidence(Objects.requireNonNull(p.turn()), Objects.requireNonNull(p.quote())))
                        .map(quotes::verbatim)
                        .flatMap(Optional::stream)
                        .toList();
        return proof.isEmpty() ? Optional.empty() : Optional.of(Answers.yes(criterion.id(), reason, proof));
    }

    private static Optional<Verdict> verdict(@Nullable String text) {
        return switch (text == null ? "" : text.strip().toLowerCase(Locale.ROOT)) {
            case "yes" -> Optional.of(Verdict.YES);
            case "no" -> Optional.of(Verdict.NO);
            case "unsure" -> Optional.of(Verdict.UNSURE);
            default -> Optional.empty();
        };
    }

    private static CriterionResult majority(String criterion, List<CriterionResult> runs) {
        List<Verdict> votes = runs.stream().map(CriterionResult::verdict).toList();
        Optional<Verdict> most = votes.stream()
                .filter(v -> Collections.frequency(votes, v) * 2 > votes.size())
                .findFirst();
        if (most.isEmpty()) {
            return new CriterionResult(criterion, Verdict.UNSURE, "The model's runs do not agree.", List.of(), votes);
        }
        List<CriterionResult> agreeing =
                runs.stream().filter(r -> r.verdict() == most.get()).toList();
        return new CriterionResult(
                criterion,
                most.get(),
                agreeing.getFirst().reason(),
                agreeing.stream().flatMap(r -> r.evidence().stream()).distinct().toList(),
                votes);
    }

    /** A turn a line, so that nothing that is said can look like another turn. */
    private static String transcript(List<Turn> call) {
        return call.stream()
                .map(turn -> "[%d] %s: %s"
                        .formatted(
                                turn.number(),
                                turn.isLeader() ? "LEADER" : "OTHER",
                                turn.text().replaceAll("\\s+", " ").strip()))
                .collect(Collectors.joining("\n"));
    }

    /** A line that nobody on the call can have said. */
    private static String mark(List<Turn> call, Random random) {
        String mark;
        do {
            mark = "=====%016x=====".formatted(random.nextLong());
        } while (contains(call, mark));
        return mark;
    }

    private static boolean contains(List<Turn> call, String mark) {
        return call.stream().anyMatch(turn -> turn.text().contains(mark));
    }

    private static String decapitalised(String text) {
        return Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    private static String why(Exception e) {
        String message = e.getMessage();
        return message == null || message.isBlank()
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
