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
    /** A portion of what is only read ahead takes about so long: whoever wants an answer meanwhile waits no longer. */
    private static final double AHEAD_MILLIS = 300;
    /** The same of what is answered: read in larger portions it is read faster. */
    private static final double ANSWER_MILLIS = 1500;
    /** Tokens read at once: fewer are read no sooner, more at no better speed. */
    private static final int SMALLEST = 8;

    private static final int LARGEST = 512;

    private final LlamaModel model;
    private final int context;
    /** What llama.cpp holds as read, counted here because the binding does not tell. */
    private int[] held = {};

    /** Tokens a millisecond, as last measured. */
    private double speed = 0.04;

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
    public Outcome answer(Prompt asked, BooleanSupplier wanted, Predicate<String> words) {
        String text = template(asked.messages());
        int[] tokens = model.encode(text);
        Prompt prompt = asked.within(context, tokens.length);
        long start = System.nanoTime();
        int known = alike(tokens, held);
        double patience = prompt.tokens() == 1 ? AHEAD_MILLIS : ANSWER_MILLIS;
        int read = known;
        while (read + portion(patience) < tokens.length) {
            if (!wanted.getAsBoolean()) {
                return new Outcome(read - known, known, 0, false, millis(start, System.nanoTime()), 0);
            }
            int to = read + portion(patience);
            read(tokens, to);
            read = to;
        }
        return write(prompt, text, tokens, known, start, wanted, words);
    }

    private void read(int[] tokens, int to) {
        int before = alike(tokens, held);
        long start = System.nanoTime();
        String part = model.decode(Arrays.copyOf(tokens, to));
        model.complete(new InferenceParameters(part).setNPredict(0).setCachePrompt(true));
        held = Arrays.copyOf(tokens, to);
        speed = (to - before) / Math.max(1, millis(start, System.nanoTime()));
    }

    private int portion(double millis) {
        return (int) Math.clamp(speed * millis, SMALLEST, LARGEST);
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
