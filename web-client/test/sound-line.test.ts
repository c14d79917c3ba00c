import { describe, expect, it, vi } from 'vitest';
import type { PlaybackCommand } from '../src/audio/playback-commands';
import type { PlayoutProgress } from '../src/audio/playout';
import { SoundLine, type LineNews } from '../src/call/sound-line';
import type { VoiceFrame } from '../src/protocol/frames';
import type { ClientMessage, ServerMessage } from '../src/protocol/messages';

class FakePort {
  onmessage: ((event: MessageEvent) => void) | null = null;
  readonly posted: unknown[] = [];

  postMessage(message: unknown): void {
    this.posted.push(message);
  }

  says(data: unknown): void {
    this.onmessage?.({ data } as MessageEvent);
  }
}

function call(voice: 'server' | 'client' = 'server') {
  const sent: ClientMessage[] = [];
  const frames: Int16Array[] = [];
  const news: LineNews[] = [];
  const line = {
    onmessage: (() => undefined) as (message: ServerMessage) => void,
    onvoice: (() => undefined) as (frame: VoiceFrame) => void,
    onstatus: () => undefined,
    open: () => undefined,
    send: (message: ClientMessage) => void sent.push(message),
    sendMicrophone: (pcm: Int16Array) => void frames.push(pcm),
    close: () => undefined,
  };
  const sound = new SoundLine(line, voice, (item) => news.push(item));
  const says = (message: object): void => line.onmessage(message as ServerMessage);
  says({ type: 'welcome', sampleRate: 16_000 });
  return { sound, line, sent, frames, news, says };
}

const at = (turn: number, samples: number, over: PlayoutProgress['over'] = 'no'): PlayoutProgress[] => [
  { turn, samples, over },
];

describe('where nothing can sound', () => {
  it('the words are shown, and the server is told, as if they were heard, and no sound is kept', () => {
    vi.useFakeTimers();
    try {
      const { sound, line, sent, news, says } = call();
      says({ type: 'speaking', turn: 1, state: 'started' });
      line.onvoice({ turn: 1, sequence: 0, offset: 0, pcm: new Int16Array(8_000) });
      sound.goSilent();
      line.onvoice({ turn: 1, sequence: 1, offset: 8_000, pcm: new Int16Array(8_000) });
      says({ type: 'speaking', turn: 1, state: 'stopped' });
      const shown = (): number =>
        Math.max(
          0,
          ...news
            .flatMap((item) => (item.kind === 'progress' ? item.progress : []))
            .map(({ samples }) => samples),
        );
      vi.advanceTimersByTime(300);
      expect(shown()).toBeGreaterThan(2_000);
      expect(shown()).toBeLessThan(6_000);
      vi.advanceTimersByTime(1_000);
      expect(shown()).toBe(16_000);
      expect(sent.at(-1)).toEqual({ type: 'playback', turn: 1, samples: 16_000, done: true });

      says({ type: 'speaking', turn: 3, state: 'started' });
      line.onvoice({ turn: 3, sequence: 2, offset: 0, pcm: new Int16Array(16_000) });
      vi.advanceTimersByTime(200);
      says({ type: 'speaking', turn: 3, state: 'held' });
      const held = shown();
      vi.advanceTimersByTime(5_000);
      expect(shown()).toBe(held);
      says({ type: 'speaking', turn: 3, state: 'interrupted' });
      vi.advanceTimersByTime(500);
      const before = news.length;
      sound.close();
      vi.advanceTimersByTime(5_000);
      expect(news).toHaveLength(before);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('the sound on the line', () => {
  it('says of each turn that begins that nothing of it has been played: a loudspeaker that stands still says no more', () => {
    const { sent, says } = call();
    says({ type: 'speaking', turn: 1, state: 'started' });
    says({ type: 'speaking', turn: 3, state: 'started' });
    expect(sent).toEqual([
      { type: 'playback', turn: 1, samples: 0 },
      { type: 'playback', turn: 3, samples: 0 },
    ]);
    const page = call('client');
    page.says({ type: 'speaking', turn: 1, state: 'started' });
    expect(page.sent).toEqual([]);
  });

  it('goes from the microphone to the server and from the server to the loudspeaker in the order in which it came', () => {
    const { sound, line, frames, says } = call();
    const [microphone, speaker] = [new FakePort(), new FakePort()];
    sound.hearFrom(microphone);
    microphone.says(Int16Array.of(1, 2));
    expect(frames).toEqual([Int16Array.of(1, 2)]);

    says({ type: 'speaking', turn: 1, state: 'started' });
    line.onvoice({ turn: 1, sequence: 0, offset: 0, pcm: Int16Array.of(7) });
    sound.speakInto(speaker);
    says({ type: 'speaking', turn: 1, state: 'stopped' });
    expect(speaker.posted.map((command) => (command as PlaybackCommand).kind)).toEqual([
      'begin',
      'raise',
      'write',
      'finish',
    ]);
  });

  it('tells the server ten times a second how far it was played, and of an end at once', () => {
    const { sound, sent, news } = call();
    const speaker = new FakePort();
    sound.speakInto(speaker);
    for (let samples = 160; samples <= 3_200; samples += 160) speaker.says(at(1, samples));
    speaker.says(at(1, 3_300, 'played'));
    expect(sent).toEqual([
      { type: 'playback', turn: 1, samples: 160 },
      { type: 'playback', turn: 1, samples: 1_760 },
      { type: 'playback', turn: 1, samples: 3_300, done: true },
    ]);
    const told = news.filter(({ kind }) => kind === 'progress');
    expect(told).toHaveLength(4);
    expect(told.at(-1)).toEqual({ kind: 'progress', progress: at(1, 3_300, 'played') });
  });

  it('is cut at once where the leader hangs up, and leaves a voice of the page alone', () => {
    const served = call();
    const speaker = new FakePort();
    served.sound.speakInto(speaker);
    served.sound.send({ type: 'hangup' });
    expect(speaker.posted).toEqual([{ kind: 'interrupt', turn: Number.MAX_SAFE_INTEGER }]);
    expect(served.sent).toEqual([{ type: 'hangup' }]);

    const own = call('client');
    const silent = new FakePort();
    own.sound.speakInto(silent);
    own.says({ type: 'speaking', turn: 1, state: 'started' });
    expect(silent.posted).toEqual([]);
    expect(own.news.at(-1)).toMatchObject({ kind: 'message', message: { type: 'speaking' } });
  });
});
