/** One attempt, from ringing to scorecard: its events, numbered and append-only, and the roleplay that makes them. */
@NullMarked
package dev.calmroom.session;

import org.jspecify.annotations.NullMarked;
