package dev.calmroom.language;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a model's thoughts out of the stream of its answer: a block between tags of the kind {@code <think>}, and, where
 * the template has written the opening tag itself, everything up to the closing one. Not safe for use by several threads.
 */
final class Thoughts {
    private static final String NAMES = "(?:think|thinking|thought|thoughts|reasoning|reflection|scratchpad)";
    private static final Pattern OPENING = Pattern.compile("(?i)<" + NAMES + "(?:\\s[^<>]*)?>|\\[THINK\\]");
    private static final Pattern CLOSING = Pattern.compile("(?i)</" + NAMES + "\\s*>|\\[/THINK\\]");
    private static final List<String> WHOLE_TAGS = List.of(
            "<think>",
            "<thinking>",
            "<thought>",
            "<thoughts>",
            "<reasoning>",
            "<reflection>",
            "<scratchpad>",
            "</think>",
            "</thinking>",
            "</thought>",
            "</thoughts>",
            "</reasoning>",
            "</reflection>",
            "</scratchpad>",
            "[think]",
            "[/think]");

    private final StringBuilder held = new StringBuilder();
    private boolean thinking;
    private boolean withheld;
    private boolean thought;
    private boolean unmarked;
    private boolean begun;

    /** @param withheld whether nothing may be spoken until thoughts have been closed, as the model opens them unmarked */
    Thoughts(boolean withheld) {
        this.withheld = withheld;
    }

    /** @return what may be spoken now; empty while it thinks, or while a tag may have begun */
    String accept(String piece) {
        held.append(piece);
        StringBuilder spoken = new StringBuilder();
        boolean more = true;
        while (more) {
            more = thinking ? skip() : pass(spoken);
        }
        return begin(spoken.toString());
    }

    /**
     * @param cut whether the answer ended because its budget was used up
     * @return what was held back and may be spoken after all
     */
    String finish(boolean cut) {
        String rest = thinking || (withheld && cut) ? "" : held.toString();
        held.setLength(0);
        return begin(rest);
    }

    /** @return whether there were any thoughts */
    boolean thought() {
        return thought;
    }

    /** @return whether thoughts were closed that had not been opened; what came before them may have been spoken */
    boolean unmarked() {
        return unmarked;
    }

    private boolean skip() {
        Matcher end = CLOSING.matcher(held);
        if (!end.find()) {
            // Of thoughts only what may be the beginning of the closing tag is needed.
            held.delete(0, Math.max(0, held.length() - TAG));
            return false;
        }
        held.delete(0, end.end());
        thinking = false;
        withheld = false;
        return true;
    }

    private static final int TAG = 16;

    private boolean pass(StringBuilder spoken) {
        Matcher opening = OPENING.matcher(held);
        Matcher closing = CLOSING.matcher(held);
        boolean opens = opening.find();
        boolean closes = closing.find();
        if (closes && (!opens || closing.start() < opening.start())) {
            thought = true;
            unmarked = true;
            withheld = false;
            held.delete(0, closing.end());
            return true;
        }
        if (opens) {
            thought = true;
            if (!withheld) {
                spoken.append(held, 0, opening.start());
            }
            held.delete(0, opening.end());
            thinking = true;
            return true;
        }
        if (!withheld) {
            int safe = held.length() - unfinishedTag();
            spoken.append(held, 0, safe);
            held.delete(0, safe);
        }
        return false;
    }

    /** @return how many characters at the end may be the beginning of a tag */
    private int unfinishedTag() {
        int from = Math.max(held.lastIndexOf("<"), held.lastIndexOf("["));
        if (from < 0) {
            return 0;
        }
        String end = held.substring(from).toLowerCase(Locale.ROOT);
        return WHOLE_TAGS.stream().anyMatch(tag -> tag.startsWith(end)) ? end.length() : 0;
    }

    /** Thoughts leave empty lines behind, which are no words. */
    private String begin(String text) {
        if (begun) {
            return text;
        }
        String words = text.stripLeading();
        begun = !words.isEmpty();
        return words;
    }
}
