import { ring } from './ringing';

const RINGS = 8;
/** Milliseconds of buzz, pause, buzz: a phone on a table. */
const BUZZ = [400, 200, 400, 3000, 400, 200, 400];
const TOUCHES = ['pointerup', 'touchend', 'keydown'] as const;

/**
 * The phone that rings. Stock browsers keep a page silent that nobody has touched, and Firefox always does: then it
 * begins to ring at the first touch or key, whatever that was meant for.
 */
export class Bell {
  private readonly context = new AudioContext();
  private stop: (() => void) | undefined;
  private buzzed = false;

  private readonly touched = (): void => {
    void this.context.resume().then(this.begin, () => undefined);
    // Only phones have it, and only for a page that has been touched.
    if (!this.buzzed) (navigator as { vibrate?: (pattern: number[]) => boolean }).vibrate?.(BUZZ);
    this.buzzed = true;
  };

  private readonly begin = (): void => {
    if (this.stop || this.context.state !== 'running') return;
    this.stop = ring(this.context, 'near', RINGS);
    this.onsilent(false);
  };

  /** @param onsilent told whether nothing is heard yet */
  constructor(private readonly onsilent: (silent: boolean) => void) {
    onsilent(this.context.state !== 'running');
    this.begin();
    this.context.addEventListener('statechange', this.begin);
    for (const touch of TOUCHES) window.addEventListener(touch, this.touched);
  }

  end(): void {
    for (const touch of TOUCHES) window.removeEventListener(touch, this.touched);
    this.context.removeEventListener('statechange', this.begin);
    this.stop?.();
    this.stop ??= () => undefined;
    if (this.buzzed) (navigator as { vibrate?: (pattern: number) => boolean }).vibrate?.(0);
    // The last ring fades; a context that is closed at once would click.
    setTimeout(() => void this.context.close(), 300);
  }
}
