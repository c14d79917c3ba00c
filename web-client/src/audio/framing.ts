import { Resampler } from './resampler';

/** What the wire carries of the leader's voice: 16 kHz mono, 20 ms a frame. */
export const WIRE_RATE = 16_000;
export const FRAME_SAMPLES = 320;

export interface MicrophoneFrame {
  readonly pcm: Int16Array;
  /** Root mean square of the frame, 0 to 1. */
  readonly level: number;
}

/** Cuts a microphone's samples, at whatever rate they come, into the frames that the wire carries. */
export class Framing {
  private readonly resampler: Resampler;
  private frame = new Int16Array(FRAME_SAMPLES);
  private filled = 0;
  private energy = 0;

  constructor(rate: number) {
    this.resampler = new Resampler(rate, WIRE_RATE);
  }

  push(samples: Float32Array): MicrophoneFrame[] {
    const frames: MicrophoneFrame[] = [];
    for (const sample of this.resampler.process(samples)) {
      this.frame[this.filled++] = toInt16(sample);
      this.energy += sample * sample;
      if (this.filled === FRAME_SAMPLES) {
        frames.push({ pcm: this.frame, level: Math.sqrt(this.energy / FRAME_SAMPLES) });
        this.frame = new Int16Array(FRAME_SAMPLES);
        this.filled = 0;
        this.energy = 0;
      }
    }
    return frames;
  }
}

function toInt16(sample: number): number {
  return Math.max(-32768, Math.min(32767, Math.round(sample * 32768)));
}
