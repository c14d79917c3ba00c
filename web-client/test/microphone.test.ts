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
