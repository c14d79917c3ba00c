/** Whose turn it is: voice activity, end of turn and barge-in, each decided by pure rules that are given their time in samples. */
@NullMarked
package dev.calmroom.turntaking;

import org.jspecify.annotations.NullMarked;
