package dev.calmroom.exam;

import dev.calmroom.language.LanguageModel;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.persona.Manner;
import dev.calmroom.replay.CarriedCall;
import dev.calmroom.replay.CarriedCall.Refused;
import dev.calmroom.replay.CarriedCall.Worded;
import dev.calmroom.replay.ModelRun;
import dev.calmroom.scenario.ExamPaper;
import dev.calmroom.scenario.ExamPaper.Probe;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Lets a model play short calls with fixed words of a leader's, and the understudy the same. */
public final class SpeakingExam {
    private static final long SEED = 1;
    private static final Pattern SENTENCE_END = Pattern.compile("[.?!…]+(?=\\s|$)");

    private final ExamPaper paper;
    private final ModelRun run;

    public SpeakingExam(ExamPaper paper, ModelRun run) {
        this.paper = paper;
        this.run = run;
    }

    /**
     * @param heard told of each call when it is over
     * @return what came of it; each call takes as long as the model does
     */
    public SpeakingMarks take(LanguageModel model, Manner manner, Consumer<CarriedCall> heard) {
        Tally tally = new Tally(manner);
        for (List<Probe> probes : paper.calls()) {
            RecordedCall call = call(probes);
            CarriedCall carried = run.carry(call, SEED, model, manner, event -> {});
            CarriedCall beside = run.understudy(call, SEED, event -> {});
            for (Probe probe : probes) {
                tally.ask(probe, turnFor(probe, carried), turnFor(probe, beside));
            }
            carried.turns().stream().filter(turn -> !turn.answers().isEmpty()).forEach(tally::count);
            heard.accept(carried);
        }
        return tally.marks();
    }

    private static RecordedCall call(List<Probe> probes) {
        List<Turn> turns = new ArrayList<>();
        for (Probe probe : probes) {
            turns.add(Turn.of(2 * turns.size() + 2, Speaker.LEADER, probe.say()));
        }
        return new RecordedCall(turns, Map.of(), null);
    }

    private static List<String> turnFor(Probe probe, CarriedCall call) {
        return call.turns().stream()
                .filter(turn -> turn.to().equals(probe.say()))
                .flatMap(turn -> turn.told().stream())
                .toList();
    }

    private final class Tally {
        private final Manner manner;
        private final Map<String, Integer> refused = new HashMap<>();
        private int turns;
        private int worded;
        private int sentences;
        private int asked;
        private int answered;
        private int understudyAnswered;

        Tally(Manner manner) {
            this.manner = manner;
        }

        void ask(Probe probe, List<String> told, List<String> understudyTold) {
            if (!probe.answeredBy().isEmpty()) {
                asked++;
                answered += told.stream().anyMatch(probe.answeredBy()::contains) ? 1 : 0;
                understudyAnswered += understudyTold.stream().anyMatch(probe.answeredBy()::contains) ? 1 : 0;
            }
        }

        void count(Worded turn) {
            turns++;
            if (turn.byModel()) {
                worded++;
                sentences += (int) SENTENCE_END.matcher(turn.spoken()).results().count();
            }
            sentences += turn.refused().size();
            turn.refused().forEach(sentence -> refused.merge(kind(sentence), 1, Integer::sum));
        }

        private String kind(Refused sentence) {
            ExamPaper.Reasons reasons = paper.reasons();
            if (begins(sentence, reasons.role())) {
                return SpeakingMarks.ROLE;
            }
            if (begins(sentence, reasons.foreign())) {
                return SpeakingMarks.FOREIGN;
            }
            if (begins(sentence, reasons.repeated())) {
                return SpeakingMarks.REPEATED;
            }
            if (begins(sentence, reasons.besideOrder())) {
                return SpeakingMarks.BESIDE_ORDER;
            }
            return begins(sentence, reasons.tooLong()) ? SpeakingMarks.TOO_LONG : SpeakingMarks.OTHER;
        }

        private static boolean begins(Refused sentence, List<String> beginnings) {
            return beginnings.stream().anyMatch(sentence.reason()::startsWith);
        }

        SpeakingMarks marks() {
            return new SpeakingMarks(manner, turns, worded, sentences, refused, asked, answered, understudyAnswered);
        }
    }
}
