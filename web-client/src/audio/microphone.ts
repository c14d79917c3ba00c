import captureWorklet from './capture.worklet.ts?worker&url';
import type { CaptureOrder } from './capture.worklet';
import { WIRE_RATE } from './framing';
import { keepRunning } from './keep-running';
import { SpeechMeter } from './speech-meter';

/** Why there is no microphone, in the terms in which the page can help. */
export type MicrophoneTrouble = 'denied' | 'missing' | 'in-use' | 'insecure' | 'unplugged' | 'failed';

export class MicrophoneError extends Error {
  constructor(
    readonly trouble: MicrophoneTrouble,
    cause?: unknown,
  ) {
    super(`no microphone: ${trouble}`, { cause });
  }
}

/**
 * The leader's microphone: one device at a time. Its frames of 20 ms go to the line without passing the page, which hears
 * how loud they are.
 */
export class Microphone {
  /** How loud the latest frames were, muted or not: root mean square, 0 to 1. */
  onlevel: (level: number) => void = () => undefined;
  onlost: () => void = () => undefined;
  /** Frames of another device follow, or of the same one again. */
  onopen: () => void = () => undefined;
  /** Somebody speaks into it while it is muted, told at most every few seconds. */
  onmutedspeech: () => void = () => undefined;
  /** Whether sound comes from it may have changed: see `silenced`. */
  onsilenced: () => void = () => undefined;
  private stream: MediaStream | undefined;
  private context: AudioContext | undefined;
  private node: AudioWorkletNode | undefined;
  private line: (() => MessagePort) | undefined;
  private muted = false;
  private unwatch: () => void = () => undefined;
  private readonly whileMuted = new SpeechMeter();
  /** The device that went away in mid-call. */
  private gone: Device | undefined;
  /** Counts what was opened and closed: what a browser allows only after that is not wanted any more. */
  private wish = 0;

  /** Whether frames come. */
  get isOpen(): boolean {
    return this.stream !== undefined;
  }

  /** The id of the device in use. */
  get device(): string | undefined {
    return this.stream?.getAudioTracks()[0]?.getSettings().deviceId;
  }

  /** Whether the browser takes what the loudspeaker plays out of what it gives; false where it does not tell. */
  get cancelsEcho(): boolean {
    return this.stream?.getAudioTracks()[0]?.getSettings().echoCancellation === true;
  }

  /** Nothing comes from it though it is open: the browser or the system has stopped it (a call on the phone, a switch). */
  get silenced(): boolean {
    const track = this.stream?.getAudioTracks()[0];
    return track !== undefined && (track.muted || this.context?.state !== 'running');
  }

  /**
   * Opens a device, or another in place of the one in use. Where it is closed, or another is opened, while the browser
   * still asks, nothing is opened by what is allowed then.
   *
   * @throws MicrophoneError
   */
  async open(device?: string): Promise<void> {
    await this.take(() => request(device));
  }

  private async take(request: () => Promise<MediaStream>): Promise<void> {
    const wish = ++this.wish;
    const stream = await request();
    if (wish !== this.wish) {
      stop(stream);
      return;
    }
    this.release();
    this.gone = undefined;
    this.stream = stream;
    const track = stream.getAudioTracks()[0];
    if (track) {
      track.onended = () => this.lose(stream);
      track.onmute = track.onunmute = () => this.onsilenced();
    }
    try {
      const { context, node } = await listen(stream);
      if (this.stream !== stream) {
        void context.close();
        return;
      }
      this.context = context;
      this.node = node;
      node.port.onmessage = (message: MessageEvent<readonly number[]>) => this.heard(message.data);
      this.connect();
      this.tell({ kind: 'mute', on: this.muted });
      this.unwatch = keepRunning(context, () => this.onsilenced());
    } catch (cause) {
      if (this.stream === stream) this.release();
      throw new MicrophoneError('failed', cause);
    }
    this.onopen();
    this.onsilenced();
  }

  /** All microphones that the browser tells of. Their names come only once one was allowed. */
  async devices(): Promise<MediaDeviceInfo[]> {
    const devices = await mediaDevices().enumerateDevices();
    return devices.filter((device) => device.kind === 'audioinput' && device.deviceId !== '');
  }

  /** @returns what ends it again */
  watchDevices(onchange: () => void): () => void {
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    devices?.addEventListener('devicechange', onchange);
    return () => devices?.removeEventListener('devicechange', onchange);
  }

  /** Opens the device that went away in mid-call, if it is there again. @returns whether it is @throws MicrophoneError */
  async takeBack(): Promise<boolean> {
    const { gone } = this;
    const back = gone && (await this.devices()).find((device) => isSame(device, gone));
    // It may have been given up meanwhile, or another taken.
    if (!back || this.gone !== gone || this.isOpen) return false;
    await this.take(() => requestJust(back.deviceId));
    return this.isOpen;
  }

