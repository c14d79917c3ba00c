import type { BrowserVoice } from '../audio/browser-voice';
import type { Microphone } from '../audio/microphone';
import type { PlayoutProgress } from '../audio/playout';
import type { Speaker } from '../audio/speaker';
import type { VoiceFrame } from '../protocol/frames';
import type { ClientMessage, ServerMessage, Speaking } from '../protocol/messages';
import { tab } from '../storage';
import { NO_CALL, reduce, type CallInput, type CallState } from './call-state';
import { Connection, type ConnectionStatus, type Opening } from './connection';
import { forgetResumption, keepForResumption } from './resumption';

/** The line to the server, as far as a call uses it. */
export type CallLine = Pick<
  Connection,
  'onmessage' | 'onvoice' | 'onstatus' | 'open' | 'send' | 'sendMicrophone' | 'close'
>;

/** What a call hears with and sounds from. */
export interface Equipment {
  readonly microphone: Pick<Microphone, 'onframe' | 'onopen' | 'cancelsEcho' | 'mute'>;
  readonly speaker: Pick<
    Speaker,
    | 'onprogress'
    | 'onlevel'
    | 'open'
    | 'begin'
    | 'play'
    | 'finish'
    | 'interrupt'
    | 'lower'
    | 'hold'
    | 'raise'
    | 'close'
  >;
  /** In place of the server's voice, where the page speaks the persona's words itself. */
  readonly browserVoice?: BrowserVoice;
}

/** Whether the call that this tab holds is muted, through a reload. */
const MUTED = 'calmroom.muted';

/** How often the server hears what was played; it cuts the persona's words to what was heard by it. */
const ACKNOWLEDGE_EVERY_SECONDS = 0.1;

const NOTHING_PLAYED = { turn: -1, samples: -Infinity };

const NO_SOUND: CallInput = {
  type: 'error',
  code: 'sound',
  message: 'The sound could not be started. The words are shown all the same; reload the page to try again.',
  fatal: false,
};

/** One call as it runs: joins line, microphone and loudspeaker, and keeps what the page shows. */
export class LiveCall {
  onchange: (state: CallState) => void = () => undefined;
  onpersonalevel: (level: number) => void = () => undefined;
  onleaderlevel: (level: number) => void = () => undefined;
  private current: CallState = NO_CALL;
  private acknowledged = NOTHING_PLAYED;
  private isMuted = false;

  constructor(
    private readonly line: CallLine,
    private readonly opening: Opening,
    private readonly equipment: Equipment,
  ) {}

  get state(): CallState {
    return this.current;
  }

  get muted(): boolean {
    return this.isMuted;
  }

  /** Connects; the persona speaks as soon as the server has welcomed us. */
  begin(): void {
    const { microphone, speaker, browserVoice } = this.equipment;
    this.line.onmessage = (message) => this.receive(message);
    this.line.onvoice = (frame) => this.hear(frame);
    this.line.onstatus = (status) => this.lineBecame(status);
    microphone.onframe = ({ pcm, level }) => {
      this.onleaderlevel(level);
      this.line.sendMicrophone(pcm);
    };
    microphone.onopen = () => this.hearsThrough(microphone.cancelsEcho);
    speaker.onprogress = (progress) => progress.forEach((report) => this.acknowledge(report));
    speaker.onlevel = (level) => this.onpersonalevel(level);
    if (browserVoice) {
      browserVoice.onspoken = (turn, chars, done) => {
        this.send({ type: 'spoken', turn, chars, done });
        this.apply({ type: 'spoken-here', turn, chars });
      };
      browserVoice.onlevel = (level) => this.onpersonalevel(level);
    }
    this.line.open();
    if (this.opening.answered && tab.get(MUTED)) this.mute(true);
    if (!this.opening.answered) tab.remove(MUTED);
    this.hearsThrough(microphone.cancelsEcho);
    if (!this.opening.answered) this.send({ type: 'answer' });
  }

  say(text: string): void {
    this.send({ type: 'say', text });
  }

  /** A turn is being typed, or not any more: the persona waits meanwhile as for somebody who speaks. */
  typing(on: boolean): void {
    this.send({ type: 'typing', on });
  }

