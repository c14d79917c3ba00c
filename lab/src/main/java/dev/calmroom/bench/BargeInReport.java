package dev.calmroom.bench;

import dev.calmroom.bench.Interjection.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How soon a voice over the persona's lowers and stops it, what does so wrongly, and what the persona's own echo does.
 *
 * @param headset nothing of the persona's voice reaches the microphone
 */
public record BargeInReport(
        Machine machine, List<String> voices, int lines, List<BargeIn> headset, List<Speakers> speakers) {
    public BargeInReport {
        voices = List.copyOf(voices);
        headset = List.copyOf(headset);
        speakers = List.copyOf(speakers);
    }

    /**
     * @param echo dB of the persona's voice at the microphone
     * @param alone while nobody else speaks
     * @param said over the persona's voice
     */
    public record Speakers(int echo, List<Unprovoked> alone, List<BargeIn> said) {}

    /** One row: some of the interjections, and whether the persona should have given way to them. */
    private record Row(String name, List<BargeIn> all, Kind kind) {
        private static Row of(String name, List<BargeIn> all, Kind kind, Predicate<BargeIn> which) {
            List<BargeIn> some = all.stream()
                    .filter(it -> it.said().kind() == kind)
                    .filter(which)
                    .toList();
            return new Row(name, some, kind);
        }

        private Figures figures(Function<BargeIn, @Nullable Double> time) {
            List<Double> times = new ArrayList<>();
            all.forEach(it -> {
                Double took = time.apply(it);
                if (took != null) {
                    times.add(took);
                }
            });
            return Figures.of(times);
        }

        /** Spoke on through words, or gave way to what were none. */
        private long wrong() {
            return all.stream()
                    .filter(it -> it.gaveWay() != (kind == Kind.WORDS))
                    .count();
        }

        private String text() {
            return "| %s | %d | %s | %s | %s | %s | %s | %s |%n"
                    .formatted(
                            name,
                            all.size(),
                            millis(figures(BargeIn::loweredSinceVoice)),
                            millis(figures(BargeIn::stoppedSinceVoice)),
                            millis(figures(BargeIn::lowered)),
                            millis(figures(BargeIn::stopped)),
                            millis(figures(BargeIn::heldFor)),
                            wrong() == 0 ? "0" : "%d (%.0f %%)".formatted(wrong(), 100.0 * wrong() / all.size()));
        }

        private void into(ObjectNode node) {
            node.put("count", all.size());
            figures(BargeIn::loweredSinceVoice).into(node.putObject("loweredMs"));
            figures(BargeIn::stoppedSinceVoice).into(node.putObject("stoppedMs"));
            figures(BargeIn::lowered).into(node.putObject("loweredSinceFirstSoundMs"));
            figures(BargeIn::stopped).into(node.putObject("stoppedSinceFirstSoundMs"));
            figures(BargeIn::heldFor).into(node.putObject("heldForMs"));
            node.put("wrong", wrong());
        }
    }

    private static String millis(Figures figures) {
        return figures.count() == 0 ? "–" : String.format(Locale.ROOT, "%.0f / %.0f", figures.p50(), figures.p95());
    }

    private Map<String, Row> rows() {
        Map<String, Row> rows = new LinkedHashMap<>();
        Predicate<BargeIn> later = it -> !it.opening();
        rows.put("words", Row.of("**words**", headset, Kind.WORDS, later));
        headset.stream().map(it -> it.said().softer()).distinct().sorted().forEach(softer -> {
            String name = softer == 0 ? "words, as loud as the persona" : "words, %d dB softer".formatted(softer);
            rows.put(
                    "words-%d".formatted(softer),
                    Row.of(name, headset, Kind.WORDS, later.and(it -> it.said().softer() == softer)));
        });
        rows.put(
                "words-opening",
                Row.of("words, into the persona's first second of a call", headset, Kind.WORDS, BargeIn::opening));
        rows.put("backchannels", Row.of("mm-hm, yeah, right, …", headset, Kind.BACKCHANNEL, _ -> true));
        rows.put("coughs", Row.of("a cough (made of noise)", headset, Kind.COUGH, _ -> true));
        return rows;
    }

    public String json() {
        ObjectNode report = JsonMapper.builder().build().createObjectNode();
        rows().forEach((name, row) -> row.into(report.putObject(name)));
        speakers.forEach(it -> {
            ObjectNode node = report.putObject("echo%d".formatted(it.echo()));
            node.put("replies", it.alone().size());
            node.put("lowered", count(it.alone(), Unprovoked::lowered));
            node.put("held", count(it.alone(), Unprovoked::held));
            node.put("interruptedHimself", count(it.alone(), Unprovoked::cutOff));
            node.put("takenForHers", count(it.alone(), Unprovoked::heard));
            rows(it).forEach((name, row) -> row.into(node.putObject(name)));
        });
        report.put("lines", lines);
        voices.forEach(report.putArray("voices")::add);
        machine.into(report);
        return report.toString();
    }

    private static Map<String, Row> rows(Speakers it) {
        Map<String, Row> rows = new LinkedHashMap<>();
        rows.put("words", Row.of("%d dB: words".formatted(it.echo()), it.said(), Kind.WORDS, at -> !at.opening()));
        rows.put(
                "words-opening",
                Row.of(
                        "%d dB: words, into the persona's first second".formatted(it.echo()),
                        it.said(),
                        Kind.WORDS,
                        BargeIn::opening));
        rows.put(
                "backchannels",
                Row.of("%d dB: mm-hm, yeah, right, …".formatted(it.echo()), it.said(), Kind.BACKCHANNEL, _ -> true));
        rows.put("coughs", Row.of("%d dB: a cough".formatted(it.echo()), it.said(), Kind.COUGH, _ -> true));
        return rows;
    }

    private static long count(List<Unprovoked> all, Predicate<Unprovoked> which) {
        return all.stream().filter(which).count();
    }

    public String text() {
        StringBuilder out = new StringBuilder(machine.inWords()).append('\n');
        out.append("%d interjections, %d calls at once, voices: %s%n%n"
                .formatted(
                        headset.size()
                                + speakers.stream()
                                        .mapToInt(it -> it.said().size())
                                        .sum(),
                        lines,
                        String.join(", ", voices)));
        out.append(
                        "Milliseconds, p50 / p95: since the leader's voice began, and since the first sound, a hiss or breath before the ")
                .append("voice among it.\n\n");
        head(out, "said over the persona's voice");
        rows().values().stream().filter(row -> !row.all().isEmpty()).forEach(row -> out.append(row.text()));
        out.append("\nWith an open loudspeaker and no echo cancellation, while nobody else speaks:\n\n");
        out.append(
                "| the persona's voice at the microphone | replies | lowered | paused | interrupted itself | heard as the leader's |\n");
        out.append("|---|---|---|---|---|---|\n");
        for (Speakers it : speakers) {
            out.append("| %d dB | %d | %d | %d | %d | %d |%n"
                    .formatted(
                            it.echo(),
                            it.alone().size(),
                            count(it.alone(), Unprovoked::lowered),
                            count(it.alone(), Unprovoked::held),
                            count(it.alone(), Unprovoked::cutOff),
                            count(it.alone(), Unprovoked::heard)));
        }
        out.append("\nAnd when the leader speaks into it, as loud as the persona is:\n\n");
        head(out, "echo, and what is said");
        speakers.forEach(it ->
                rows(it).values().stream().filter(row -> !row.all().isEmpty()).forEach(row -> out.append(row.text())));
        return out.toString();
    }

    private static void head(StringBuilder out, String first) {
        out.append("| %s | times | lowered | stopped | lowered, from the first sound | ".formatted(first))
                .append("stopped, from the first sound | goes on after | wrongly |\n")
                .append("|---|---|---|---|---|---|---|---|\n");
    }

    /** Each interjection that did not do what it should, or not soon enough, a line each. */
    public String failures() {
        StringBuilder out = new StringBuilder();
        explain(out, "headset", headset);
        speakers.forEach(it -> explain(out, it.echo() + " dB", it.said()));
        return out.toString();
    }

    private static void explain(StringBuilder out, String where, List<BargeIn> all) {
        all.stream()
                .filter(it -> it.gaveWay() != (it.said().kind() == Kind.WORDS) || slow(it))
                .forEach(it -> out.append("- %s, reply %d: \"%s\" (%s, %d dB softer): lowered %s, stopped %s, %s%n"
                        .formatted(
                                where,
                                it.reply(),
                                it.said().words(),
                                it.said().talker(),
                                it.said().softer(),
                                whole(it.lowered()),
                                whole(it.stopped()),
                                it.gaveWay() ? "heard \"" + it.heard() + "\"" : "spoke on")));
    }

    private static String whole(@Nullable Double millis) {
        return millis == null ? "never" : "after %.0f ms".formatted(millis);
    }

    private static boolean slow(BargeIn it) {
        return it.said().kind() == Kind.WORDS
                && (it.lowered() == null || it.lowered() > 100 || it.stopped() == null || it.stopped() > 200);
    }
}
