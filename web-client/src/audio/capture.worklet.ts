import { Framing } from './framing';

/** What the page tells the microphone's worklet. */
export type CaptureOrder =
  /** Frames go there from now on; without a port nowhere. */
  { readonly kind: 'line'; readonly port?: MessagePort } | { readonly kind: 'mute'; readonly on: boolean };

/** Levels are told the page four frames at a time: as often as an eye can tell. */
const LEVELS_AT_ONCE = 4;

/** Cuts what the microphone gives into frames for the line; the page hears how loud they are. */
class CaptureProcessor extends AudioWorkletProcessor {
  private readonly framing = new Framing(sampleRate);
  private levels: number[] = [];
  private line: MessagePort | undefined;
  private muted = false;

  constructor() {
    super();
    this.port.onmessage = ({ data: order }: MessageEvent<CaptureOrder>) => {
      if (order.kind === 'mute') this.muted = order.on;
      else this.line = order.port;
    };
  }

  process(inputs: Float32Array[][]): boolean {
    const channel = inputs[0]?.[0];
    if (channel) {
      for (const { pcm, level } of this.framing.push(channel)) {
        this.levels.push(level);
        if (!this.muted) this.line?.postMessage(pcm, [pcm.buffer]);
      }
    }
    if (this.levels.length >= LEVELS_AT_ONCE) {
      this.port.postMessage(this.levels);
      this.levels = [];
    }
    return true;
  }
}

registerProcessor('capture', CaptureProcessor);
