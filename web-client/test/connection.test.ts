import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Connection, type ConnectionStatus } from '../src/call/connection';

/** A fake socket: keeps what is sent, and says what it is told to. */
class FakeSocket {
  static all: FakeSocket[] = [];
  static readonly OPEN = 1;
  readyState = FakeSocket.OPEN;
  binaryType = '';
  sent: (string | ArrayBuffer)[] = [];
  closed = false;
  onopen: () => void = () => undefined;
  onmessage: (message: { data: string | ArrayBuffer }) => void = () => undefined;
  onclose: (event: { code: number }) => void = () => undefined;

  constructor(
    readonly url: string,
    readonly protocol: string,
  ) {
    FakeSocket.all.push(this);
  }

  send(data: string | ArrayBuffer): void {
    this.sent.push(data);
  }

  close(): void {
    this.closed = true;
  }

  says(message: object): void {
    this.onmessage({ data: JSON.stringify(message) });
  }

  get messages(): Record<string, unknown>[] {
    return this.sent
      .filter((data): data is string => typeof data === 'string')
      .map((text) => JSON.parse(text) as Record<string, unknown>);
  }

  /** The first sample of each frame of the microphone. */
  get levels(): number[] {
    return this.sent
      .filter((data): data is ArrayBuffer => typeof data !== 'string')
      .map((frame) => new DataView(frame).getInt16(4, true));
  }

  get frames(): number[] {
    return this.sent
      .filter((data): data is ArrayBuffer => typeof data !== 'string')
      .map((frame) => new DataView(frame).getUint32(0));
  }
}

const WELCOME = { type: 'welcome', session: 's1', resume: 'token', resumed: false };
const PCM = new Int16Array(320);

