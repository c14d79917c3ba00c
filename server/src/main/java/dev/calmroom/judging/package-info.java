/** Reads a call against a framework's criteria: the built-in judge and a language model, quotes checked, order and score computed. */
@NullMarked
package dev.calmroom.judging;

import org.jspecify.annotations.NullMarked;
