/** Small text encoders on the ONNX runtime: word pieces in, vectors out, and vectors of examples that are kept. */
@NullMarked
package dev.calmroom.encoder;

import org.jspecify.annotations.NullMarked;
