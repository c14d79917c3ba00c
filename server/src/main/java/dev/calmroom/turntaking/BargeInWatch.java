package dev.calmroom.turntaking;

import dev.calmroom.audio.AudioClip;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Watches her side of the line while the persona is audible. Immutable: each thing that happens gives the next watch
 * and what to do. A window of voice lowers and then pauses him; only words, or voice that lasts, stop him; when nothing
 * came of it he is raised again.
 *
 * @param stance how far he has given way so far: NONE, LOWER, PAUSE or STOP
 * @param since stream position at which he became audible
 * @param saying what he has said in this turn so far, against which words are compared for echo
 * @param voiced samples of her voice since the last pause of {@link BargeInRules#raiseAfter}
 * @param silent samples since her last window of voice
 * @param words what was recognised of her since then
 */
public record BargeInWatch(
        TurnLexicon lexicon,
        BargeInRules rules,
        BargeIn stance,
        long since,
        String saying,
        long voiced,
        long silent,
        String words) {

    /** What came of one thing that happened. */
    public record Step(BargeInWatch next, BargeIn action) {}

    /** He becomes audible at this stream position. */
    public static BargeInWatch begin(TurnLexicon lexicon, BargeInRules rules, long position) {
        return new BargeInWatch(lexicon, rules, BargeIn.NONE, position, "", 0, 0, "");
    }

    /** He says this clause next. */
    public BargeInWatch saying(String clause) {
        return new BargeInWatch(lexicon, rules, stance, since, saying + " " + clause, voiced, silent, words);
    }

    /** One window of her microphone. */
    public Step hear(VoiceFrame frame) {
        if (stance == BargeIn.STOP) {
            return same();
        }
        if (frame.voice() < rules.voiceAt()) {
            return silence();
        }
        BargeInWatch louder = with(stance, voiced + VoiceFrame.SAMPLES, 0, words);
        boolean deaf = duration(frame.end() - since).compareTo(rules.deafFor()) < 0;
        BargeIn wanted = deaf ? BargeIn.NONE : louder.wanted();
        return louder.giveWay(wanted);
    }

    /** The words recognised of her since he became audible; may grow and change. */
    public Step hear(String partial) {
        if (stance == BargeIn.STOP || partial.isBlank()) {
            return same();
        }
        BargeInWatch heard = with(stance, voiced, silent, partial);
        return heard.giveWay(heard.wanted());
    }

    private BargeIn wanted() {
        Duration voice = duration(voiced);
        return switch (meaning()) {
            case TURN -> BargeIn.STOP;
            case BACKCHANNEL -> voice.compareTo(rules.backchannelMost()) >= 0 ? BargeIn.STOP : BargeIn.NONE;
            case ECHO -> BargeIn.NONE;
            case UNKNOWN -> byLength(voice);
        };
    }

    private BargeIn byLength(Duration voice) {
        if (voice.compareTo(rules.stopAfter()) >= 0) {
            return BargeIn.STOP;
        }
        if (voice.compareTo(rules.pauseAfter()) >= 0) {
            return BargeIn.PAUSE;
        }
        return voice.compareTo(rules.lowerAfter()) >= 0 ? BargeIn.LOWER : BargeIn.NONE;
    }

    private enum Meaning {
        UNKNOWN,
        BACKCHANNEL,
        ECHO,
        TURN
    }

    private Meaning meaning() {
        List<String> heard = TurnLexicon.words(words);
        if (heard.isEmpty()) {
            return Meaning.UNKNOWN;
        }
        if (isEcho(heard)) {
            return Meaning.ECHO;
        }
        if (lexicon.has("interruptions", String.join(" ", heard))) {
            return Meaning.TURN;
        }
        return isBackchannel(heard) ? Meaning.BACKCHANNEL : Meaning.TURN;
    }

    /** All words are backchannels, alone or two together («uh huh»). */
    private boolean isBackchannel(List<String> heard) {
        for (int at = 0; at < heard.size(); at++) {
            boolean two = at + 1 < heard.size()
                    && lexicon.has("backchannels", heard.get(at) + " " + heard.get(at + 1));
            if (two) {
                at++;
            } else if (!lexicon.has("backchannels", heard.get(at))) {
                return false;
            }
        }
        return true;
    }

    /** Nearly all pairs of words, or the one word of some length, are his own. */
    private boolean isEcho(List<String> heard) {
        List<String> his = TurnLexicon.words(saying);
        if (heard.size() == 1) {
            return heard.getFirst().length() > 3 && his.contains(heard.getFirst());
        }
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 1 < his.size(); i++) {
            pairs.add(his.get(i) + " " + his.get(i + 1));
        }
        int own = 0;
        for (int i = 0; i + 1 < heard.size(); i++) {
            if (pairs.contains(heard.get(i) + " " + heard.get(i + 1))) {
                own++;
            }
        }
        return own * 3 >= (heard.size() - 1) * 2;
    }

    private Step giveWay(BargeIn wanted) {
        if (wanted == BargeIn.NONE && stance != BargeIn.NONE && meaning() != Meaning.UNKNOWN) {
            // It turned out to be a backchannel or an echo while it still lasts.
            return new Step(with(BargeIn.NONE, voiced, silent, words), BargeIn.RAISE);
        }
        if (rank(wanted) <= rank(stance)) {
            return same();
        }
        return new Step(with(wanted, voiced, silent, words), wanted);
    }

    private Step silence() {
        long quiet = silent + VoiceFrame.SAMPLES;
        if (duration(quiet).compareTo(rules.raiseAfter()) < 0) {
            return new Step(with(stance, voiced, quiet, words), BargeIn.NONE);
        }
        BargeIn action = stance == BargeIn.NONE ? BargeIn.NONE : BargeIn.RAISE;
        return new Step(with(BargeIn.NONE, 0, quiet, words), action);
    }

    private Step same() {
        return new Step(this, BargeIn.NONE);
    }

    private BargeInWatch with(BargeIn newStance, long newVoiced, long newSilent, String newWords) {
        return new BargeInWatch(lexicon, rules, newStance, since, saying, newVoiced, newSilent, newWords);
    }

    private static int rank(BargeIn action) {
        return switch (action) {
            case NONE, RAISE -> 0;
            case LOWER -> 1;
            case PAUSE -> 2;
            case STOP -> 3;
        };
    }

    private static Duration duration(long samples) {
        return AudioClip.duration(samples, AudioClip.SPEECH_RATE);
    }
}
