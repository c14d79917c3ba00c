/** The part of the audio worklets' global scope that TypeScript's DOM library leaves out. */
declare const sampleRate: number;
declare function registerProcessor(
  name: string,
  processor: new (options: AudioWorkletNodeOptions) => unknown,
): void;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
