/** Seats swapped: a person plays the persona, and an authored leader or a language model leads. The state moves by the leader's lines alone. */
@NullMarked
package dev.calmroom.swap;

import org.jspecify.annotations.NullMarked;
