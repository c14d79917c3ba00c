/** What the files in {@code prompts/} say, checked: scenarios with their people, feelings and lines, and frameworks. Knows nothing of what is made of them. */
@NullMarked
package dev.calmroom.scenario;

import org.jspecify.annotations.NullMarked;
