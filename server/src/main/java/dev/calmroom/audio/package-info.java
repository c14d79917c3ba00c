/** Sound as numbers: clips of 16-bit mono PCM, WAV files, resampling, loudness. Knows nothing of speech or of a call. */
@NullMarked
package dev.calmroom.audio;

import org.jspecify.annotations.NullMarked;
