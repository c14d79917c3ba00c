/** What was said, by whom and when: words, turns, and the file forms of a conversation. Knows nothing of how it was heard or what it did. */
@NullMarked
package dev.calmroom.transcript;

import org.jspecify.annotations.NullMarked;
