import { Playout, type PlayoutProgress } from './playout';

export type PlaybackCommand =
  | { readonly kind: 'write'; readonly turn: number; readonly offset: number; readonly pcm: Int16Array }
  | { readonly kind: 'begin'; readonly turn: number }
  | { readonly kind: 'finish'; readonly turn: number }
  | { readonly kind: 'interrupt'; readonly turn: number }
  | { readonly kind: 'lower' }
  | { readonly kind: 'hold' }
  | { readonly kind: 'raise' };

export interface PlaybackReport {
  readonly progress: readonly PlayoutProgress[];
  /** Root mean square of what was played since the last report, 0 to 1. */
  readonly level: number;
}

const REPORTS_PER_SECOND = 30;

/** Plays the persona's voice and reports, some thirty times a second, how far it has come and how loud it is. */
class PlaybackProcessor extends AudioWorkletProcessor {
  private readonly playout: Playout;
  private rendered = 0;
  private energy = 0;

  constructor(options: AudioWorkletNodeOptions) {
    super();
    const { wireRate } = options.processorOptions as { wireRate: number };
    this.playout = new Playout(wireRate, sampleRate);
    this.port.onmessage = (message: MessageEvent<PlaybackCommand>) => this.obey(message.data);
  }

  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const output = outputs[0]?.[0];
    if (!output) return true;
    this.playout.render(output);
    for (const sample of output) this.energy += sample * sample;
    this.rendered += output.length;
    if (this.rendered >= sampleRate / REPORTS_PER_SECOND) this.report();
    return true;
  }

  private report(): void {
    const progress = this.playout.progress();
    const level = Math.sqrt(this.energy / this.rendered);
    this.rendered = 0;
    this.energy = 0;
    if (progress.length > 0 || level > 0) {
      this.port.postMessage({ progress, level } satisfies PlaybackReport);
    }
  }

  private obey(command: PlaybackCommand): void {
    switch (command.kind) {
      case 'write':
        return this.playout.write(command.turn, command.offset, command.pcm);
      case 'begin':
        return this.playout.begin(command.turn);
      case 'finish':
        return this.playout.finish(command.turn);
      case 'interrupt':
        return this.playout.interrupt(command.turn);
      case 'lower':
        return this.playout.lower();
      case 'hold':
        return this.playout.hold();
      case 'raise':
        return this.playout.raise();
    }
  }
}

registerProcessor('playback', PlaybackProcessor);
