/** Connections to language models, by configuration alone: a server that speaks one of three protocols, or a file. Knows nothing of what is asked of them. */
@NullMarked
package dev.calmroom.language;

import org.jspecify.annotations.NullMarked;
