import playbackWorklet from './playback.worklet.ts?worker&url';
import type { PlaybackCommand, PlaybackReport } from './playback.worklet';
import type { PlayoutProgress } from './playout';
import type { VoiceFrame } from '../protocol/frames';

/** The persona's voice as the page hears it: frames go in, sound and progress come out. */
export class Speaker {
  onprogress: (progress: readonly PlayoutProgress[]) => void = () => undefined;
  onlevel: (level: number) => void = () => undefined;
  private queue: PlaybackCommand[] = [];
  private node: AudioWorkletNode | undefined;

  constructor(private readonly context: AudioContext) {}

  /** @param wireRate of the samples that will come, in hertz */
  async open(wireRate: number): Promise<void> {
    if (this.node) return;
    await this.context.audioWorklet.addModule(playbackWorklet);
    this.node = new AudioWorkletNode(this.context, 'playback', {
      numberOfInputs: 0,
      outputChannelCount: [1],
      processorOptions: { wireRate },
    });
    this.node.port.onmessage = (message: MessageEvent<PlaybackReport>) => {
      this.onlevel(message.data.level);
      if (message.data.progress.length > 0) this.onprogress(message.data.progress);
    };
    this.node.connect(this.context.destination);
    for (const command of this.queue.splice(0)) this.send(command);
  }

  /** Whether the browser withholds sound until the page is touched. */
  get blocked(): boolean {
    return this.context.state !== 'running';
  }

  async unblock(): Promise<void> {
    await this.context.resume();
  }

  begin(turn: number): void {
    this.send({ kind: 'begin', turn });
  }

  play(frame: VoiceFrame): void {
    this.send({ kind: 'write', turn: frame.turn, offset: frame.offset, pcm: frame.pcm });
  }

  finish(turn: number): void {
    this.send({ kind: 'finish', turn });
  }

  interrupt(turn: number): void {
    this.send({ kind: 'interrupt', turn });
  }

  lower(): void {
    this.send({ kind: 'lower' });
  }

  hold(): void {
    this.send({ kind: 'hold' });
  }

  raise(): void {
    this.send({ kind: 'raise' });
  }

  close(): void {
    this.node?.disconnect();
    this.node = undefined;
  }

  /** What comes before the worklet has loaded is kept and played then. */
  private send(command: PlaybackCommand): void {
    if (this.node) this.node.port.postMessage(command);
    else this.queue.push(command);
  }
}