describe('the line', () => {
  let connection: Connection;
  let statuses: ConnectionStatus[];

  const socket = (): FakeSocket => {
    const last = FakeSocket.all.at(-1);
    if (!last) throw new Error('no socket was opened');
    return last;
  };

  const welcome = (): void => {
    socket().onopen();
    socket().says(WELCOME);
  };

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('WebSocket', FakeSocket);
    FakeSocket.all = [];
    statuses = [];
    connection = new Connection('ws://host/ws/call', { scenario: 'one', voice: 'server' });
    connection.onstatus = (status) => statuses.push(status);
    connection.open();
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('says hello first, and keeps everything else until it is welcome', () => {
    connection.send({ type: 'answer' });
    connection.sendMicrophone(PCM);
    socket().onopen();
    expect(socket().protocol).toBe('calmroom.v1');
    expect(socket().messages).toEqual([
      { type: 'hello', scenario: 'one', voice: 'server', keepSound: false, sampleRate: 16000 },
    ]);
    socket().says(WELCOME);
    expect(socket().messages.slice(1)).toEqual([{ type: 'answer' }]);
    expect(socket().frames).toEqual([0]);
  });

  it('comes back with its token and the last event that it has seen', () => {
    welcome();
    socket().says({ type: 'event', event: { sequence: 4, type: 'silence' } });
    socket().onclose({ code: 1006 });
    expect(statuses.at(-1)).toBe('reconnecting');
    vi.advanceTimersByTime(250);
    expect(FakeSocket.all).toHaveLength(2);
    socket().onopen();
    expect(socket().messages[0]).toMatchObject({ resume: 'token', last: 4 });
    // The next time it comes with the token that it was given now.
    socket().says({ ...WELCOME, resume: 'renewed', resumed: true });
    socket().onclose({ code: 1006 });
    vi.advanceTimersByTime(250);
    socket().onopen();
    expect(socket().messages[0]).toMatchObject({ resume: 'renewed', last: 4 });
    socket().says(WELCOME);
    expect(statuses.at(-1)).toBe('open');
  });

  it('loses nothing that the leader said while the line was away, and counts its frames anew', () => {
    welcome();
    connection.sendMicrophone(PCM);
    socket().says({ type: 'event', event: { sequence: 1, type: 'silence' } });
    socket().onclose({ code: 1006 });
    connection.sendMicrophone(PCM);
    connection.sendMicrophone(PCM);
    connection.send({ type: 'say', text: 'still here' });
    connection.send({ type: 'playback', turn: 1, samples: 2 });
    vi.advanceTimersByTime(250);
    welcome();
    expect(socket().frames).toEqual([0, 1]);
    expect(socket().messages.slice(1)).toEqual([
      { type: 'say', text: 'still here', id: expect.any(Number) as number },
    ]);
  });

  it('says again what it had given to a line that was dead, once nothing more is to be told of it', () => {
    welcome();
    connection.send({ type: 'say', text: 'the first' });
    socket().says({ type: 'event', event: { sequence: 1, type: 'leader-spoke', text: 'So. the first' } });
    connection.send({ type: 'say', text: 'told of later' });
    connection.send({ type: 'say', text: 'never arrived' });
    const [, , told, lost] = socket().messages;
    socket().onclose({ code: 1006 });
    connection.send({ type: 'say', text: 'still here' });
    vi.advanceTimersByTime(250);
    welcome();
    expect(socket().messages.slice(1)).toEqual([{ type: 'ping', id: 0 }]);
    socket().says({ type: 'event', event: { sequence: 2, type: 'leader-spoke', text: 'told of later' } });
    socket().says({ type: 'pong', id: 0 });
    expect(socket().messages.slice(2)).toEqual([
      lost,
      { type: 'say', text: 'still here', id: expect.any(Number) as number },
    ]);
    expect(lost?.id).not.toEqual(told?.id);
  });

  it('takes for said what a line has carried for long', () => {
    welcome();
    connection.send({ type: 'say', text: 'nobody asked' });
    for (let second = 0; second < 20; second++) {
      vi.advanceTimersByTime(1_000);
      socket().says({ type: 'clock', at: second });
    }
    socket().onclose({ code: 1006 });
    vi.advanceTimersByTime(250);
    welcome();
    expect(socket().messages).toHaveLength(1);
  });

  it('loses no sound between the break and the word of it, which comes late on a busy machine', () => {
    welcome();
    socket().says({ type: 'event', event: { sequence: 1, type: 'silence' } });
    socket().readyState = 2;
    connection.sendMicrophone(PCM);
    expect(socket().frames).toEqual([]);
    socket().onclose({ code: 1006 });
    connection.sendMicrophone(PCM);
    vi.advanceTimersByTime(250);
    welcome();
    expect(socket().frames).toEqual([0, 1]);
  });

  it('sends again what it had given to a broken line and what never arrived, before what it kept', () => {
    welcome();
    socket().says({ type: 'event', event: { sequence: 1, type: 'silence' } });
    const spoken = [1, 2, 3, 4].map((level) => new Int16Array(320).fill(level));
    for (const pcm of spoken) connection.sendMicrophone(pcm);
    socket().onclose({ code: 1006 });
    connection.sendMicrophone(new Int16Array(320).fill(5));
    vi.advanceTimersByTime(250);
    socket().onopen();
    socket().says({ ...WELCOME, resumed: true, microphoneFrames: 2 });
    expect(socket().frames).toEqual([0, 1, 2]);
    expect(socket().levels).toEqual([3, 4, 5]);
  });

  it('keeps no more than twenty seconds of sound', () => {
    for (let i = 0; i < 1_050; i++) connection.sendMicrophone(PCM);
    welcome();
    expect(socket().frames).toHaveLength(1_000);
  });

  it('waits longer each time, and gives up after a minute', () => {
    welcome();
    socket().says({ type: 'event', event: { sequence: 1, type: 'silence' } });
    for (let i = 0; i < 40 && statuses.at(-1) !== 'lost'; i++) {
      socket().onclose({ code: 1006 });
      vi.advanceTimersByTime(4_000);
    }
    expect(statuses.at(-1)).toBe('lost');
    expect(FakeSocket.all.length).toBeGreaterThan(8);
    expect(FakeSocket.all.length).toBeLessThan(25);
  });

  it('notices a network that died without a word', () => {
    welcome();
    socket().says({ type: 'event', event: { sequence: 1, type: 'silence' } });
    vi.advanceTimersByTime(4_000);
    expect(socket().messages.at(-1)).toMatchObject({ type: 'ping' });
    vi.advanceTimersByTime(8_500);
    expect(FakeSocket.all[0]?.closed).toBe(true);
    expect(FakeSocket.all).toHaveLength(2);
  });

  it('goes on looking for its call where a handshake is not answered, and waits where it has none yet', () => {
    socket().onopen();
    vi.advanceTimersByTime(50_000);
    expect(FakeSocket.all).toHaveLength(1);
    socket().says(WELCOME);
    for (const greeted of [true, false]) {
      const before = FakeSocket.all.length;
      socket().onclose({ code: 1006 });
      vi.advanceTimersByTime(250);
      if (greeted) socket().onopen();
      const silent = socket();
      vi.advanceTimersByTime(21_000);
      expect(silent.closed).toBe(true);
      expect(FakeSocket.all.length).toBeGreaterThan(before + 1);
      welcome();
      expect(statuses.at(-1)).toBe('open');
    }
  });

  it('gives up a call whose handshakes nobody answers for a minute', () => {
    welcome();
    socket().onclose({ code: 1006 });
    vi.advanceTimersByTime(100_000);
    expect(statuses.at(-1)).toBe('lost');
  });

  it('says again how things stand, where the line was dead already when it was told', () => {
    const pass = (seconds: number): void => {
      for (let i = 0; i < seconds; i++) {
        vi.advanceTimersByTime(1_000);
        socket().says({ type: 'clock', elapsedMs: 1, remainingMs: 1 });
      }
    };
    const breaks = (): void => {
      socket().onclose({ code: 1006 });
      vi.advanceTimersByTime(250);
      welcome();
    };
    const said = (): unknown[] =>
      socket()
        .messages.slice(1)
        .filter(({ type }) => type !== 'ping');
    welcome();
    socket().says({ type: 'event', event: { sequence: 1, type: 'silence' } });
    connection.send({ type: 'pause', on: true });
    pass(60);
    connection.send({ type: 'hold', on: true });
    connection.send({ type: 'mute', on: true });
    connection.send({ type: 'hold', on: false });
    connection.send({ type: 'help' });
    connection.send({ type: 'hangup' });
    connection.send({ type: 'playback', turn: 1, samples: 2 });
    vi.advanceTimersByTime(8_000);
    breaks();
    expect(said()).toEqual([{ type: 'mute', on: true }, { type: 'hold', on: false }, { type: 'hangup' }]);
    // What was said long before a break has arrived.
    pass(20);
    breaks();
    expect(said()).toEqual([]);
  });

  it('puts nothing on hold once more that was on hold and is not any more', () => {
    const held = (): number => socket().messages.filter(({ type }) => type === 'hold').length;
    for (const over of ['words', 'event']) {
      if (FakeSocket.all.length === 1) welcome();
      connection.send({ type: 'hold', on: true });
      if (over === 'words') connection.send({ type: 'say', text: 'back again' });
      else socket().says({ type: 'event', event: { sequence: 9, type: 'put-on-hold' } });
      socket().onclose({ code: 1006 });
      vi.advanceTimersByTime(250);
      welcome();
      expect(held()).toBe(0);
    }
  });

  it('keeps what it is told between the break and the word of it', () => {
    welcome();
    socket().says({ type: 'event', event: { sequence: 1, type: 'silence' } });
    socket().readyState = 2;
    connection.send({ type: 'mute', on: true });
    connection.send({ type: 'hangup' });
    connection.send({ type: 'playback', turn: 1, samples: 2 });
    expect(socket().messages).toHaveLength(1);
    socket().onclose({ code: 1006 });
    vi.advanceTimersByTime(250);
    welcome();
    expect(socket().messages.slice(1)).toEqual([{ type: 'mute', on: true }, { type: 'hangup' }]);
  });

  it('hears an event only once', () => {
    const seen: unknown[] = [];
    connection.onmessage = (message) => message.type === 'event' && seen.push(message.event.sequence);
    welcome();
    for (const sequence of [1, 2, 2, 1, 3])
      socket().says({ type: 'event', event: { sequence, type: 'silence' } });
    expect(seen).toEqual([1, 2, 3]);
  });

  it('stays closed when the call is over, refused, or ended by an error', () => {
    welcome();
    socket().says({ type: 'error', code: 'resume-expired', message: 'Too late.', fatal: true });
    socket().onclose({ code: 1008 });
    vi.advanceTimersByTime(10_000);
    expect(statuses.at(-1)).toBe('closed');
    expect(FakeSocket.all).toHaveLength(1);
  });

  it('comes back to its call however long all lines are taken, and forgets neither it nor the token', () => {
    const seen: { type: string; fatal?: boolean }[] = [];
    connection.onmessage = (message) => seen.push(message);
    welcome();
    socket().onclose({ code: 1006 });
    for (let i = 0; i < 100; i++) {
      vi.advanceTimersByTime(2_000);
      socket().onopen();
      expect(socket().messages[0]).toMatchObject({ type: 'hello', resume: 'token' });
      // As a server says it that has read the token, and one that has more lines open than it takes.
      socket().says({ type: 'error', code: 'busy', message: 'All 24 lines are taken.', fatal: i % 2 === 0 });
      socket().onclose({ code: i % 2 === 0 ? 1013 : 1012 });
    }
    expect(seen.filter((message) => message.type === 'error' && message.fatal)).toEqual([]);
    vi.advanceTimersByTime(2_000);
    welcome();
    expect(statuses.at(-1)).toBe('open');
    expect(statuses).not.toContain('lost');
  });

  it('gives up where there is no line for a call that has not begun', () => {
    socket().onopen();
    socket().says({ type: 'error', code: 'busy', message: 'All 24 lines are taken.', fatal: true });
    socket().onclose({ code: 1013 });
    vi.advanceTimersByTime(10_000);
    expect(statuses.at(-1)).toBe('closed');
    expect(FakeSocket.all).toHaveLength(1);
  });

  it('passes by a message of a kind that it does not know', () => {
    const seen: unknown[] = [];
    connection.onmessage = (message) => seen.push(message);
    welcome();
    socket().says({ type: 'weather', sky: 'clear' });
    expect(seen).toHaveLength(1);
  });
});
