import { Playout } from './playout';
import { obey, type PlaybackCommand } from './playback-commands';

const TICK_MS = 50;

/**
 * Where nothing can sound the persona's turns take their time all the same, so that the words are shown as they would be
 * heard and the server knows how far they have come. What is given to it is gone once its time has passed.
 */
export class SilentSpeaker {
  onmessage: ((event: MessageEvent) => void) | null = null;
  private readonly playout: Playout;
  private readonly timer: ReturnType<typeof setInterval>;
  private rendered = performance.now();

  /** @param rate of the samples that come, in hertz */
  constructor(private readonly rate: number) {
    this.playout = new Playout(rate, rate);
    this.timer = setInterval(() => this.pass(), TICK_MS);
  }

  postMessage(command: unknown): void {
    obey(this.playout, command as PlaybackCommand);
  }

  close(): void {
    clearInterval(this.timer);
    this.onmessage = null;
  }

  private pass(): void {
    const now = performance.now();
    // A thread that was held up for long does not make up for it at once.
    const passed = Math.min(1_000, now - this.rendered);
    this.rendered = now;
    this.playout.render(new Float32Array(Math.round((passed * this.rate) / 1_000)));
    const progress = this.playout.progress();
    if (progress.length > 0) this.onmessage?.({ data: progress } as MessageEvent);
  }
}
