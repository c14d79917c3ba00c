import { messageOf, speakAs } from '../api';
import type { BrowserVoice } from '../audio/browser-voice';
import type { Microphone } from '../audio/microphone';
import type { Speaker } from '../audio/speaker';
import type { ClientMessage, ServerMessage, SessionEvent, Speaking } from '../protocol/messages';
import { tab } from '../storage';
import { NO_CALL, reduce, type CallInput, type CallState } from './call-state';
import type { CallLine } from './call-line';
import type { ConnectionStatus, Opening } from './connection';
import { forgetResumption, keepForResumption } from './resumption';

/** The line, as far as a call uses it. */
export type Line = Pick<CallLine, keyof CallLine>;

/** What a call hears with and sounds from. */
export interface Equipment {
  readonly microphone: Pick<Microphone, 'onlevel' | 'onopen' | 'cancelsEcho' | 'mute' | 'giveTo'>;
  readonly speaker: Pick<Speaker, 'onlevel' | 'open' | 'close'>;
  /** In place of the server's voice, where the page speaks the persona's words itself. */
  readonly browserVoice?: BrowserVoice;
}

/** Whether the call that this tab holds is muted, through a reload. */
const MUTED = 'calmroom.muted';

/** Over plain http from another machine there is no worklet that could play, however often one tries. */
const noSound = (): CallInput => ({
  type: 'error',
  code: 'sound',
  message: `The sound could not be started; the words are shown all the same. ${
    'isSecureContext' in globalThis && !isSecureContext
      ? 'Browsers play a call only over https or on the machine itself: ask whoever runs this for its https address.'
      : 'Reload the page to try again.'
  }`,
  fatal: false,
});

/** One call as it runs: joins line, microphone and loudspeaker, and keeps what the page shows. */
export class LiveCall {
  onchange: (state: CallState) => void = () => undefined;
  onevent: (event: SessionEvent) => void = () => undefined;
  onpersonalevel: (level: number) => void = () => undefined;
  onleaderlevel: (level: number) => void = () => undefined;
  private current: CallState = NO_CALL;
  private isMuted = false;
  private resume = '';
  private answered = false;
  private voiceAsked = false;

  constructor(
    private readonly line: Line,
    private readonly opening: Opening,
    private readonly equipment: Equipment,
  ) {}

  get state(): CallState {
    return this.current;
  }

  get muted(): boolean {
    return this.isMuted;
  }

  /** In a test nothing says what one's words do before the report does. */
  get test(): boolean {
    return this.opening.test ?? false;
  }

  /** Connects; the persona speaks as soon as the server has welcomed us. */
  begin(): void {
    const { microphone, speaker, browserVoice } = this.equipment;
    this.line.onmessage = (message) => this.receive(message);
    this.line.onprogress = (progress) =>
      progress.forEach((report) => this.apply({ type: 'played', progress: report }));
    this.line.onstatus = (status) => this.lineBecame(status);
    microphone.onlevel = (level) => this.onleaderlevel(level);
    microphone.onopen = () => this.hearsThrough(microphone.cancelsEcho);
    speaker.onlevel = (level) => this.onpersonalevel(level);
    if (browserVoice) {
      browserVoice.onspoken = (turn, chars, done) => {
        this.send({ type: 'spoken', turn, chars, done });
        this.apply({ type: 'spoken-here', turn, chars });
      };
      browserVoice.onlevel = (level) => this.onpersonalevel(level);
    }
    this.line.open();
    microphone.giveTo(() => this.line.microphonePort());
    if (this.opening.answered && tab.get(MUTED)) this.mute(true);
    // A call that is begun anew has the microphone of the one before it.
    if (!this.opening.answered) {
      tab.remove(MUTED);
      microphone.mute(false);
    }
    this.hearsThrough(microphone.cancelsEcho);
    // With another voice than the standard one it is answered once that voice is there.
    if (!this.opening.answered && !this.opening.serverVoice) this.send({ type: 'answer' });
  }

