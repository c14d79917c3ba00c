import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { RequestError, request } from './api';

export interface JobProgress<T> {
  readonly job: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly done: number;
  readonly result: T | null;
  readonly trouble: string | null;
}

const ASK_EVERY_MS = 500;

/** Work on a recording that the server does in the background: asked how far it is until it is done, and broken off with the page. */
export class SoundJob<T> implements ReactiveController {
  private progress: JobProgress<T> | undefined;
  private path = '';
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Wakes what waits between two questions. */
  private wake: () => void = () => undefined;
  private round = 0;
  private busy = false;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  get running(): boolean {
    return this.busy;
  }

  get done(): number {
    return this.progress?.done ?? 0;
  }

  get state(): JobProgress<T>['state'] {
    return this.progress?.state ?? 'waiting';
  }

  /**
   * @param path below which the job is asked for
   * @param start asks for it
   * @returns what came of it; nothing when it was broken off
   * @throws RequestError with what went wrong, in the server's words
   */
  async run(path: string, start: () => Promise<JobProgress<T>>): Promise<T | undefined> {
    this.stop();
    const mine = ++this.round;
    this.busy = true;
    this.progress = undefined;
    this.host.requestUpdate();
    try {
      let now = await start();
      const own = `${path}/${now.job}`;
      if (mine !== this.round) {
        // Broken off while it was still being sent: nobody waits for it.
        void request('DELETE', own).catch(() => undefined);
        return undefined;
      }
      this.path = own;
      while (mine === this.round) {
        this.progress = now;
        this.host.requestUpdate();
        if (now.state === 'done') return now.result ?? undefined;
        if (now.state === 'failed') throw new RequestError(now.trouble ?? 'It went wrong.', 0);
        await new Promise<void>((resolve) => {
          this.wake = resolve;
          this.timer = setTimeout(resolve, ASK_EVERY_MS);
        });
        if (mine === this.round) now = await this.ask(own, now);
      }
      return undefined;
    } catch (error) {
      // What was broken off has nothing to tell anybody.
      if (mine !== this.round) return undefined;
      throw error;
    } finally {
      if (mine === this.round) {
        this.busy = false;
        this.path = '';
        this.host.requestUpdate();
      }
    }
  }

  /** How far it is; as far as it last was while the server is away, which the work outlives. */
  private async ask(path: string, last: JobProgress<T>): Promise<JobProgress<T>> {
    try {
      return await request<JobProgress<T>>('GET', path);
    } catch (error) {
      if (error instanceof RequestError && error.status === 0) return last;
      throw error;
    }
  }

  /** Breaks it off, here and on the server. */
  stop(): void {
    if (!this.busy) return;
    this.round++;
    this.busy = false;
    clearTimeout(this.timer);
    this.wake();
    if (this.path !== '') void request('DELETE', this.path).catch(() => undefined);
    this.path = '';
    this.host.requestUpdate();
  }
}
