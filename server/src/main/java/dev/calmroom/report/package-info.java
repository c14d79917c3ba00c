/** What is shown after a call: curve, proof, delivery figures, the one change that would have helped most, and its export. */
@NullMarked
package dev.calmroom.report;

import org.jspecify.annotations.NullMarked;
