import { Resampler } from './resampler';

/** How far a turn of the persona has been played. */
export interface PlayoutProgress {
  readonly turn: number;
  /** Samples of the turn, at the rate of the wire, counted from its beginning. */
  readonly samples: number;
  /** Played to its end, or cut: nothing more of this turn will sound. */
  readonly over: 'no' | 'played' | 'cut';
}

interface Chunk {
  readonly turn: number;
  readonly samples: Float32Array;
  /** Where in the turn the chunk begins and ends, in samples of the wire. */
  readonly from: number;
  readonly to: number;
}

const JITTER_SECONDS = 0.06;
/** Each time that it ran dry in mid-turn so much more is gathered before it sounds again, up to the most. */
const GROWTH = 2;
const MOST_JITTER_SECONDS = 0.3;
const FADE_SECONDS = 0.01;
const GLIDE_SECONDS = 0.04;
const LOWERED_GAIN = 1 / 3;

/**
 * The persona's voice between the wire and the loudspeaker: a small jitter buffer that knows, to the sample, what has been
 * heard of each turn. Pure: it is rendered by an audio worklet and tested without one.
 */
export class Playout {
  private chunks: Chunk[] = [];
  private consumed = 0;
  private buffered = 0;
  private playing = false;
  private waited = 0;
  private resampler: Resampler;
  private writing = { turn: -1, next: 0 };
  private current: { turn: number; samples: number } | undefined;
  private readonly finished = new Set<number>();
  private readonly reports: PlayoutProgress[] = [];
  private cutThrough = -1;
  private fading = -1;
  private gain = 1;
  private targetGain = 1;
  private held = false;
  private jitter = JITTER_SECONDS;
  /** Below 1 where it is running dry, or has just begun again after that: cut off sharply, words are misheard. */
  private ease = 1;

  constructor(
    private readonly wireRate: number,
    private readonly outputRate: number,
  ) {
    this.resampler = new Resampler(wireRate, outputRate);
  }

  /**
   * Samples of one turn; what is held already, or belongs to a turn that was cut, is dropped. So is what leaves a gap: a line
   * that is back may carry a frame of where the turn would be by now before it is sent again from where it broke.
   */
  write(turn: number, offset: number, pcm: Int16Array): void {
    if (turn <= this.cutThrough || turn < this.writing.turn) return;
    if (turn > this.writing.turn) {
      this.flushTail();
      this.writing = { turn, next: offset };
      this.resampler = new Resampler(this.wireRate, this.outputRate);
    }
    if (offset > this.writing.next) return;
    const skip = this.writing.next - offset;
    if (skip >= pcm.length) return;
    const samples = new Float32Array(pcm.length - skip);
    for (let i = 0; i < samples.length; i++) samples[i] = (pcm[skip + i] ?? 0) / 32768;
    const from = offset + skip;
    this.writing.next = offset + pcm.length;
    this.enqueue({ turn, samples: this.resampler.process(samples), from, to: this.writing.next });
  }

  /** The turn is said from its beginning, also where it was cut before: that attempt was taken back unheard. */
  begin(turn: number): void {
    if (turn > this.cutThrough) return;
    this.drop();
    this.cutThrough = turn - 1;
    this.finished.delete(turn);
    this.writing = { turn: -1, next: 0 };
    this.resampler = new Resampler(this.wireRate, this.outputRate);
  }

  /** All of the turn has been written. */
  finish(turn: number): void {
    if (turn <= this.cutThrough) return;
    this.finished.add(turn);
    if (turn === this.writing.turn) this.flushTail();
    if (this.chunks.length === 0) this.playing = false;
    this.concludeIfEmpty();
  }

  /** This turn and all before it end within ten milliseconds. */
  interrupt(turn: number): void {
    this.cutThrough = Math.max(this.cutThrough, turn);
    const first = this.chunks[0];
    if (first && first.turn > turn) return;
    if (first && this.playing && this.gain > 0) this.fading = Math.round(FADE_SECONDS * this.outputRate);
    else this.drop();
  }

  lower(): void {
    this.targetGain = LOWERED_GAIN;
  }

  /** Stops within ten milliseconds and keeps the rest: the leader may be cutting in, and the persona may go on. */
  hold(): void {
    this.held = true;
    this.targetGain = 0;
  }

  /** Goes on, at full loudness. */
  raise(): void {
    this.held = false;
    this.targetGain = 1;
  }

