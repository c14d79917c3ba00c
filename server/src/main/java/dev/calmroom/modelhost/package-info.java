/**
 * A language model in a file, run by llama.cpp in a process of its own, so that what ends that process ends no call. One
 * half is the process (an HTTP server of OpenAI's protocol on loopback), the other starts, watches and restarts it.
 */
@NullMarked
package dev.calmroom.modelhost;

import org.jspecify.annotations.NullMarked;
