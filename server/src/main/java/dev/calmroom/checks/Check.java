package dev.calmroom.checks;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One expectation of an author's.
 *
 * @param text as it is written
 * @param scope whose calls it is about
 * @param file where it stands, with {@code line} from 1
 */
public record Check(String text, Scope scope, Path file, int line, Statement statement, Optional<Bounds> share) {

    /**
     * Empty lists mean all.
     *
     * @param leaders ids of leaders, {@code players} and {@code variants} names of the experiment
     */
    public record Scope(List<String> leaders, List<String> players, List<String> variants) {
        public static final Scope ALL = new Scope(List.of(), List.of(), List.of());

        public Scope {
            leaders = List.copyOf(leaders);
            players = List.copyOf(players);
            variants = List.copyOf(variants);
        }

        boolean covers(ExaminedCall.Place place) {
            return covers(leaders, place.leader())
                    && covers(players, place.player())
                    && covers(variants, place.variant());
        }

        private static boolean covers(List<String> wanted, String name) {
            return wanted.isEmpty() || wanted.contains(name);
        }
    }

    /**
     * Reads one check.
     *
     * @throws CheckSyntaxException when it is none, with what was expected
     */
    public static Check parse(String text, Scope scope, Path file, int line, Names names) {
        CheckParser.Parsed parsed = CheckParser.parse(text, names);
        return new Check(text, scope, file, line, parsed.statement(), parsed.share());
    }

    /** The same of every version of the prompts. */
    public Check ofEveryVariant() {
        Scope all = new Scope(scope.leaders(), scope.players(), List.of());
        return new Check(text, all, file, line, statement, share);
    }

    /** The endings that it wants; none where it is about something else. */
    public List<String> endings() {
        return statement instanceof Statement.Ends ends ? ends.endings() : List.of();
    }

    /** Whether it says anything of that call. */
    public boolean isAbout(ExaminedCall.Place place) {
        return scope.covers(place);
    }

    /** The sentence that a language model is asked about, where it has to be asked. */
    public Optional<String> judged() {
        return statement instanceof Statement.Judged asked ? Optional.of(asked.statement()) : Optional.empty();
    }

    /** Whether a language model has to be asked for it. */
    public boolean isJudged() {
        return judged().isPresent();
    }
}
