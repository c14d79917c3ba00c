// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepRunning } from '../src/audio/keep-running';
import { Microphone } from '../src/audio/microphone';

/** An audio context as browsers have them: it runs, is stopped by others, and may refuse a device's rate. */
class FakeContext extends EventTarget {
  static readonly all: FakeContext[] = [];
  /** Firefox: a device is heard only at its own rate. */
  static deviceRate: number | undefined;
  state = 'running';
  resumed = 0;
  readonly sampleRate: number;
  readonly audioWorklet = { addModule: () => Promise.resolve() };

  constructor(options: { sampleRate?: number } = {}) {
    super();
    this.sampleRate = options.sampleRate ?? FakeContext.deviceRate ?? 48_000;
    FakeContext.all.push(this);
  }

  createMediaStreamSource(): { connect: () => void } {
    const { deviceRate } = FakeContext;
    if (deviceRate !== undefined && this.sampleRate !== deviceRate) {
      throw new DOMException('different sample rates', 'NotSupportedError');
    }
    return { connect: () => undefined };
  }

  become(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }

  resume(): Promise<void> {
    this.resumed++;
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.state = 'closed';
    return Promise.resolve();
  }
}

const nodes: AudioWorkletNodeOptions[] = [];

class FakeNode {
  readonly port = { onmessage: null, postMessage: () => undefined };

  constructor(_context: FakeContext, _name: string, options: AudioWorkletNodeOptions) {
    nodes.push(options);
  }
}

const track = {
  muted: false,
  onmute: () => undefined,
  onunmute: () => undefined,
  onended: () => undefined,
  getSettings: () => ({ deviceId: 'headset' }),
  stop: () => undefined,
};

function last(): FakeContext {
  const context = FakeContext.all.at(-1);
  if (!context) throw new Error('no context was opened');
  return context;
}

beforeEach(() => {
  FakeContext.all.length = nodes.length = 0;
  FakeContext.deviceRate = undefined;
  track.muted = false;
  vi.stubGlobal('AudioContext', FakeContext);
  vi.stubGlobal('AudioWorkletNode', FakeNode);
  vi.stubGlobal('navigator', {
    mediaDevices: {
      getUserMedia: () =>
        Promise.resolve({
          getAudioTracks: () => [track],
          getTracks: () => [track],
        } as unknown as MediaStream),
    },
  });
});

afterEach(() => vi.unstubAllGlobals());

describe('a microphone in the browsers that there are', () => {
  it.each([44_100, 48_000])(
    'is heard at its own rate of %i where the browser refuses another',
    async (rate) => {
      FakeContext.deviceRate = rate;
      await new Microphone().open();
      expect(FakeContext.all.map(({ sampleRate, state }) => [sampleRate, state])).toEqual([
        [16_000, 'closed'],
        [rate, 'running'],
      ]);
    },
  );

  it('is heard by both of its channels where it gives two', async () => {
    await new Microphone().open();
    expect(nodes).toEqual([expect.objectContaining({ channelCount: 1, channelCountMode: 'explicit' })]);
  });

  it('that the system silences says so, and again when it is back', async () => {
    const microphone = new Microphone();
    const told: boolean[] = [];
    microphone.onsilenced = () => told.push(microphone.silenced);
    await microphone.open();
    expect(microphone.silenced).toBe(false);
    track.muted = true;
    track.onmute();
    track.muted = false;
    track.onunmute();
    expect(told).toEqual([false, true, false]);
  });

  it('whose context is interrupted, as Safari calls it, asks for it back and says so', async () => {
    const microphone = new Microphone();
    await microphone.open();
    last().become('interrupted');
    expect(microphone.silenced).toBe(true);
    expect(last().resumed).toBe(1);
    last().become('running');
    expect(microphone.silenced).toBe(false);
  });

  it('that was silent when it went away is not silent any more, nor is the next one', async () => {
    const microphone = new Microphone();
    const told: boolean[] = [];
    microphone.onsilenced = () => told.push(microphone.silenced);
    await microphone.open();
    track.muted = true;
    track.onmute();
    expect(told.at(-1)).toBe(true);
    track.onended();
    expect(told.at(-1)).toBe(false);
    await microphone.open();
    expect(told.at(-1)).toBe(true);
    track.muted = false;
    await microphone.open();
    expect(told.at(-1)).toBe(false);
    track.muted = true;
    track.onmute();
    microphone.close();
    expect(told.at(-1)).toBe(false);
  });

  it('is left alone once it was closed', async () => {
    const microphone = new Microphone();
    await microphone.open();
    const context = last();
    microphone.close();
    window.dispatchEvent(new Event('pointerup'));
    expect(context.resumed).toBe(0);
  });
});

describe('two contexts, one for the microphone and one for the loudspeaker', () => {
  it('are both asked back when the page is touched after a call on the phone', async () => {
    const loudspeaker = new FakeContext();
    const end = keepRunning(loudspeaker as unknown as AudioContext);
    await new Microphone().open();
    for (const context of FakeContext.all) context.become('interrupted');
    expect(FakeContext.all.map(({ resumed }) => resumed)).toEqual([1, 1]);
    window.dispatchEvent(new Event('pointerup'));
    expect(FakeContext.all.map(({ resumed }) => resumed)).toEqual([2, 2]);
    end();
    window.dispatchEvent(new Event('pointerup'));
    expect(loudspeaker.resumed).toBe(2);
  });
});
