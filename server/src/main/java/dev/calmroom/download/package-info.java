/** Large files that are fetched once: gone on with where a try broke off, and used only when they are what was pinned. */
@NullMarked
package dev.calmroom.download;

import org.jspecify.annotations.NullMarked;
