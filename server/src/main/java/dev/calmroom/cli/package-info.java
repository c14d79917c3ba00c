/** The command line: one small class a command. Only {@code serve} starts Spring; the others are quick. */
@NullMarked
package dev.calmroom.cli;

import org.jspecify.annotations.NullMarked;
