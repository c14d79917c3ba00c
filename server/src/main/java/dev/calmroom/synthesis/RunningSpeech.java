package dev.calmroom.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a dictionary's sounds become when an American says the word: t tapped between vowels, endings reduced. */
final class RunningSpeech {
    private static final Set<String> SIBILANTS = Set.of("s", "z", "sh", "zh", "ch", "jh");

    private RunningSpeech() {}

    static List<Sound> of(List<Sound> word) {
        List<Sound> sounds = new ArrayList<>(word);
        for (int at = 1; at + 1 < sounds.size(); at++) {
            Sound before = sounds.get(at - 1);
            Sound here = sounds.get(at);
            Sound next = sounds.get(at + 1);
            boolean afterVowel = before.isVowel() || before.symbol().equals("r");
            if (here.symbol().equals("t") && afterVowel && next.isVowel() && next.stress() == 0) {
                boolean nasal = next.symbol().equals("ax")
                        && at + 2 < sounds.size()
                        && sounds.get(at + 2).symbol().equals("n");
                if (nasal) {
                    sounds.set(at + 1, new Sound("en", 0));
                    sounds.remove(at + 2);
                } else {
                    sounds.set(at, new Sound("dx", 0));
                }
            }
        }
        reduceEnding(sounds);
        return sounds;
    }

    /** «Needed», «changes». */
    private static void reduceEnding(List<Sound> sounds) {
        int size = sounds.size();
        if (size < 4) {
            return;
        }
        String last = sounds.get(size - 1).symbol();
        Sound vowel = sounds.get(size - 2);
        String before = sounds.get(size - 3).symbol();
        boolean past = last.equals("d") && Set.of("t", "d", "dx").contains(before);
        boolean plural = last.equals("z") && SIBILANTS.contains(before);
        if ((past || plural) && vowel.stress() == 0 && Set.of("ih", "ax").contains(vowel.symbol())) {
            sounds.set(size - 2, new Sound("ix", 0));
        }
    }
}
