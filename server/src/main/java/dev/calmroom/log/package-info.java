/** What happened in a session: numbered events, their JSON, transcript and scorecard. The one source of truth: every room above reads it, and it knows none of them. */
@NullMarked
package dev.calmroom.log;

import org.jspecify.annotations.NullMarked;
