/** What an author expects of whole calls, in sentences: read from a file, and held against the calls that were played. Knows nothing of how they are played. */
@NullMarked
package dev.calmroom.checks;

import org.jspecify.annotations.NullMarked;