  /** Where the server speaks: which of its voices. Where the page does: which of the browser's. */
  async speakAs(voice: string): Promise<void> {
    const { browserVoice } = this.equipment;
    browserVoice?.become(voice);
    const { session } = this.current;
    if (session === undefined || browserVoice) return;
    await speakAs(session, this.resume, voice).catch((error: unknown) => {
      this.apply({
        type: 'error',
        code: 'voice',
        message: `The voice stays as it is: ${messageOf(error)}`,
        fatal: false,
      });
    });
  }

  /** Whether the page itself speaks the persona's words. */
  get speaksHere(): boolean {
    return this.equipment.browserVoice !== undefined;
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

  /** The call waits, its clock and the persona with it, or goes on. */
  hold(on: boolean): void {
    this.send({ type: 'hold', on });
  }

  /** What could be said next comes as an event. */
  help(): void {
    this.send({ type: 'help' });
  }

  helpRead(): void {
    this.apply({ type: 'help-read' });
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

  /** Hangs up on a guest: the persona is on the line again. */
  putDown(): void {
    this.send({ type: 'put-down' });
  }

  hangUp(): void {
    this.send({ type: 'hangup' });
    this.equipment.browserVoice?.close();
  }

  troubleRead(): void {
    this.apply({ type: 'trouble-read' });
  }

  close(): void {
    this.line.close();
    this.equipment.speaker.close();
    this.equipment.browserVoice?.close();
    this.equipment.microphone.giveTo(undefined);
    this.equipment.microphone.onlevel = () => undefined;
    this.equipment.microphone.onopen = () => undefined;
  }

  /** A seat is found again by its own address, and is not the call that this tab may have had before. */
  private get isFoundAgain(): boolean {
    return this.opening.seat === undefined;
  }

  private answerOnce(session: string): void {
    if (this.answered) return;
    this.answered = true;
    this.send({ type: 'answer' });
    this.keep(session);
  }

  /** As it is to be found again. */
  private keep(session: string): void {
    if (!this.isFoundAgain) return;
    const { answered, ...begun } = this.opening;
    const rings = begun.serverVoice !== undefined && !answered && !this.answered;
    keepForResumption({ ...begun, session, resume: this.resume, ...(rings ? { rings } : {}) });
  }

  private hearsThrough(echoCancellation: boolean): void {
    this.send({ type: 'microphone', echoCancellation });
  }

  private receive(message: ServerMessage): void {
    this.apply(message);
    switch (message.type) {
      case 'welcome': {
        const { session, resume, sampleRate } = message;
        this.resume = resume;
        this.keep(session);
        if (this.opening.serverVoice && !this.opening.answered && !this.voiceAsked) {
          this.voiceAsked = true;
          void this.speakAs(this.opening.serverVoice).then(() => this.answerOnce(session));
        }
        void this.equipment.speaker
          .open(sampleRate, () => this.line.speakerPort())
          .catch(() => {
            this.line.goSilent();
            this.apply(noSound());
          });
        return;
      }
      case 'caption':
        return this.equipment.browserVoice?.say(message.turn, message.text, message.atSamples, message.said);
      case 'speaking':
        return this.voiceBecame(message);
      case 'event':
        if (message.event.type === 'session-ended' && this.isFoundAgain) forgetResumption();
        this.onevent(message.event);
        return;
      case 'error':
        if (message.fatal && this.isFoundAgain) forgetResumption();
        return;
      case 'hearing':
      case 'clock':
      case 'warning':
      case 'latency':
      case 'pong':
        return;
    }
  }

  /** Where the page speaks by itself; the server's voice is told what to do on the line. */
  private voiceBecame({ turn, state, from, manner }: Speaking): void {
    const voice = this.equipment.browserVoice;
    if (!voice) return;
    switch (state) {
      case 'started':
        voice.start(turn, from ?? 0, manner);
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

  private lineBecame(status: ConnectionStatus): void {
    if (status === 'lost' && this.isFoundAgain) forgetResumption();
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