  /** Fills the output; silence where there is nothing to play. */
  render(output: Float32Array): void {
    output.fill(0);
    if (!this.ready(output.length)) return;
    const glide = 1 / ((this.held ? FADE_SECONDS : GLIDE_SECONDS) * this.outputRate);
    for (let i = 0; i < output.length; i++) {
      if (this.held && this.gain === 0) break;
      this.gain += Math.max(-glide, Math.min(glide, this.targetGain - this.gain));
      const sample = this.next();
      if (sample === undefined) break;
      output[i] = sample * this.gain * this.eased() * this.fade();
      if (this.fading === 0) {
        this.drop();
        break;
      }
    }
  }

  /** What has ended since the last call, then how far the turn now sounding has come. */
  progress(): PlayoutProgress[] {
    const reports = this.reports.splice(0);
    if (this.current) reports.push(report(this.current, 'no'));
    return reports;
  }

  /** Whether something sounds, or is held back only to gather enough of it. */
  get busy(): boolean {
    return this.chunks.length > 0;
  }

  private enqueue(chunk: Chunk): void {
    if (chunk.samples.length === 0) return;
    this.chunks.push(chunk);
    this.buffered += chunk.samples.length;
  }

  private flushTail(): void {
    const { turn, next } = this.writing;
    if (turn <= this.cutThrough) return;
    this.enqueue({ turn, samples: this.resampler.flush(), from: next, to: next });
  }

  private ready(length: number): boolean {
    const first = this.chunks[0];
    if (this.playing || !first) return this.playing;
    this.waited += length;
    // A turn shorter than the buffer would otherwise wait for ever.
    const enough = this.buffered >= this.jitter * this.outputRate;
    this.playing =
      enough || this.finished.has(first.turn) || this.waited >= 2 * this.jitter * this.outputRate;
    if (this.playing) this.waited = 0;
    return this.playing;
  }

  private next(): number | undefined {
    const chunk = this.chunks[0];
    if (!chunk) {
      this.playing = false;
      this.ranDry();
      return undefined;
    }
    if (this.current && this.current.turn !== chunk.turn) this.conclude('played');
    const sample = chunk.samples[this.consumed++] ?? 0;
    this.buffered--;
    // Changed in place: this runs for every sample on the audio thread, which must not make garbage.
    this.current ??= { turn: chunk.turn, samples: 0 };
    this.current.samples = chunk.from + ((chunk.to - chunk.from) * this.consumed) / chunk.samples.length;
    if (this.consumed >= chunk.samples.length) {
      this.chunks.shift();
      this.consumed = 0;
      this.concludeIfEmpty();
    }
    return sample;
  }

  private ranDry(): void {
    if (!this.current || this.finished.has(this.current.turn)) return;
    this.jitter = Math.min(MOST_JITTER_SECONDS, this.jitter * GROWTH);
    this.ease = 0;
  }

  /** Follows what is left: the last ten milliseconds before it runs dry are a fade, and so is its return. */
  private eased(): number {
    const turn = this.current?.turn;
    const fade = FADE_SECONDS * this.outputRate;
    const dry = turn !== undefined && !this.finished.has(turn) && this.buffered < fade;
    const target = dry ? this.buffered / fade : 1;
    this.ease += Math.max(-1 / fade, Math.min(1 / fade, target - this.ease));
    return this.ease;
  }

  private fade(): number {
    if (this.fading < 0) return 1;
    this.fading--;
    return this.fading / (FADE_SECONDS * this.outputRate);
  }

  private concludeIfEmpty(): void {
    const turn = this.current?.turn;
    if (turn === undefined || !this.finished.has(turn)) return;
    if (!this.chunks.some((chunk) => chunk.turn === turn)) this.conclude('played');
  }

  private conclude(over: 'played' | 'cut'): void {
    if (!this.current) return;
    this.reports.push(report(this.current, over));
    this.finished.delete(this.current.turn);
    this.current = undefined;
  }

  private drop(): void {
    this.fading = -1;
    if (this.current && this.current.turn <= this.cutThrough) this.conclude('cut');
    this.chunks = this.chunks.filter((chunk) => chunk.turn > this.cutThrough);
    this.consumed = 0;
    this.buffered = this.chunks.reduce((sum, chunk) => sum + chunk.samples.length, 0);
    this.playing = false;
    this.waited = 0;
    this.raise();
    this.gain = 1;
    this.ease = 1;
  }
}

function report(current: { turn: number; samples: number }, over: PlayoutProgress['over']): PlayoutProgress {
  return { turn: current.turn, samples: Math.round(current.samples), over };
}
