import { WIRE_RATE } from '../audio/framing';
import { decodeVoiceFrame, encodeMicrophoneFrame, type VoiceFrame } from '../protocol/frames';
import { parseServerMessage, type ClientMessage, type ServerMessage } from '../protocol/messages';

export const SUBPROTOCOL = 'calmroom.v1';

export type ConnectionStatus = 'connecting' | 'open' | 'reconnecting' | 'lost' | 'closed';

/** What a call is begun with, or gone on with. */
export interface Opening {
  readonly scenario: string;
  readonly voice: 'server' | 'client';
  /** Name of the browser's voice that speaks. */
  readonly browserVoice?: string;
  /** Id of the server's voice that speaks, where it is not the standard one. */
  readonly serverVoice?: string;
  readonly difficulty?: string;
  readonly pace?: string;
  /** The session that is remembered, empty for none. */
  readonly earlier?: string;
  readonly resume?: string;
  /** Nobody helps in this call, and nothing says how it goes. */
  readonly test?: boolean;
  /** The sound of the call is to be kept, and not only its words. */
  readonly keepSound?: boolean;
  /** The leader has picked up already: this page was reloaded. */
  readonly answered?: boolean;
  /** The session whose seat is sat in, where the seats are swapped. */
  readonly seat?: string;
}

/** The server keeps a dropped call for this long. */
const PATIENCE_MS = 60_000;
const FIRST_DELAY_MS = 250;
/** Five seconds without a network are over seven seconds after they began, at the latest. */
const LONGEST_DELAY_MS = 1_500;
const PING_EVERY_MS = 4_000;
/** The server's clock ticks each second: this much quiet means that the network is gone, whatever the socket says. */
const SILENT_MS = 9_000;
/** What says how things stood at one moment, and means nothing later. */
const PASSING: ReadonlySet<ClientMessage['type']> = new Set(['ping', 'playback', 'typing']);
/** Twenty seconds: what was said before the first of them is too old to be answered. */
const KEPT_FRAMES = 1_000;
const BUSY = 1013;

/** One call's line to the server: it comes back by itself when the network drops, and loses nothing said meanwhile. */
export class Connection {
  onmessage: (message: ServerMessage) => void = () => undefined;
  onvoice: (frame: VoiceFrame) => void = () => undefined;
  onstatus: (status: ConnectionStatus) => void = () => undefined;

  private socket: WebSocket | undefined;
  private status: ConnectionStatus = 'connecting';
  private resume: string | undefined;
  private last = 0;
  private frames = 0;
  /** Kept while there is no line. */
  private keptFrames: Int16Array[] = [];
  /** The last that were sent over this line: whether they arrived is known when the next one opens. */
  private sentFrames: Int16Array[] = [];
  private keptMessages: ClientMessage[] = [];
  private droppedAt: number | undefined;
  private delay = FIRST_DELAY_MS;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private heartbeat: ReturnType<typeof setInterval> | undefined;
  private heardAt = 0;
  private final = false;

  constructor(
    private readonly url: string,
    private readonly opening: Opening,
  ) {
    this.resume = opening.resume;
  }

