import { WIRE_RATE } from '../audio/framing';
import { decodeVoiceFrame, encodeMicrophoneFrame, type VoiceFrame } from '../protocol/frames';
import {
  parseServerMessage,
  type ClientMessage,
  type ServerMessage,
  type SessionEvent,
} from '../protocol/messages';

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
/** A server that prepares a call takes its time; one that has no answer by then is behind a network that is gone. */
const GREETS_MS = 15_000;
/** What says how things stood at one moment, and means nothing later. */
const PASSING: ReadonlySet<ClientMessage['type']> = new Set(['ping', 'playback', 'typing']);
/** Twenty seconds: what was said before the first of them is too old to be answered. */
const KEPT_FRAMES = 1_000;
/** What may be given to a line that is dead already, and changes nothing when it is said once more. */
const SAID_TWICE: ReadonlySet<ClientMessage['type']> = new Set([
  'answer',
  'hold',
  'hangup',
  'microphone',
  'mute',
  'pause',
]);
const BUSY = 1013;
/** A line that is dead is known to be after that long, at the latest: what was typed before that has arrived. */
const DOUBTFUL_MS = SILENT_MS + PING_EVERY_MS + 2_000;
/** No other ping has it: by its answer all events are there that were missed. */
const ALL_TOLD = 0;

type Saying = Extract<ClientMessage, { type: 'say' }>;

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
  /** Typed turns that were given to a line and of which no event has told yet. */
  private unheard: { readonly saying: Saying; readonly at: number }[] = [];
  /** What a typed turn is known by when it is sent twice; another page of the same call counts from elsewhere. */
  private nextId = Date.now();
  /** The latest of each kind that the line was given: how things stand, whether or not it arrived. */
  private readonly doubted = new Map<ClientMessage['type'], { message: ClientMessage; at: number }>();
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
    this.heardAt = Date.now();
    clearInterval(this.heartbeat);
    this.heartbeat = setInterval(() => this.beat(), PING_EVERY_MS);
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
    if (this.status !== 'open' || this.socket?.readyState !== WebSocket.OPEN) {
      if (!PASSING.has(message.type)) this.keptMessages.push(message);
    } else if (message.type === 'say') {
      this.say({ ...message, id: this.nextId++ });
    } else {
      if (SAID_TWICE.has(message.type)) {
        // In the order in which they were said last.
        this.doubted.delete(message.type);
        this.doubted.set(message.type, { message, at: Date.now() });
      }
      this.write(message);
    }
  }

  /** A socket that has broken takes words as well as another one: until they are told of, they may have to be said again. */
  private say(saying: Saying): void {
    // Whoever types goes on with a call that is on hold, and it is not to be put there once more.
    this.doubted.delete('hold');
    this.unheard.push({ saying, at: Date.now() });
    this.write(saying);
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
  }

  private beat(): void {
    // Before it was ever welcome the page waits: a server that prepares its first call may take its time.
    const patience = this.resume === undefined ? Infinity : GREETS_MS;
    if (Date.now() - this.heardAt > (this.status === 'open' ? SILENT_MS : patience)) {
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
      this.heard(message.event);
    }
    if (message.type === 'pong' && message.id === ALL_TOLD) this.sayAgain();
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
    for (const { message } of this.doubted.values()) this.write(message);
    if (this.unheard.length > 0) this.write({ type: 'ping', id: ALL_TOLD });
    else this.sendKept();
    for (const pcm of [...again, ...this.keptFrames.splice(0)].slice(-KEPT_FRAMES)) this.sendMicrophone(pcm);
  }

  private heard(event: SessionEvent): void {
    if (event.type === 'put-on-hold' || event.type === 'taken-off-hold') this.doubted.delete('hold');
    if (event.type !== 'leader-spoke' && event.type !== 'persona-spoke') return;
    this.unheard = this.unheard.filter(({ saying }) => !event.text.includes(saying.text.trim()));
  }

  /** The server takes what it knows already for said. */
  private sayAgain(): void {
    for (const { saying } of this.unheard) this.write(saying);
    this.sendKept();
  }

  private sendKept(): void {
    for (const message of this.keptMessages.splice(0)) this.send(message);
  }

  private dropped(code: number): void {
    this.rest();
    // Counted from the break: however long it takes to come back, what was in doubt then is said again.
    if (this.status === 'open') {
      const doubtful = Date.now() - DOUBTFUL_MS;
      for (const [type, { at }] of this.doubted) if (at < doubtful) this.doubted.delete(type);
      this.unheard = this.unheard.filter(({ at }) => at >= doubtful);
    }
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
