/** Words, numbers and lengths of time as people say them. */
@NullMarked
package dev.calmroom.text;

import org.jspecify.annotations.NullMarked;
