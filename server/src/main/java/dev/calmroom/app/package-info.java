/** The composition root: Spring's configuration, which engines serve, warm-up before the service is ready, and health. */
@NullMarked
package dev.calmroom.app;

import org.jspecify.annotations.NullMarked;
