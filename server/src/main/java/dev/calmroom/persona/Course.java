package dev.calmroom.persona;

/** How a turn went for the language model that was asked for it. */
enum Course {
    WORDED,
    /** Its first words were not there when nobody could wait longer. */
    TOO_LATE,
    FAILED
}
