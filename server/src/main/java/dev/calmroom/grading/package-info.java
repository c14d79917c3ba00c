/** The scorecard: observations with the leader's own words as receipts, and a score that code computes from them. */
@NullMarked
package dev.calmroom.grading;

import org.jspecify.annotations.NullMarked;