  /** The leader is busy with the page and not with the call, or back: no silence counts meanwhile. */
  pause(on: boolean): void {
    this.send({ type: 'pause', on });
  }

  mute(on: boolean): void {
    this.isMuted = on;
    if (on) tab.set(MUTED, 'yes');
    else tab.remove(MUTED);
    this.equipment.microphone.mute(on);
    this.send({ type: 'mute', on });
    this.onchange(this.current);
  }

  /** Nothing more will come from it: what the leader had begun to say is a turn. */
  microphoneLost(): void {
    if (!this.isMuted) this.send({ type: 'mute', on: true });
  }

  microphoneBack(): void {
    if (!this.isMuted) this.send({ type: 'mute', on: false });
  }

  hangUp(): void {
    this.send({ type: 'hangup' });
    this.equipment.speaker.interrupt(Number.MAX_SAFE_INTEGER);
    this.equipment.browserVoice?.close();
  }

  troubleRead(): void {
    this.apply({ type: 'trouble-read' });
  }

  close(): void {
    this.line.close();
    this.equipment.speaker.close();
    this.equipment.browserVoice?.close();
    this.equipment.microphone.onframe = () => undefined;
    this.equipment.microphone.onopen = () => undefined;
  }

  private hearsThrough(echoCancellation: boolean): void {
    this.send({ type: 'microphone', echoCancellation });
  }

  private receive(message: ServerMessage): void {
    this.apply(message);
    switch (message.type) {
      case 'welcome': {
        const { session, resume, sampleRate } = message;
        const { scenario, voice, browserVoice } = this.opening;
        keepForResumption({
          session,
          scenario,
          resume,
          voice,
          ...(browserVoice === undefined ? {} : { browserVoice }),
        });
        void this.equipment.speaker.open(sampleRate).catch(() => this.apply(NO_SOUND));
        return;
      }
      case 'caption':
        return this.equipment.browserVoice?.say(message.turn, message.text, message.atSamples);
      case 'speaking':
        return this.voiceBecame(message);
      case 'event':
        if (message.event.type === 'session-ended') forgetResumption();
        return;
      case 'error':
        if (message.fatal) forgetResumption();
        return;
      case 'hearing':
      case 'clock':
      case 'warning':
      case 'latency':
      case 'pong':
        return;
    }
  }

  private hear(frame: VoiceFrame): void {
    if (!this.equipment.browserVoice) this.equipment.speaker.play(frame);
  }

  private voiceBecame({ turn, state, from, manner }: Speaking): void {
    const voice = this.equipment.browserVoice ?? this.equipment.speaker;
    switch (state) {
      case 'started':
        this.acknowledged = NOTHING_PLAYED;
        if (this.equipment.browserVoice) this.equipment.browserVoice.start(turn, from ?? 0, manner);
        else this.equipment.speaker.begin(turn);
        return voice.raise();
      case 'raised':
        return voice.raise();
      case 'lowered':
        return voice.lower();
      case 'held':
        return voice.hold();
      case 'interrupted':
        return voice.interrupt(turn);
      case 'stopped':
        return voice.finish(turn);
    }
  }

  private acknowledge(progress: PlayoutProgress): void {
    const { turn, samples, over } = progress;
    const due = samples - this.acknowledged.samples >= ACKNOWLEDGE_EVERY_SECONDS * this.current.sampleRate;
    if (turn !== this.acknowledged.turn || over !== 'no' || due) {
      this.acknowledged = { turn, samples };
      this.send({ type: 'playback', turn, samples, ...(over === 'played' ? { done: true } : {}) });
    }
    this.apply({ type: 'played', progress });
  }

  private lineBecame(status: ConnectionStatus): void {
    if (status === 'lost') forgetResumption();
    // The server's voice ends with the line; the browser's would speak on to nobody's knowledge.
    if (status !== 'open') this.equipment.browserVoice?.hold();
    this.apply({ type: 'connection', status });
  }

  private send(message: ClientMessage): void {
    this.line.send(message);
  }

  private apply(input: CallInput): void {
    const next = reduce(this.current, input);
    if (next === this.current) return;
    this.current = next;
    this.onchange(next);
  }
}
