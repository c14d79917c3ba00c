package dev.calmroom.modelhost;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.LlamaOutput;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.Pair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * llama.cpp on a file of weights. A prompt is read in small portions, between which the work can be broken off, and what
 * was read is known to the next request that begins alike, even if this one was left.
 */
final class LlamaInference implements Inference {
    /** Tokens read at once: few enough that who leaves does not block the next for long, enough to be read quickly. */
    private static final int PORTION = 64;

    private final LlamaModel model;
    private final int context;
    /** What llama.cpp holds as read, counted here because the binding does not tell. */
    private int[] held = {};

    /**
     * @param context tokens that prompt and answer may have together
     * @throws RuntimeException when the file cannot be loaded
     */
    LlamaInference(Path file, int context) {
        this.context = context;
        model = new LlamaModel(new ModelParameters()
                .setModel(file.toString())
                .setCtxSize(context)
                .setParallel(1)
                .setGpuLayers(0)
                .disableLog());
    }

    @Override
    public Outcome answer(Prompt prompt, BooleanSupplier wanted, Predicate<String> words) {
        String text = template(prompt.messages());
        int[] tokens = model.encode(text);
        if (tokens.length + prompt.tokens() > context) {
            throw new IllegalArgumentException("the prompt has %d tokens; with %d for the answer only %d fit"
                    .formatted(tokens.length, prompt.tokens(), context));
        }
        long start = System.nanoTime();
        int known = alike(tokens, held);
        for (int to = known + PORTION; to < tokens.length; to += PORTION) {
            if (!wanted.getAsBoolean()) {
                return new Outcome(to - PORTION - known, known, 0, false, millis(start, System.nanoTime()), 0);
            }
            read(tokens, to);
        }
        return write(prompt, text, tokens, known, start, wanted, words);
    }

    private void read(int[] tokens, int to) {
        String part = model.decode(Arrays.copyOf(tokens, to));
        model.complete(new InferenceParameters(part).setNPredict(0).setCachePrompt(true));
        held = Arrays.copyOf(tokens, to);
    }

    private Outcome write(
            Prompt prompt,
            String text,
            int[] tokens,
            int known,
            long start,
            BooleanSupplier wanted,
            Predicate<String> words) {
        InferenceParameters parameters = new InferenceParameters(text)
                .setTemperature((float) prompt.temperature())
                .setNPredict(prompt.tokens())
                .setCachePrompt(true);
        if (prompt.schema() != null) {
            parameters.setGrammar(LlamaModel.jsonSchemaToGrammar(prompt.schema()));
        }
        LlamaIterator answer = model.generate(parameters).iterator();
        long first = 0;
        int written = 0;
        boolean left = false;
        while (answer.hasNext()) {
            LlamaOutput token = answer.next();
            first = first == 0 ? System.nanoTime() : first;
            written++;
            left = !wanted.getAsBoolean() || (!token.text.isEmpty() && !words.test(token.text));
            if (left && answer.hasNext()) {
                answer.cancel();
                break;
            }
        }
        held = tokens;
        long end = System.nanoTime();
        return new Outcome(
                tokens.length - known,
                known,
                written,
                !left && written >= prompt.tokens(),
                millis(start, first == 0 ? end : first),
                first == 0 ? 0 : millis(first, end));
    }

    private String template(List<Message> messages) {
        String system = "";
        List<Pair<String, String>> turns = new ArrayList<>();
        for (Message message : messages) {
            if (message.role().equals("system")) {
                system = message.text();
            } else {
                turns.add(new Pair<>(message.role(), message.text()));
            }
        }
        // Without this step of its own the binding answers messages with nothing.
        return model.applyTemplate(
                new InferenceParameters("").setMessages(system, turns).setUseChatTemplate(true));
    }

    private static int alike(int[] a, int[] b) {
        int mismatch = Arrays.mismatch(a, b);
        return mismatch < 0 ? a.length : mismatch;
    }

    private static double millis(long from, long to) {
        return (to - from) / 1e6;
    }

    @Override
    public void close() {
        model.close();
    }
}
