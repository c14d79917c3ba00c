/** What the leader asks for and to whom it is said: questions, the facts that answer them, and attempts to break the role. */
@NullMarked
package dev.calmroom.comprehension;

import org.jspecify.annotations.NullMarked;
