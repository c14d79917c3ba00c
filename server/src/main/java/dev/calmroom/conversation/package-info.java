/** A live call as a state machine: inputs in, the next state and effects out. No thread, no clock, no sound and no model; turn-taking and barge-in are decided here. */
@NullMarked
package dev.calmroom.conversation;

import org.jspecify.annotations.NullMarked;
