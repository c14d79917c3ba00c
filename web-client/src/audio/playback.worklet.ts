import { obey, type PlaybackCommand } from './playback-commands';
import { Playout } from './playout';

/** The line hears so often how far it has come, the page half as often how loud it is. */
const REPORTS_PER_SECOND = 30;

/** Plays the persona's voice: commands come from the line, which hears how far it has come; the page hears how loud it is. */
class PlaybackProcessor extends AudioWorkletProcessor {
  private readonly playout: Playout;
  private line: MessagePort | undefined;
  private rendered = 0;
  private reports = 0;
  private samples = 0;
  private energy = 0;
  private wasLoud = false;

  constructor(options: AudioWorkletNodeOptions) {
    super();
    const { wireRate } = options.processorOptions as { wireRate: number };
    this.playout = new Playout(wireRate, sampleRate);
    this.port.onmessage = ({ data: line }: MessageEvent<MessagePort>) => {
      this.line = line;
      line.onmessage = (message: MessageEvent<PlaybackCommand>) => obey(this.playout, message.data);
    };
  }

  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const output = outputs[0]?.[0];
    if (!output) return true;
    this.playout.render(output);
    for (const sample of output) this.energy += sample * sample;
    this.rendered += output.length;
    this.samples += output.length;
    if (this.rendered >= sampleRate / REPORTS_PER_SECOND) this.report();
    return true;
  }

  private report(): void {
    const progress = this.playout.progress();
    this.rendered = 0;
    if (progress.length > 0) this.line?.postMessage(progress);
    if (++this.reports % 2 === 0) this.tellLevel();
  }

  private tellLevel(): void {
    const level = Math.sqrt(this.energy / this.samples);
    this.samples = 0;
    this.energy = 0;
    // The first silence after a sound is told as well.
    if (level > 0 || this.wasLoud) this.port.postMessage(level);
    this.wasLoud = level > 0;
  }
}

registerProcessor('playback', PlaybackProcessor);
