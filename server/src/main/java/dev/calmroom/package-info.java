/** Calmroom: a voice roleplay service. Rooms and floors are described in the README's map of the house. */
@org.jspecify.annotations.NullMarked
package dev.calmroom;
