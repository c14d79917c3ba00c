/** How the persona feels: a state of named dimensions that moves for reasons, and the ledger of those reasons. */
@NullMarked
package dev.calmroom.emotion;

import org.jspecify.annotations.NullMarked;
