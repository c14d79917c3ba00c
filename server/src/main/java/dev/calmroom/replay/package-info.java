/** Calls without audio, at once: a leader's words, from a file or a script, run through the persona on a virtual clock. Knows nothing of HTTP. */
@NullMarked
package dev.calmroom.replay;

import org.jspecify.annotations.NullMarked;
