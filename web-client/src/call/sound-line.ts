import type { PlaybackCommand } from '../audio/playback-commands';
import type { PlayoutProgress } from '../audio/playout';
import { SilentSpeaker } from '../audio/silent-speaker';
import type { ClientMessage, ServerMessage, Speaking } from '../protocol/messages';
import type { Connection, ConnectionStatus, Opening } from './connection';

/** What the page asks of the line's own thread. */
export type LineOrder =
  | { readonly kind: 'open'; readonly url: string; readonly opening: Opening }
  /** Frames of 20 ms come through this port: one for each device that is opened. */
  | { readonly kind: 'microphone'; readonly port: MessagePort }
  /** The loudspeaker's worklet is at the other end. */
  | { readonly kind: 'speaker'; readonly port: MessagePort }
  /** There is no loudspeaker, and will not be any. */
  | { readonly kind: 'silence' }
  | { readonly kind: 'send'; readonly message: ClientMessage }
  | { readonly kind: 'close' };

/** What the page hears from it. */
export type LineNews =
  | { readonly kind: 'message'; readonly message: ServerMessage }
  | { readonly kind: 'status'; readonly status: ConnectionStatus }
  | { readonly kind: 'progress'; readonly progress: readonly PlayoutProgress[] };

type Line = Pick<
  Connection,
  'onmessage' | 'onvoice' | 'onstatus' | 'open' | 'send' | 'sendMicrophone' | 'close'
>;
type Port = Pick<MessagePort, 'postMessage'> & { onmessage: ((event: MessageEvent) => void) | null };

/** How often the server hears what was played; it cuts the persona's words to what was heard by it. */
const ACKNOWLEDGE_EVERY_SECONDS = 0.1;
/** How often the page hears it, for its captions: as often as an eye can tell. */
const TELL_EVERY_SECONDS = 0.07;

const NOTHING_PLAYED = { turn: -1, samples: -Infinity };

/**
 * Where sound meets the line. It runs on a thread of its own, with the microphone's and the loudspeaker's worklets at
 * the other ends of its ports: however busy the page is with what is seen, no frame waits for it.
 */
export class SoundLine {
  private speaker: Port | undefined;
  private silent: SilentSpeaker | undefined;
  /** What came before the loudspeaker was ready. */
  private readonly early: PlaybackCommand[] = [];
  private rate = 16_000;
  private acknowledged = NOTHING_PLAYED;
  private told = NOTHING_PLAYED;

  constructor(
    private readonly line: Line,
    private readonly voice: Opening['voice'],
    private readonly tell: (news: LineNews) => void,
  ) {
    line.onmessage = (message) => this.receive(message);
    line.onvoice = ({ turn, offset, pcm }) => {
      if (this.voice === 'server') this.command({ kind: 'write', turn, offset, pcm }, [pcm.buffer]);
    };
    line.onstatus = (status) => this.tell({ kind: 'status', status });
    line.open();
  }

  hearFrom(port: Port): void {
    port.onmessage = ({ data }: MessageEvent<Int16Array>) => this.line.sendMicrophone(data);
  }

  speakInto(port: Port): void {
    if (port !== this.silent) {
      this.silent?.close();
      this.silent = undefined;
    }
    this.speaker = port;
    port.onmessage = ({ data }: MessageEvent<readonly PlayoutProgress[]>) => this.played(data);
    for (const command of this.early.splice(0)) port.postMessage(command);
  }

  /** Nothing sounds: turns take their time, and their words are shown by it. */
  goSilent(): void {
    if (this.speaker) return;
    this.silent = new SilentSpeaker(this.rate);
    this.speakInto(this.silent);
  }

  send(message: ClientMessage): void {
    if (message.type === 'hangup') this.command({ kind: 'interrupt', turn: Number.MAX_SAFE_INTEGER });
    this.line.send(message);
  }

  close(): void {
    this.silent?.close();
    this.line.close();
  }

  private receive(message: ServerMessage): void {
    if (message.type === 'welcome') this.rate = message.sampleRate;
    if (message.type === 'speaking' && this.voice === 'server') this.voiceBecame(message);
    this.tell({ kind: 'message', message });
  }

  private voiceBecame({ turn, state }: Speaking): void {
    switch (state) {
      case 'started':
        this.acknowledged = this.told = NOTHING_PLAYED;
        // From now on a loudspeaker that stands still is known to have played nothing.
        this.line.send({ type: 'playback', turn, samples: 0 });
        this.command({ kind: 'begin', turn });
        return this.command({ kind: 'raise' });
      case 'raised':
        return this.command({ kind: 'raise' });
      case 'lowered':
        return this.command({ kind: 'lower' });
      case 'held':
        return this.command({ kind: 'hold' });
      case 'interrupted':
        return this.command({ kind: 'interrupt', turn });
      case 'stopped':
        return this.command({ kind: 'finish', turn });
    }
  }

  private command(command: PlaybackCommand, transfer: Transferable[] = []): void {
    if (this.speaker) this.speaker.postMessage(command, transfer);
    else this.early.push(command);
  }

  private played(progress: readonly PlayoutProgress[]): void {
    for (const report of progress) {
      if (!this.isDue(report, this.acknowledged, ACKNOWLEDGE_EVERY_SECONDS)) continue;
      const { turn, samples, over } = report;
      this.acknowledged = { turn, samples };
      this.line.send({ type: 'playback', turn, samples, ...(over === 'played' ? { done: true } : {}) });
    }
    const news = progress.filter((report) => this.isDue(report, this.told, TELL_EVERY_SECONDS));
    const last = news.at(-1);
    if (!last) return;
    this.told = { turn: last.turn, samples: last.samples };
    this.tell({ kind: 'progress', progress: news });
  }

  private isDue(
    { turn, samples, over }: PlayoutProgress,
    before: typeof NOTHING_PLAYED,
    every: number,
  ): boolean {
    return turn !== before.turn || over !== 'no' || samples - before.samples >= every * this.rate;
  }
}
