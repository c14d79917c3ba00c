/** A live call: the only place where voice and roleplay meet. A pure core decides, a thin shell around it acts. */
@NullMarked
package dev.calmroom.call;

import org.jspecify.annotations.NullMarked;
