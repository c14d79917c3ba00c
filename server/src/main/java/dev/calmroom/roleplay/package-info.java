/** The inner life of one session: hears a turn, lets it be felt, decides the answer, moves the world and its clock, ends the call and tells the night. Pure and immutable. */
@NullMarked
package dev.calmroom.roleplay;

import org.jspecify.annotations.NullMarked;
