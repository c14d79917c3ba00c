/** What a change to the prompts does to many calls: simulated leaders and the figures of the calls that they make. Knows nothing of HTTP. */
@NullMarked
package dev.calmroom.tuning;

import org.jspecify.annotations.NullMarked;
