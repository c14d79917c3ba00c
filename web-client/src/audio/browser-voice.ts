import { toWordEnd } from '../call/captions';

/** The browser's own speech synthesis, as far as there is one. */
export function browserVoices(): SpeechSynthesisVoice[] {
  if (!('speechSynthesis' in window)) return [];
  return speechSynthesis.getVoices().filter((voice) => voice.lang.toLowerCase().startsWith('en'));
}

/** Speaks his words in the page, clause by clause, and tells how many characters of a turn were spoken. */
export class BrowserVoice {
  onspoken: (turn: number, chars: number, done: boolean) => void = () => undefined;
  onlevel: (level: number) => void = () => undefined;
  private turn = -1;
  private length = 0;
  private spoken = 0;
  private pending = 0;
  private complete = false;
  private cutThrough = -1;

  constructor(private readonly voice: SpeechSynthesisVoice | undefined) {}

  /** The next words of a turn. */
  say(turn: number, text: string): void {
    if (turn <= this.cutThrough || turn < this.turn) return;
    if (turn > this.turn) this.begin(turn);
    const start = this.length;
    this.length += text.length;
    this.pending++;
    const utterance = new SpeechSynthesisUtterance(text);
    if (this.voice) {
      utterance.voice = this.voice;
      utterance.lang = this.voice.lang;
    }
    utterance.onboundary = ({ charIndex }) => {
      this.onlevel(0.2);
      this.reached(turn, start + toWordEnd(text, charIndex));
    };
    utterance.onend = () => this.ended(turn, start + text.length);
    utterance.onerror = () => this.ended(turn, this.spoken);
    speechSynthesis.speak(utterance);
  }

  /** No more words of this turn will come. */
  finish(turn: number): void {
    if (turn !== this.turn) return;
    this.complete = true;
    this.conclude();
  }

  interrupt(turn: number): void {
    this.cutThrough = Math.max(this.cutThrough, turn);
    if (this.turn < 0 || this.turn > turn) return;
    const cut = this.turn;
    this.turn = -1;
    speechSynthesis.cancel();
    this.onlevel(0);
    this.onspoken(cut, this.spoken, false);
  }

  /** A browser's voice cannot be made softer in mid-word: it waits. */
  lower(): void {
    speechSynthesis.pause();
  }

  hold(): void {
    speechSynthesis.pause();
  }

  raise(): void {
    speechSynthesis.resume();
  }

  close(): void {
    this.turn = -1;
    speechSynthesis.cancel();
  }

  private begin(turn: number): void {
    this.turn = turn;
    this.length = 0;
    this.spoken = 0;
    this.pending = 0;
    this.complete = false;
  }

  private reached(turn: number, chars: number): void {
    if (turn !== this.turn || chars <= this.spoken) return;
    this.spoken = chars;
    this.onspoken(turn, chars, false);
  }

  private ended(turn: number, chars: number): void {
    if (turn !== this.turn) return;
    this.pending--;
    this.reached(turn, chars);
    this.conclude();
  }

  private conclude(): void {
    if (this.turn < 0 || !this.complete || this.pending > 0) return;
    this.onlevel(0);
    this.onspoken(this.turn, this.spoken, true);
    this.turn = -1;
  }
}
