/** Speech to text: a recogniser shared by all calls, a stream a call, and the scenario's own words put right afterwards. */
@NullMarked
package dev.calmroom.recognition;

import org.jspecify.annotations.NullMarked;
