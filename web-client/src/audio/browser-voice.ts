import type { Said } from '../protocol/messages';
import { SaidClause } from './said-clause';

/** The browser's own speech synthesis, as far as there is one. */
export function browserVoices(): SpeechSynthesisVoice[] {
  if (!('speechSynthesis' in window)) return [];
  return speechSynthesis.getVoices().filter((voice) => voice.lang.toLowerCase().startsWith('en'));
}

/** Whether a voice speaks on this machine; others send the words to whoever made them. */
export function isLocal(voice: SpeechSynthesisVoice): boolean {
  return voice.localService;
}

/** Lets a voice be heard before it is chosen. */
export function sample(name: string, words: string): void {
  const voice = browserVoices().find((candidate) => candidate.name === name);
  const utterance = new SpeechSynthesisUtterance(words);
  if (voice) {
    utterance.voice = voice;
    utterance.lang = voice.lang;
  }
  speechSynthesis.cancel();
  speechSynthesis.speak(utterance);
}

/** How the persona speaks, against the voice's own way. */
export interface Manner {
  readonly rate: number;
  readonly pitch: number;
  readonly volume: number;
}

const OWN_WAY: Manner = { rate: 1, pitch: 1, volume: 1 };

/** About what voices speak; for those that do not tell where they are within a clause. */
const CHARACTERS_PER_SECOND = 14;
/** A voice that has told nothing for so long, beyond what its clause takes, hangs: Chrome's do now and then. */
const HANGS_AFTER_MS = 5_000;

/**
 * Speaks the persona's words in the page, clause by clause, and tells how many characters of a turn were spoken. Characters are
 * counted in the turn's text as it is written, as the server counts them, whatever the voice was given to say.
 */
export class BrowserVoice {
  onspoken: (turn: number, chars: number, done: boolean) => void = () => undefined;
  onlevel: (level: number) => void = () => undefined;
  private turn = -1;
  private manner = OWN_WAY;
  /** Up to here the turn's text has been given to the voice. */
  private taken = 0;
  private spoken = 0;
  private pending = 0;
  private complete = false;
  private finishedThrough = -1;
  /** The clause that sounds, as long as the voice has not told where in it it is. */
  private untold: { start: number; clause: SaidClause; since: number } | undefined;
  private pausedAt: number | undefined;
  private clauses: { readonly start: number; readonly clause: SaidClause }[] = [];
  /** What an utterance of an earlier one says does not count any more. */
  private attempt = 0;
  private begunAnew = false;
  private watch: ReturnType<typeof setTimeout> | undefined;

  /** @param name of the voice; without it, or where the browser has lost it, the browser chooses */
  constructor(private name: string | undefined) {}

  /** Another voice speaks from the next clause on. */
  become(name: string): void {
    this.name = name;
  }

  /**
   * A turn begins, or goes on after the line was gone.
   *
   * @param from the first character that is still to be spoken
   */
  start(turn: number, from: number, manner: Manner = OWN_WAY): void {
    if (turn <= this.finishedThrough) return;
    if (turn > this.turn) this.begin(turn, from);
    this.manner = manner;
    this.raise();
  }

  /**
   * The next words of a turn, and at which character of it they begin.
   *
   * @param said what is said of them, where that is not what is written
   */
  say(turn: number, text: string, at: number, said?: readonly Said[]): void {
    if (turn <= this.finishedThrough || turn < this.turn) return;
    if (turn > this.turn) this.begin(turn, 0);
    const end = at + text.length;
    if (end <= this.taken) return;
    const start = Math.max(at, this.taken);
    this.taken = end;
    const clause = new SaidClause(text, said).behind(start - at);
    this.clauses.push({ start, clause });
    this.speak(turn, clause, start);
  }

  /** No more words of this turn will come. */
  finish(turn: number): void {
    if (turn !== this.turn) return;
    this.complete = true;
    this.conclude();
  }

  interrupt(turn: number): void {
    if (this.turn < 0 || this.turn > turn) {
      this.finishedThrough = Math.max(this.finishedThrough, turn);
      return;
    }
    const cut = this.turn;
    this.guess();
    this.finishedThrough = Math.max(this.finishedThrough, turn);
    this.turn = -1;
    clearTimeout(this.watch);
    speechSynthesis.cancel();
    this.onlevel(0);
    this.onspoken(cut, this.spoken, true);
  }

  /** A browser's voice cannot be made softer in mid-word: it waits. */
  lower(): void {
    this.hold();
  }

  hold(): void {
    clearTimeout(this.watch);
    this.pausedAt ??= performance.now();
    speechSynthesis.pause();
  }

