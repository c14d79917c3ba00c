/** Text to speech: clauses cut from a stream of words, made speakable, and spoken by one of several engines with prosody. */
@NullMarked
package dev.calmroom.synthesis;

import org.jspecify.annotations.NullMarked;
