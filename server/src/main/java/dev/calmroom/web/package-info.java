/** The edge to browsers and callers: the call's WebSocket, a thin REST interface, and the page. */
@NullMarked
package dev.calmroom.web;

import org.jspecify.annotations.NullMarked;