  mute(muted: boolean): void {
    this.muted = muted;
    this.tell({ kind: 'mute', on: muted });
    this.whileMuted.reset();
  }

  /** @param line gives a port for the frames of each device that is opened; undefined: they go nowhere */
  giveTo(line: (() => MessagePort) | undefined): void {
    this.line = line;
    this.connect();
  }

  /** The context in which it is heard, which a browser may stop when it likes. */
  async resume(): Promise<void> {
    await this.context?.resume();
  }

  /** It stays closed, whatever the browser still allows and whatever is plugged in. */
  close(): void {
    this.wish++;
    this.gone = undefined;
    this.release();
    this.onsilenced();
  }

  private release(): void {
    if (this.stream) stop(this.stream);
    this.unwatch();
    this.unwatch = () => undefined;
    this.stream = undefined;
    void this.context?.close();
    this.context = undefined;
    this.node = undefined;
  }

  private connect(): void {
    if (!this.node) return;
    const port = this.line?.();
    this.tell({ kind: 'line', ...(port ? { port } : {}) }, port ? [port] : []);
  }

  private tell(order: CaptureOrder, transfer: Transferable[] = []): void {
    this.node?.port.postMessage(order, transfer);
  }

  private heard(levels: readonly number[]): void {
    this.onlevel(Math.max(...levels));
    for (const level of levels) {
      if (this.muted && this.whileMuted.hears(level)) this.onmutedspeech();
    }
  }

  private lose(stream: MediaStream): void {
    if (this.stream !== stream) return;
    const settings = stream.getAudioTracks()[0]?.getSettings();
    this.close();
    if (settings?.deviceId) this.gone = { deviceId: settings.deviceId, groupId: settings.groupId ?? '' };
    this.onlost();
  }
}

type Device = Pick<MediaDeviceInfo, 'deviceId' | 'groupId'>;

/** What Chromium calls the device that the system has chosen: after a headset is pulled out, the laptop's own. */
const STANDINGS: ReadonlySet<string> = new Set(['default', 'communications']);

function isSame(device: Device, gone: Device): boolean {
  if (STANDINGS.has(gone.deviceId)) return gone.groupId !== '' && device.groupId === gone.groupId;
  return device.deviceId === gone.deviceId;
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) {
    track.onended = null;
    track.stop();
  }
}

function mediaDevices(): MediaDevices {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw new MicrophoneError('insecure');
  return devices;
}

/**
 * All that browsers do for a voice. Without echo the persona can be interrupted from the first word
 * on. The other two were measured in Chromium (docs/speech.md): the leader's words are understood as well as without them at the usual level, with a fan or
 * without, and better from a microphone that is set too low.
 */
const WANTED: MediaTrackConstraints = {
  channelCount: 1,
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

/** Where the device is gone another is as good. */
async function request(device: string | undefined): Promise<MediaStream> {
  try {
    return await requestJust(device);
  } catch (trouble) {
    if (device && trouble instanceof MicrophoneError && isGone(trouble.cause)) return requestJust(undefined);
    throw trouble;
  }
}

async function requestJust(device: string | undefined): Promise<MediaStream> {
  const devices = mediaDevices();
  try {
    const audio = device ? { ...WANTED, deviceId: { exact: device } } : WANTED;
    return await devices.getUserMedia({ audio });
  } catch (cause) {
    throw new MicrophoneError(troubleOf(cause), cause);
  }
}

function isGone(cause: unknown): boolean {
  return cause instanceof Error && ['OverconstrainedError', 'NotFoundError'].includes(cause.name);
}

function troubleOf(cause: unknown): MicrophoneTrouble {
  switch (cause instanceof Error ? cause.name : '') {
    case 'NotAllowedError':
      return 'denied';
    case 'NotFoundError':
      return 'missing';
    case 'NotReadableError':
      return 'in-use';
    case 'SecurityError':
      return 'insecure';
    default:
      return 'failed';
  }
}

/** Firefox refuses a context whose rate is not the device's; the worklet then does the resampling. */
async function listen(stream: MediaStream): Promise<Capture> {
  try {
    return await capture(new AudioContext({ sampleRate: WIRE_RATE }), stream);
  } catch {
    return capture(new AudioContext(), stream);
  }
}

interface Capture {
  readonly context: AudioContext;
  readonly node: AudioWorkletNode;
}

async function capture(context: AudioContext, stream: MediaStream): Promise<Capture> {
  try {
    const source = context.createMediaStreamSource(stream);
    await context.audioWorklet.addModule(captureWorklet);
    // Explicit: else a device that gives two channels is heard by its left one alone.
    const node = new AudioWorkletNode(context, 'capture', {
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: 'explicit',
    });
    source.connect(node);
    return { context, node };
  } catch (cause) {
    void context.close();
    throw cause;
  }
}
