/**
 * Where sessions are kept: the event log in H2 or PostgreSQL behind one set of statements, and the sound of both sides as files.
 * Also what happens when that place is missing, full or lost in the middle of a call.
 */
@NullMarked
package dev.calmroom.storage;

import org.jspecify.annotations.NullMarked;
