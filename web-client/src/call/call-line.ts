import type { PlayoutProgress } from '../audio/playout';
import type { ClientMessage, ServerMessage } from '../protocol/messages';
import type { ConnectionStatus, Opening } from './connection';
import LineWorker from './line.worker?worker';
import type { LineNews, LineOrder } from './sound-line';

/** The line to the server, as the page holds it: the sound goes past the page, on a thread of its own. */
export class CallLine {
  onmessage: (message: ServerMessage) => void = () => undefined;
  onstatus: (status: ConnectionStatus) => void = () => undefined;
  /** How far turns of the persona have been played. */
  onprogress: (progress: readonly PlayoutProgress[]) => void = () => undefined;
  private readonly worker: Worker = new LineWorker();

  constructor(
    private readonly url: string,
    private readonly opening: Opening,
  ) {
    this.worker.onmessage = ({ data }: MessageEvent<LineNews>) => {
      switch (data.kind) {
        case 'message':
          this.onmessage(data.message);
          return;
        case 'status':
          this.onstatus(data.status);
          return;
        case 'progress':
          this.onprogress(data.progress);
          return;
      }
    };
  }

  open(): void {
    this.tell({ kind: 'open', url: this.url, opening: this.opening });
  }

  send(message: ClientMessage): void {
    this.tell({ kind: 'send', message });
  }

  /** Where a microphone that was opened is to give its frames. */
  microphonePort(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    this.tell({ kind: 'microphone', port: port2 }, [port2]);
    return port1;
  }

  /** From where a loudspeaker takes what it plays, and to where it tells how far it has come. */
  speakerPort(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    this.tell({ kind: 'speaker', port: port2 }, [port2]);
    return port1;
  }

  /** There is no loudspeaker: the words are shown as they would be heard, and the sound is kept nowhere. */
  goSilent(): void {
    this.tell({ kind: 'silence' });
  }

  /** Ends it for good from this side. */
  close(): void {
    this.tell({ kind: 'close' });
  }

  private tell(order: LineOrder, transfer: Transferable[] = []): void {
    this.worker.postMessage(order, transfer);
  }
}
