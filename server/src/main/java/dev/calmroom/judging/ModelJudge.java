package dev.calmroom.judging;

import dev.calmroom.judging.Rubric.Criterion;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Evidence;
import dev.calmroom.log.Verdict;
import dev.calmroom.transcript.Turn;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

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
    private final JudgePrompt prompt;
    private final ChatModel model;

    /**
     * @param name what the page calls it
     * @param prompt what the model is told about its task
     */
    public ModelJudge(Rubric rubric, JudgePrompt prompt, ChatModel model, String name) {
        this.rubric = rubric;
        this.name = name;
        this.prompt = prompt;
        this.model = model;
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
        Transcribed transcribed = new Transcribed(call, JudgePrompt.mark(call, random));
        Map<String, List<CriterionResult>> votes = new LinkedHashMap<>();
        rubric.observable().forEach(c -> votes.put(c.id(), new ArrayList<>()));
        int answered = 0;
        for (int run = 0; run < RUNS; run++) {
            List<Criterion> shuffled = new ArrayList<>(rubric.observable());
            Collections.shuffle(shuffled, random);
            for (int from = 0; from < shuffled.size(); from += SHEET) {
                List<Criterion> sheet = shuffled.subList(from, Math.min(shuffled.size(), from + SHEET));
                for (CriterionResult vote : twice(transcribed, sheet, quotes)) {
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

    /** @param mark fences it in the prompt */
    private record Transcribed(List<Turn> turns, String mark) {}

    /**
     * Asks, and asks once more about what came back without an answer that stands. A question to which nothing can be read
     * either time is no verdict on the leader but a failure of the judge.
     */
    private List<CriterionResult> twice(Transcribed call, List<Criterion> sheet, Quotes quotes) {
        Asked first = ask(call, sheet, quotes);
        Map<String, CriterionResult> good = new HashMap<>(first.good());
        Set<String> read = new HashSet<>(first.read());
        List<Criterion> open =
                sheet.stream().filter(c -> !good.containsKey(c.id())).toList();
        if (!open.isEmpty()) {
            Asked again = ask(call, open, quotes);
            good.putAll(again.good());
            read.addAll(again.read());
        }
        long unread = sheet.stream().filter(c -> !read.contains(c.id())).count();
        if (unread > 0) {
            throw new JudgeFailedException("The model %s gave no answer that can be read to %d of %d questions, twice."
                    .formatted(name, unread, sheet.size()));
        }
        return sheet.stream()
                .map(c -> good.getOrDefault(
                        c.id(), Answers.unsure(c.id(), "The model gave no answer whose words stand in the call.")))
                .toList();
    }

    /**
     * What came back to a sheet, by question.
     *
     * @param read those that have an answer
     * @param good the answers that stand: a known verdict, and for every yes a quote from that turn of the leader
     */
    private record Asked(Set<String> read, Map<String, CriterionResult> good) {}

    private Asked ask(Transcribed call, List<Criterion> sheet, Quotes quotes) {
        Map<String, AnswerSheet.Answer> answers = answers(call, sheet);
        Map<String, CriterionResult> good = new LinkedHashMap<>();
        for (Criterion criterion : sheet) {
            AnswerSheet.Answer answer = answers.get(criterion.id());
            if (answer != null) {
                checked(criterion, answer, quotes).ifPresent(result -> good.put(criterion.id(), result));
            }
        }
        return new Asked(answers.keySet(), good);
    }

    /** What was answered; a sheet that was cut off by the model's budget is asked again in halves. */
    private Map<String, AnswerSheet.Answer> answers(Transcribed call, List<Criterion> sheet) {
        ChatResponse response;
        try {
            response = model.chat(prompt.request(call.turns(), call.mark(), sheet, model.supportedCapabilities()));
        } catch (RuntimeException e) {
            throw new JudgeFailedException("The model %s did not answer: %s.".formatted(name, why(e)), e);
        }
        if (response.finishReason() == FinishReason.LENGTH && sheet.size() > 1) {
            Map<String, AnswerSheet.Answer> both =
                    new LinkedHashMap<>(answers(call, sheet.subList(0, sheet.size() / 2)));
            both.putAll(answers(call, sheet.subList(sheet.size() / 2, sheet.size())));
            return both;
        }
        String text = response.aiMessage().text();
        Set<String> ids = sheet.stream().map(Criterion::id).collect(Collectors.toSet());
        return AnswerSheet.read(text == null ? "" : text, ids)
                .map(AnswerSheet::answers)
                .orElse(Map.of());
    }

    private static Optional<CriterionResult> checked(Criterion criterion, AnswerSheet.Answer answer, Quotes quotes) {
        if (answer.verdict() != Verdict.YES) {
            return Optional.of(
                    new CriterionResult(criterion.id(), answer.verdict(), answer.reason(), List.of(), List.of()));
        }
        List<Evidence> proof = answer.proofs().stream()
                .map(stated -> quotes.located(stated.turn(), stated.quote()))
                .flatMap(Optional::stream)
                .toList();
        return proof.isEmpty() ? Optional.empty() : Optional.of(Answers.yes(criterion.id(), answer.reason(), proof));
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

    /** The innermost cause that says anything: what wraps it often only names its class. */
    private static String why(Throwable failure) {
        String said = "";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && !message.isBlank() && !message.contains("Exception")) {
                said = message.lines().findFirst().orElse("").strip();
            } else if (cause instanceof ConnectException) {
                said = "nobody answers at its address";
            }
        }
        return said.isEmpty() ? failure.getClass().getSimpleName() : said.replaceAll("[.\\s]+$", "");
    }
}
