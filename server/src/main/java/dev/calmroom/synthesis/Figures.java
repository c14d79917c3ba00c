package dev.calmroom.synthesis;

import java.util.regex.Pattern;

/**
 * Figures and dates that a mark in them does not part: «March 5, 2026», «30 – 45 minutes», «on Sept. 14». Read apart they
 * are read wrongly.
 */
enum Figures {
    TOGETHER,
    APART,
    /** Only the rest of the next word tells. */
    NOT_KNOWN_YET;

    private static final String MONTH =
            "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
                    + "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)";
    private static final String DAY = "(?:Mon|Tues?|Wed|Thu|Thurs?|Fri|Sat|Sun)";
    private static final String FIGURE = "[-−+~#]?[\\p{Sc}]?\\.?\\d";
    /** Before a comma or dash. */
    private static final Pattern ENDS_WITH_FIGURE = Pattern.compile("(?:^|[\\s(])\\S*\\d\\S*$");

    private static final Pattern ENDS_WITH_DATE = Pattern.compile("\\b(?:" + MONTH + "|" + DAY + ")\\.?$");
    private static final Pattern BEGINS_WITH_FIGURE = Pattern.compile("^" + FIGURE + ".*", Pattern.DOTALL);
    private static final Pattern BEGINS_WITH_DATE =
            Pattern.compile("^(?:" + MONTH + "|" + DAY + ")\\b.*", Pattern.DOTALL);
    private static final Pattern FIRST_WORD_IS_WHOLE = Pattern.compile("^\\S+[\\s.,;:!?].*", Pattern.DOTALL);
    private static final Pattern MAY_BE_FIGURE = Pattern.compile("^[-−+~#\\p{Sc}.]+$");

    /**
     * @param clause up to the mark after which it might be cut
     * @param next what follows, behind its spaces; as far as it is there
     */
    static Figures between(String clause, String next) {
        char mark = clause.charAt(clause.length() - 1);
        String before = clause.substring(0, clause.length() - 1).stripTrailing();
        return switch (mark) {
            case '.' ->
                Abbreviations.stands(clause)
                        ? known(next, BEGINS_WITH_FIGURE.matcher(next).matches())
                        : APART;
            case ',' ->
                ENDS_WITH_FIGURE.matcher(before).find() || endsWithMonth(before)
                        ? known(next, BEGINS_WITH_FIGURE.matcher(next).matches())
                        : APART;
            case '–' -> range(before, next);
            default -> APART;
        };
    }

    private static Figures range(String before, String next) {
        boolean date = ENDS_WITH_DATE.matcher(before).find();
        if (!date && !ENDS_WITH_FIGURE.matcher(before).find()) {
            return APART;
        }
        if (BEGINS_WITH_FIGURE.matcher(next).matches()) {
            return TOGETHER;
        }
        if (Character.isUpperCase(next.charAt(0))) {
            return FIRST_WORD_IS_WHOLE.matcher(next).matches()
                    ? BEGINS_WITH_DATE.matcher(next).matches() ? TOGETHER : APART
                    : NOT_KNOWN_YET;
        }
        return known(next, false);
    }

    private static boolean endsWithMonth(String before) {
        return ENDS_WITH_DATE.matcher(before).find();
    }

    private static Figures known(String next, boolean together) {
        if (together) {
            return TOGETHER;
        }
        return MAY_BE_FIGURE.matcher(next).matches() ? NOT_KNOWN_YET : APART;
    }
}
