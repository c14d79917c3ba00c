/** The prompts folder in an author's hands: what is wrong in it, which version is in use, and how one comes to another. Knows nothing of HTTP. */
@NullMarked
package dev.calmroom.authoring;

import org.jspecify.annotations.NullMarked;
