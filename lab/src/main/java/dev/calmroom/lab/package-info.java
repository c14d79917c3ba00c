/**
 * The laboratory's command line: {@code ./calmroom bench …}, one small class a measurement, and the pages that are
 * written from what was measured. The served jar does not contain it.
 */
@NullMarked
package dev.calmroom.lab;

import org.jspecify.annotations.NullMarked;
