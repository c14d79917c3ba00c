/** Measurements of the whole product on this machine: how it takes turns, how fast, for how many, in how much memory. */
@NullMarked
package dev.calmroom.bench;

import org.jspecify.annotations.NullMarked;
