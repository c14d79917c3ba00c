import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Microphone, MicrophoneError } from '../src/audio/microphone';

describe('the leader’s microphone', () => {
  const asked: MediaStreamConstraints[] = [];
  let refusal: DOMException | undefined;

  beforeEach(() => {
    asked.length = 0;
    refusal = undefined;
    vi.stubGlobal('navigator', {
      mediaDevices: {
        getUserMedia: (constraints: MediaStreamConstraints) => {
          asked.push(constraints);
          const { deviceId } = constraints.audio as MediaTrackConstraints;
          return Promise.reject(
            (deviceId ? refusal : undefined) ?? new DOMException('nobody allows it', 'NotAllowedError'),
          );
        },
      },
    });
  });

  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('is asked for without echo and noise and at an even level: so the words are understood best', async () => {
    await expect(new Microphone().open()).rejects.toEqual(new MicrophoneError('denied'));
    expect(asked).toEqual([
      { audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true } },
    ]);
  });

  it('is asked for in the same way where the device that was chosen is gone', async () => {
    refusal = new DOMException('no such device', 'OverconstrainedError');
    await expect(new Microphone().open('headset')).rejects.toEqual(new MicrophoneError('denied'));
    expect(asked.map(({ audio }) => audio)).toEqual([
      expect.objectContaining({ deviceId: { exact: 'headset' }, autoGainControl: true }),
      expect.not.objectContaining({ deviceId: expect.anything() as unknown }),
    ]);
  });
});

/** A microphone that the browser gives, and whether it is still on. */
class FakeStream {
  readonly track = {
    live: true,
    muted: false,
    onended: () => undefined,
    getSettings: () => this.device,
    stop: () => (this.track.live = false),
  };

  constructor(readonly device: { deviceId: string; groupId: string }) {}

  getTracks = () => [this.track];
  getAudioTracks = () => [this.track];
}

describe('a microphone that the browser gives when it likes', () => {
  const LAPTOP = { deviceId: 'laptop', groupId: 'built in' };
  const HEADSET = { deviceId: 'headset', groupId: 'usb' };
  let given: FakeStream[];
  let answers: (() => void)[];
  let plugged: { deviceId: string; groupId: string }[];
  let hangs: boolean;

  /** What the browser's own choice is at the moment. */
  const standing = () => ({ deviceId: 'default', groupId: plugged.at(-1)?.groupId ?? '' });
  const open = (): number => given.filter(({ track }) => track.live).length;

  beforeEach(() => {
    given = [];
    answers = [];
    plugged = [LAPTOP, HEADSET];
    hangs = false;
    vi.stubGlobal('document', new EventTarget());
    vi.stubGlobal('window', new EventTarget());
    vi.stubGlobal(
      'AudioContext',
      class extends EventTarget {
        state = 'running';
        audioWorklet = { addModule: () => Promise.resolve() };
        createMediaStreamSource = () => ({ connect: () => undefined });
        close = () => Promise.resolve();
      },
    );
    vi.stubGlobal(
      'AudioWorkletNode',
      class {
        port = { onmessage: null, postMessage: () => undefined };
      },
    );
    const getUserMedia = ({ audio }: MediaStreamConstraints): Promise<FakeStream> => {
      const wanted = ((audio as MediaTrackConstraints).deviceId as { exact?: string } | undefined)?.exact;
      const device =
        wanted && wanted !== 'default' ? plugged.find(({ deviceId }) => deviceId === wanted) : standing();
      if (!device) return Promise.reject(new DOMException('gone', 'OverconstrainedError'));
      const stream = new FakeStream(device);
      given.push(stream);
      return hangs ? new Promise((resolve) => answers.push(() => resolve(stream))) : Promise.resolve(stream);
    };
    const enumerateDevices = () =>
      Promise.resolve([standing(), ...plugged].map((device) => ({ ...device, kind: 'audioinput' })));
    vi.stubGlobal('navigator', { mediaDevices: { getUserMedia, enumerateDevices } });
  });

  afterEach(() => vi.unstubAllGlobals());

  it('is not left open where it is allowed after the call is over', async () => {
    hangs = true;
    const microphone = new Microphone();
    const opened = vi.fn();
    microphone.onopen = opened;
    const opening = microphone.open();
    microphone.close();
    answers.forEach((allow) => allow());
    await opening;
    expect([open(), microphone.isOpen, opened.mock.calls.length]).toEqual([0, false, 0]);
  });

  it('is the one that was chosen last, in whichever order they are allowed', async () => {
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
    ]) {
      given = [];
      answers = [];
      hangs = true;
      const microphone = new Microphone();
      const openings = ['laptop', undefined, 'headset'].map((device) => microphone.open(device));
      order.forEach((i) => answers[i]?.());
      await Promise.all(openings);
      expect([open(), microphone.device]).toEqual([1, 'headset']);
      microphone.close();
      expect(open()).toBe(0);
    }
  });

  it('is closed where it is closed while its sound is being started', async () => {
    const microphone = new Microphone();
    const opening = microphone.open();
    await Promise.resolve();
    await Promise.resolve();
    microphone.close();
    await opening;
    expect([open(), microphone.isOpen]).toEqual([0, false]);
  });

  const unplug = (device: { deviceId: string }): void => {
    plugged = plugged.filter(({ deviceId }) => deviceId !== device.deviceId);
    given.at(-1)?.track.onended();
  };

  it.each(['headset', undefined])(
    'is taken back once it is plugged in again, and no other (%s)',
    async (chosen) => {
      const microphone = new Microphone();
      await microphone.open(chosen);
      unplug(HEADSET);
      // The browser has at once another «default».
      expect(await microphone.takeBack()).toBe(false);
      expect(given).toHaveLength(1);
      expect(microphone.isOpen).toBe(false);
      plugged = [LAPTOP, HEADSET];
      expect(await microphone.takeBack()).toBe(true);
      expect(given.at(-1)?.device.groupId).toBe('usb');
    },
  );

  it('is not taken back by a page whose call is over', async () => {
    const microphone = new Microphone();
    await microphone.open('headset');
    unplug(HEADSET);
    microphone.close();
    plugged = [LAPTOP, HEADSET];
    expect(await microphone.takeBack()).toBe(false);
    expect(microphone.isOpen).toBe(false);
  });
});
