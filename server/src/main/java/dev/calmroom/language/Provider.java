package dev.calmroom.language;

/** How a language model is reached. */
public enum Provider {
    /** Whatever is configured, else an Ollama that answers on this machine, else none. */
    AUTO,
    /** Any server with an OpenAI-compatible chat endpoint. */
    OPENAI,
    OLLAMA,
    ANTHROPIC,
    /** A GGUF file, run by llama.cpp in a process of its own. */
    GGUF,
    /** No language model. */
    UNDERSTUDY
}
