package dev.calmroom.turntaking;

import java.time.Duration;

/** A strategy's say; the detector weighs them by their kind. */
public sealed interface Opinion {
    String strategy();

    String because();

    Duration patience();

    /** The words are plainly unfinished: wait at least so long, whatever else speaks for an end. */
    record Unfinished(String strategy, String because, Duration patience) implements Opinion {}

    /** The words are a whole: no need to wait longer than this, if nobody says {@link Unfinished}. */
    record Finished(String strategy, String because, Duration patience) implements Opinion {}

    /** Whatever the words say, less than this is too soon. */
    record AtLeast(String strategy, String because, Duration patience) implements Opinion {}
}
