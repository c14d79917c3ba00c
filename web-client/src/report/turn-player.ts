/** Plays one turn out of a whole call's sound, one at a time. */
export class TurnPlayer {
  private audio: HTMLAudioElement | undefined;

  /** @param onover called when the turn has been played, or could not be */
  constructor(private readonly onover: () => void) {}

  /** @param from and `to` in milliseconds of session time */
  play(url: string, from: number, to: number): void {
    this.stop();
    const audio = new Audio(url);
    this.audio = audio;
    audio.ontimeupdate = () => {
      if (audio.currentTime * 1000 >= to) this.over();
    };
    audio.onended = () => this.over();
    audio.onerror = () => this.over();
    audio.onloadedmetadata = () => {
      audio.currentTime = from / 1000;
      void audio.play().catch(() => this.over());
    };
  }

  stop(): void {
    if (!this.audio) return;
    this.audio.ontimeupdate = this.audio.onended = this.audio.onerror = null;
    this.audio.pause();
    this.audio = undefined;
  }

  private over(): void {
    this.stop();
    this.onover();
  }
}
