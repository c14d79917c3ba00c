/** What a language model is let do here: it is examined in speaking and in judging, and what was found is kept for later starts. */
@NullMarked
package dev.calmroom.exam;

import org.jspecify.annotations.NullMarked;