  open(): void {
    this.droppedAt ??= Date.now();
    const socket = new WebSocket(this.url, SUBPROTOCOL);
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    socket.onopen = () => this.greet();
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (socket === this.socket) this.receive(data);
    };
    socket.onclose = ({ code }) => {
      if (socket === this.socket) this.dropped(code);
    };
  }

  /** Sends, or keeps until the line is back. */
  send(message: ClientMessage): void {
    if (this.status === 'open') this.write(message);
    else if (!PASSING.has(message.type)) this.keptMessages.push(message);
  }

  sendMicrophone(pcm: Int16Array): void {
    // A socket that has broken is told of a little later, on a busy machine much later.
    if (this.status === 'open' && this.socket?.readyState === WebSocket.OPEN) {
      this.socket.send(encodeMicrophoneFrame(this.frames++, pcm));
      this.sentFrames.push(pcm);
      if (this.sentFrames.length > KEPT_FRAMES) this.sentFrames.shift();
      return;
    }
    this.keptFrames.push(pcm);
    if (this.keptFrames.length > KEPT_FRAMES) this.keptFrames.shift();
  }

  /** Ends it for good from this side. */
  close(): void {
    this.final = true;
    this.rest();
    this.socket?.close(1000);
    this.become('closed');
  }

  private greet(): void {
    this.heardAt = Date.now();
    const { scenario, voice, keepSound = false, difficulty, pace, earlier, test, seat } = this.opening;
    const met = {
      ...(difficulty === undefined ? {} : { difficulty }),
      ...(pace === undefined ? {} : { pace }),
      ...(test ? { test } : {}),
      ...(earlier === undefined ? {} : { earlier }),
      ...(seat === undefined ? {} : { seat }),
    };
    const resumption = this.resume === undefined ? {} : { resume: this.resume, last: this.last };
    this.write({ type: 'hello', scenario, voice, keepSound, sampleRate: WIRE_RATE, ...met, ...resumption });
    clearInterval(this.heartbeat);
    this.heartbeat = setInterval(() => this.beat(), PING_EVERY_MS);
  }

  private beat(): void {
    // Before it is welcome the page waits: a server that prepares its first call may take its time.
    if (this.status === 'open' && Date.now() - this.heardAt > SILENT_MS) {
      const silent = this.socket;
      this.socket = undefined;
      silent?.close();
      this.dropped(1006);
    } else if (this.status === 'open') {
      this.write({ type: 'ping', id: Date.now() });
    }
  }

  private receive(data: string | ArrayBuffer): void {
    this.heardAt = Date.now();
    if (typeof data !== 'string') {
      this.onvoice(decodeVoiceFrame(data));
      return;
    }
    const message = parseServerMessage(data);
    if (!message) return;
    if (message.type === 'event') {
      // A resume may send again what had just been seen.
      if (message.event.sequence <= this.last) return;
      this.last = message.event.sequence;
    }
    if (message.type === 'error') {
      this.troubled(message);
      return;
    }
    this.onmessage(message);
    if (message.type === 'welcome') this.welcomed(message.resume, message.microphoneFrames);
  }

  private troubled(trouble: Extract<ServerMessage, { type: 'error' }>): void {
    // There is no line for a call that is kept: its token is good, here later or at another server at once. Whoever says so
    // is there, and is waited for, however long that takes.
    const waits = trouble.code === 'busy' && this.resume !== undefined;
    if (waits) this.droppedAt = undefined;
    this.final ||= trouble.fatal && !waits;
    this.onmessage({ ...trouble, fatal: this.final });
  }

  /** @param arrived how many frames the server got over the connection before; undefined where it does not know */
  private welcomed(resume: string, arrived?: number): void {
    this.resume = resume;
    this.droppedAt = undefined;
    this.delay = FIRST_DELAY_MS;
    // What was given to a socket that was broken already, and had not been told.
    const lost = Math.max(0, this.frames - (arrived ?? this.frames));
    const again = lost === 0 ? [] : this.sentFrames.slice(-lost);
    this.sentFrames = [];
    this.frames = 0;
    this.become('open');
    for (const message of this.keptMessages.splice(0)) this.write(message);
    for (const pcm of [...again, ...this.keptFrames.splice(0)].slice(-KEPT_FRAMES)) this.sendMicrophone(pcm);
  }

  private dropped(code: number): void {
    this.rest();
    if (this.final || code === 1000 || (code === BUSY && this.resume === undefined)) {
      this.become('closed');
      return;
    }
    this.droppedAt ??= Date.now();
    if (Date.now() - this.droppedAt + this.delay > PATIENCE_MS) {
      this.become('lost');
      return;
    }
    this.become(this.last > 0 ? 'reconnecting' : 'connecting');
    this.retry = setTimeout(() => this.open(), this.delay);
    this.delay = Math.min(LONGEST_DELAY_MS, this.delay * 2);
  }

  private rest(): void {
    clearInterval(this.heartbeat);
    clearTimeout(this.retry);
  }

  private write(message: ClientMessage): void {
    this.socket?.send(JSON.stringify(message));
  }

  private become(status: ConnectionStatus): void {
    if (status === this.status && status !== 'connecting') return;
    this.status = status;
    this.onstatus(status);
  }
}
