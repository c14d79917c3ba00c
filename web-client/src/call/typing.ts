/** The server forgets what it was told after some seconds, so that a page that is gone does not hold a call. */
const TOLD_AGAIN_MS = 2_000;
/** Who has not touched a key for so long thinks, or has left: silence counts again. */
const THINKING_MS = 8_000;

/** Tells, at every start, end and now and then between, that a turn is being typed. */
export class Typing {
  private toldAt = -Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly tell: (on: boolean) => void) {}

  /** A key was pressed. @param text what stands in the field now */
  touched(text: string): void {
    clearTimeout(this.timer);
    if (text.trim() === '') {
      this.stop();
      return;
    }
    if (performance.now() - this.toldAt >= TOLD_AGAIN_MS) {
      this.toldAt = performance.now();
      this.tell(true);
    }
    this.timer = setTimeout(() => this.stop(), THINKING_MS);
  }

  /** It was said, taken back, or is left standing. */
  stop(): void {
    clearTimeout(this.timer);
    if (this.toldAt === -Infinity) return;
    this.toldAt = -Infinity;
    this.tell(false);
  }
}
