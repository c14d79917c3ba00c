/** The store under test: one set of expectations, held against every database that it may meet. */
@NullMarked
package dev.calmroom.storage;

import org.jspecify.annotations.NullMarked;
