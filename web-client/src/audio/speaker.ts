import playbackWorklet from './playback.worklet.ts?worker&url';

/** The persona's voice as the page hears it: what it plays comes through a port, and does not pass the page. */
export class Speaker {
  /** Loudness of what is played, root mean square, 0 to 1. */
  onlevel: (level: number) => void = () => undefined;
  private node: AudioWorkletNode | undefined;

  constructor(private readonly context: AudioContext) {}

  /**
   * @param wireRate of the samples that will come, in hertz
   * @param line gives the port through which commands come and progress is told
   */
  async open(wireRate: number, line: () => MessagePort): Promise<void> {
    if (this.node) return;
    await this.context.audioWorklet.addModule(playbackWorklet);
    this.node = new AudioWorkletNode(this.context, 'playback', {
      numberOfInputs: 0,
      outputChannelCount: [1],
      processorOptions: { wireRate },
    });
    this.node.port.onmessage = (message: MessageEvent<number>) => this.onlevel(message.data);
    const port = line();
    this.node.port.postMessage(port, [port]);
    this.node.connect(this.context.destination);
  }

  close(): void {
    this.node?.disconnect();
    this.node = undefined;
  }
}