  raise(): void {
    if (this.untold && this.pausedAt !== undefined) this.untold.since += performance.now() - this.pausedAt;
    const wasHeld = this.pausedAt !== undefined;
    this.pausedAt = undefined;
    speechSynthesis.resume();
    if (!wasHeld || this.turn < 0) return;
    // Android ends an utterance that is paused: what is left of it is spoken anew.
    if (this.pending === 0) this.speakRest();
    else this.expect(0);
  }

  close(): void {
    clearTimeout(this.watch);
    this.turn = -1;
    speechSynthesis.cancel();
  }

  private begin(turn: number, from: number): void {
    this.turn = turn;
    this.taken = from;
    this.spoken = from;
    this.pending = 0;
    this.complete = false;
    this.untold = undefined;
    this.clauses = [];
    this.begunAnew = false;
    this.attempt++;
  }

  private speak(turn: number, clause: SaidClause, start: number): void {
    const voice = browserVoices().find(({ name }) => name === this.name);
    const { words, written } = clause;
    const utterance = new SpeechSynthesisUtterance(words);
    const { attempt } = this;
    if (voice) {
      utterance.voice = voice;
      utterance.lang = voice.lang;
    }
    utterance.rate = this.manner.rate;
    utterance.pitch = this.manner.pitch;
    utterance.volume = Math.min(1, this.manner.volume);
    utterance.onstart = () => {
      this.onlevel(0.2);
      if (attempt !== this.attempt) return;
      this.expect(words.length);
      if (turn === this.turn) this.untold = { start, clause, since: performance.now() };
    };
    utterance.onboundary = ({ charIndex }) => {
      this.onlevel(0.2);
      if (attempt !== this.attempt) return;
      this.expect(words.length - charIndex);
      this.untold = undefined;
      this.reached(turn, start + clause.heardAt(charIndex));
    };
    utterance.onend = () => {
      if (attempt === this.attempt) this.ended(turn, start + written.length);
    };
    // What could not be spoken was not heard.
    utterance.onerror = () => {
      if (attempt === this.attempt) this.ended(turn, this.spoken);
    };
    if (this.pending === 0) this.expect(words.length);
    this.pending++;
    speechSynthesis.speak(utterance);
  }

  /** Where a voice that does not tell will have been. */
  private guess(): void {
    if (!this.untold) return;
    const { start, clause, since } = this.untold;
    const seconds = ((this.pausedAt ?? performance.now()) - since) / 1000;
    const characters = seconds * CHARACTERS_PER_SECOND * this.manner.rate;
    this.spoken = Math.max(this.spoken, start + clause.heardAt(characters));
  }

  private reached(turn: number, chars: number): void {
    if (turn !== this.turn || chars <= this.spoken) return;
    this.spoken = chars;
    this.onspoken(turn, chars, false);
  }

  private ended(turn: number, chars: number): void {
    if (turn !== this.turn) return;
    if (this.pausedAt !== undefined) {
      // It ended because it was held, not because it was over.
      this.guess();
      this.silence();
      return;
    }
    this.pending--;
    this.untold = undefined;
    this.reached(turn, chars);
    this.conclude();
  }

  /** Waits for the next sign of life, for as long as so many characters may take. */
  private expect(characters: number): void {
    clearTimeout(this.watch);
    const longest = HANGS_AFTER_MS + (2_000 * characters) / (CHARACTERS_PER_SECOND * this.manner.rate);
    this.watch = setTimeout(() => this.hangs(), longest);
  }

  /** What a hanging voice has not spoken is spoken once more; where it hangs again the turn ends where it was heard to. */
  private hangs(): void {
    if (this.turn < 0 || this.pausedAt !== undefined || this.pending === 0) return;
    this.silence();
    if (!this.begunAnew) {
      this.begunAnew = true;
      this.speakRest();
      return;
    }
    this.complete = true;
    this.conclude();
  }

  private silence(): void {
    this.attempt++;
    this.pending = 0;
    this.untold = undefined;
    speechSynthesis.cancel();
    this.onlevel(0);
  }

  private speakRest(): void {
    for (const { start, clause } of this.clauses) {
      const from = Math.max(0, this.spoken - start);
      if (from < clause.written.length) this.speak(this.turn, clause.behind(from), start + from);
    }
    this.conclude();
  }

  private conclude(): void {
    if (this.turn < 0 || !this.complete || this.pending > 0) return;
    const turn = this.turn;
    clearTimeout(this.watch);
    this.onlevel(0);
    this.finishedThrough = turn;
    this.turn = -1;
    this.onspoken(turn, this.spoken, true);
  }
}
