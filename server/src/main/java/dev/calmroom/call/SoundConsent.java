package dev.calmroom.call;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Whose sound may be kept: only that of calls whose leader asked for it. Of all others the words are kept alone. */
public final class SoundConsent {
    private final Set<String> given = ConcurrentHashMap.newKeySet();

    /** Before the call of this session begins. */
    public void give(String session) {
        given.add(session);
    }

    /** Recordings of the calls that may be kept, and nothing for the others. */
    public CallRecording.Factory over(CallRecording.Factory recordings) {
        return session -> given.remove(session) ? recordings.begin(session) : CallRecording.NONE;
    }
}
