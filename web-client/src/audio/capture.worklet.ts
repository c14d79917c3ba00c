import { Framing } from './framing';

/** Cuts what the microphone gives into frames and hands each to the page. */
class CaptureProcessor extends AudioWorkletProcessor {
  private readonly framing = new Framing(sampleRate);

  process(inputs: Float32Array[][]): boolean {
    const channel = inputs[0]?.[0];
    if (channel) {
      for (const frame of this.framing.push(channel)) this.port.postMessage(frame, [frame.pcm.buffer]);
    }
    return true;
  }
}

registerProcessor('capture', CaptureProcessor);
