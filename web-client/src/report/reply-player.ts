import { spoken, type Manner } from '../api';

/** Lets replies be heard, one at a time: the one that was asked for last. */
export class ReplyPlayer {
  /** A voice takes its time to speak: whoever has asked for another reply meanwhile waits for that one. */
  private asked = 0;
  private playing: HTMLAudioElement | undefined;

  /** @throws Error where it cannot be heard, with words that can be shown; not where nobody waits for it any more */
  async play(voice: string, text: string, manner: Manner, guest = false): Promise<void> {
    this.stop();
    const mine = this.asked;
    try {
      const sound = await spoken(voice, text, manner, guest);
      if (mine === this.asked) await this.sound(sound);
    } catch (error) {
      if (mine !== this.asked) return;
      this.stop();
      throw error;
    }
  }

  stop(): void {
    this.asked++;
    this.playing?.pause();
    this.release();
  }

  private async sound(sound: Blob): Promise<void> {
    const audio = (this.playing = new Audio(URL.createObjectURL(sound)));
    audio.onended = () => this.release();
    await audio.play().catch(() => {
      throw new Error('It could not be played: the browser holds the sound back.');
    });
  }

  private release(): void {
    if (this.playing) URL.revokeObjectURL(this.playing.src);
    this.playing = undefined;
  }
}
