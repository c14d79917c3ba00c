/**
 * The shell of a live call, the only place where voice and roleplay meet: threads, sound and models act
 * as the core in {@code conversation} decides.
 */
@NullMarked
package dev.calmroom.call;

import org.jspecify.annotations.NullMarked;
