/**
 * What goes over the wire between a server and a caller, {@code calmroom.v1}: every message once, read and written by
 * one codec. Knows nothing of sockets, calls or pages; {@code docs/protocol.md} says what each message means.
 */
@NullMarked
package dev.calmroom.protocol;

import org.jspecify.annotations.NullMarked;
