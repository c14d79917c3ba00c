/** What the leader's words do: a turn goes in, moves with their quotes come out, in milliseconds and without a network. */
@NullMarked
package dev.calmroom.appraisal;

import org.jspecify.annotations.NullMarked;
