/** A caller's end of the line without a browser: microphone, loudspeaker and protocol. */
@NullMarked
package dev.calmroom.caller;

import org.jspecify.annotations.NullMarked;
