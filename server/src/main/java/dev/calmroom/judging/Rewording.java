package dev.calmroom.judging;

import dev.calmroom.text.NumberWords;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ways to say a turn otherwise that change nothing of what it means: as a recogniser writes it, hesitating, without a
 * full stop, with short forms spelt out or drawn together, with figures for number words. Deterministic.
 */
enum Rewording {
    AS_IT_IS,
    WITHOUT_MARKS,
    HESITATING,
    HESITATING_WITHOUT_MARKS,
    RUN_ON,
    SPELT_OUT,
    DRAWN_TOGETHER,
    WITH_FIGURES;

    private static final List<String> FILLERS = List.of("um", "uh", "you know", "I mean", "so", "like");
    /** Words between two fillers where no sentence begins. */
    private static final int WORDS_BETWEEN = 9;

    private static final Pattern WORD = Pattern.compile("\\S+");
    private static final Pattern INNER_END = Pattern.compile("[.?!;]+(?=\\s+\\S)|[.?!;]+\\s*$");
    private static final Pattern SHORT_FORM = Pattern.compile(
            "(?i)\\b(won|ca|shan|[a-z]+?)n['’]t\\b|\\b([a-z]+)['’](ll|re|ve|m)\\b|\\b(it|that|what|how|there|who|where|here|let|he|she)['’]s\\b"
                    + "|\\b([a-z]+)['’]s(?= (?:mine|with|on|not|a|the|going|all|my|in|down|up|off)\\b)");
    private static final Map<String, String> ENDINGS = Map.of("ll", "will", "re", "are", "ve", "have", "m", "am");
    private static final Map<String, String> IRREGULAR = Map.of("won", "will not", "ca", "cannot", "shan", "shall not");
    private static final Pattern LONG_FORM = Pattern.compile(
            "(?i)\\b(I|you|we|they|it|he|she) (will|am|are|have)(?= [a-z])(?! not\\b)|\\b(do|does|did|is|was|are|were|would|could|should|have|has) not\\b|\\b(will not|can ?not)\\b|\\b(it|that|what|how|there|where) is(?= [a-z])");
    private static final Pattern TENS = Pattern.compile(
            "(?i)\\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](one|two|three|four|five|six|seven|eight|nine))?\\b|\\b(ten|fifteen)\\b");

    RewordedText of(String text) {
        return switch (this) {
            case AS_IT_IS -> same(text);
            case WITHOUT_MARKS -> withoutMarks(text);
            case HESITATING -> hesitating(text, ", ");
            case HESITATING_WITHOUT_MARKS -> {
                RewordedText plain = withoutMarks(text);
                yield plain.and(hesitating(plain.text(), " "));
            }
            case RUN_ON -> runOn(text);
            case SPELT_OUT -> speltOut(text);
            case DRAWN_TOGETHER -> drawnTogether(text);
            case WITH_FIGURES -> withFigures(text);
        };
    }

    private static RewordedText same(String text) {
        return new RewordedText.Builder(text).keep(0, text.length()).build();
    }

    private static RewordedText withoutMarks(String text) {
        RewordedText.Builder plain = new RewordedText.Builder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                plain.instead(" percent", i, i + 1);
            } else if (Character.isLetterOrDigit(c)) {
                plain.instead(String.valueOf(c).toLowerCase(Locale.ROOT), i, i + 1);
            } else {
                plain.instead(c == '\'' || c == '’' ? "'" : " ", i, i + 1);
            }
        }
        return plain.build();
    }

    private static RewordedText hesitating(String text, String behind) {
        RewordedText.Builder hesitating = new RewordedText.Builder(text);
        int at = 0;
        int since = 0;
        int filler = 0;
        boolean begins = true;
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            hesitating.keep(at, word.start());
            if (begins || since == WORDS_BETWEEN) {
                hesitating.insert(FILLERS.get(filler++ % FILLERS.size()) + behind);
                since = 0;
            }
            hesitating.keep(word.start(), word.end());
            at = word.end();
            since++;
            begins = word.group().matches(".*[.?!;]");
        }
        return hesitating.keep(at, text.length()).build();
    }

    private static RewordedText runOn(String text) {
        return replaced(text, INNER_END, end -> end.end() == text.length() ? "" : ",");
    }

    private static RewordedText speltOut(String text) {
        return replaced(text, SHORT_FORM, Rewording::longForm);
    }

    private static String longForm(MatchResult form) {
        if (form.group(1) != null) {
            String verb = form.group(1);
            String irregular = IRREGULAR.get(verb.toLowerCase(Locale.ROOT));
            return irregular != null ? irregular : verb + " not";
        }
        if (form.group(2) != null) {
            return form.group(2) + " " + ENDINGS.get(form.group(3).toLowerCase(Locale.ROOT));
        }
        String who = form.group(4) == null ? form.group(5) : form.group(4);
        return who + (who.equalsIgnoreCase("let") ? " us" : " is");
    }

    private static RewordedText drawnTogether(String text) {
        return replaced(text, LONG_FORM, form -> {
            if (form.group(1) != null) {
                return drawnTogether(form);
            }
            if (form.group(3) != null) {
                return form.group(3) + "n't";
            }
            return form.group(4) != null
                    ? form.group(4).startsWith("w") || form.group(4).startsWith("W") ? "won't" : "can't"
                    : form.group(5) + "'s";
        });
    }

    private static String drawnTogether(MatchResult form) {
        String verb = form.group(2).toLowerCase(Locale.ROOT);
        return form.group(1)
                + switch (verb) {
                    case "will" -> "'ll";
                    case "am" -> "'m";
                    case "are" -> "'re";
                    default -> "'ve";
                };
    }

    private static RewordedText withFigures(String text) {
        return replaced(text, TENS, number -> {
            String tens = number.group(1) == null ? number.group(3) : number.group(1);
            return String.valueOf(value(tens) + (number.group(2) == null ? 0 : value(number.group(2))));
        });
    }

    private static int value(String word) {
        OptionalInt value = NumberWords.of(word.toLowerCase(Locale.ROOT));
        return value.orElseThrow(() -> new IllegalStateException("no number: " + word));
    }

    private static RewordedText replaced(String text, Pattern what, Function<MatchResult, String> by) {
        RewordedText.Builder other = new RewordedText.Builder(text);
        int at = 0;
        Matcher found = what.matcher(text);
        while (found.find()) {
            other.keep(at, found.start()).instead(by.apply(found), found.start(), found.end());
            at = found.end();
        }
        return other.keep(at, text.length()).build();
    }
}
