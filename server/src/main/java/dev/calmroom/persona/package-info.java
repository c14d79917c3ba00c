/** What the persona says next: the director picks an act and what may be told, an agent (understudy or language model) words it. */
@NullMarked
package dev.calmroom.persona;

import org.jspecify.annotations.NullMarked;
