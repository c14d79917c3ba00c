/** Louder than a room: the same as tells the microphone check that somebody is heard. Root mean square, 0 to 1. */
const SPEECH = 0.02;
/** Of half a second's frames so many are loud in speech; a knock on the desk is over sooner. */
const WINDOW_FRAMES = 25;
const LOUD_FRAMES = 12;
/** Ten seconds: who is told once need not be told with each word. */
const REST_FRAMES = 500;

/** Tells from the levels of 20 ms frames that somebody speaks, once for a while. */
export class SpeechMeter {
  private recent: boolean[] = [];
  private rest = 0;

  /** @returns whether it is time to say that speech is heard */
  hears(level: number): boolean {
    this.rest = Math.max(0, this.rest - 1);
    this.recent.push(level > SPEECH);
    if (this.recent.length > WINDOW_FRAMES) this.recent.shift();
    if (this.rest > 0 || this.recent.filter(Boolean).length < LOUD_FRAMES) return false;
    this.rest = REST_FRAMES;
    return true;
  }

  reset(): void {
    this.recent = [];
    this.rest = 0;
  }
}
