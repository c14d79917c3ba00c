import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Opening } from '../src/call/connection';
import { LiveCall, type Equipment, type Line } from '../src/call/live-call';
import { findResumption, forgetResumption } from '../src/call/resumption';
import type { ClientMessage, ServerMessage } from '../src/protocol/messages';

describe('a call', () => {
  const sent: ClientMessage[] = [];
  let silenced = 0;
  const port = (): MessagePort => new MessageChannel().port1;
  const line: Line = {
    onmessage: () => undefined,
    onstatus: () => undefined,
    onprogress: () => undefined,
    open: () => undefined,
    send: (message) => sent.push(message),
    microphonePort: port,
    speakerPort: port,
    goSilent: () => silenced++,
    close: () => undefined,
  };
  const microphone = {
    onlevel: () => undefined,
    onopen: () => undefined,
    cancelsEcho: true,
    mute: () => undefined,
    giveTo: () => undefined,
  };
  const speaker: Equipment['speaker'] = {
    onlevel: () => undefined,
    open: () => Promise.resolve(),
    close: () => undefined,
  };

  afterEach(() => vi.unstubAllGlobals());

  it('tells whether the microphone cancels echo before the leader answers, and again when it is another one', () => {
    const call = new LiveCall(line, { scenario: 'one', voice: 'server' }, { microphone, speaker });
    call.begin();
    expect(sent).toEqual([{ type: 'microphone', echoCancellation: true }, { type: 'answer' }]);

    microphone.cancelsEcho = false;
    microphone.onopen();
    expect(sent.at(-1)).toEqual({ type: 'microphone', echoCancellation: false });
  });

  it('begun anew while the one before it was muted hears through the same microphone again', () => {
    const muted: boolean[] = [];
    const same = { ...microphone, mute: (on: boolean) => void muted.push(on) };
    const begun = (): LiveCall =>
      new LiveCall(line, { scenario: 'one', voice: 'server' }, { microphone: same, speaker });
    const first = begun();
    first.begin();
    first.mute(true);
    first.close();
    const second = begun();
    second.begin();
    expect(second.muted).toBe(false);
    expect(muted.at(-1)).toBe(false);
  });

  it('keeps all that it was begun with, so that after a reload a test is still a test', () => {
    vi.stubGlobal('sessionStorage', undefined);
    const begun: Opening = {
      scenario: 'one',
      voice: 'server',
      serverVoice: 'deep',
      difficulty: 'raw',
      pace: 'quick',
      earlier: '',
      test: true,
      keepSound: true,
    };
    const call = new LiveCall(line, { ...begun, answered: true }, { microphone, speaker });
    call.begin();
    line.onmessage({ type: 'welcome', session: 's', resume: 'r', sampleRate: 16_000 } as ServerMessage);
    expect(findResumption()).toEqual({ ...begun, session: 's', resume: 'r' });
    forgetResumption();
    expect(findResumption()).toBeUndefined();
  });

  describe('that is reloaded', () => {
    const begun: Opening = { scenario: 'one', voice: 'server', serverVoice: 'deep' };
    const welcomed = (resumed: boolean): void =>
      line.onmessage({
        type: 'welcome',
        session: 's',
        resume: 'r',
        sampleRate: 16_000,
        resumed,
      } as ServerMessage);
    const answers = (): number => sent.filter(({ type }) => type === 'answer').length;

    it('before its voice was loaded is picked up once that is there, once', async () => {
      vi.stubGlobal('sessionStorage', undefined);
      vi.stubGlobal('document', { baseURI: 'http://host/' });
      const loads = vi.fn(() => new Promise(() => undefined));
      vi.stubGlobal('fetch', loads);
      new LiveCall(line, begun, { microphone, speaker }).begin();
      welcomed(false);
      await vi.waitFor(() => expect(loads).toHaveBeenCalled());
      const { rings, ...kept } = findResumption() ?? { resume: '', scenario: '', voice: 'server' as const };
      expect(rings).toBe(true);

      const before = answers();
      const asked = vi.fn(() => Promise.resolve(new Response('{}')));
      vi.stubGlobal('fetch', asked);
      new LiveCall(line, { ...kept, answered: false }, { microphone, speaker }).begin();
      welcomed(true);
      await vi.waitFor(() => expect(answers()).toBe(before + 1));
      // The line breaks and is back.
      welcomed(true);
      expect(asked).toHaveBeenCalledTimes(1);
      expect(findResumption()).toEqual({ ...begun, session: 's', resume: 'r' });
      forgetResumption();
    });

    it('after it was picked up speaks on with the voice that it has by now', () => {
      vi.stubGlobal('sessionStorage', undefined);
      vi.stubGlobal('document', { baseURI: 'http://host/' });
      const asked = vi.fn(() => Promise.resolve(new Response('{}')));
      vi.stubGlobal('fetch', asked);
      const before = answers();
      new LiveCall(line, { ...begun, answered: true }, { microphone, speaker }).begin();
      welcomed(true);
      expect(asked).not.toHaveBeenCalled();
      expect(answers()).toBe(before);
      forgetResumption();
    });
  });

  describe('whose sound cannot be started', () => {
    it.each([
      [false, 'ask whoever runs this for its https address'],
      [true, 'Reload the page'],
    ])('says what helps (from a safe address: %s)', async (safe, help) => {
      vi.stubGlobal('isSecureContext', safe);
      vi.stubGlobal('sessionStorage', undefined);
      const silent = { ...speaker, open: () => Promise.reject(new TypeError('no worklet')) };
      const call = new LiveCall(line, { scenario: 'one', voice: 'server' }, { microphone, speaker: silent });
      call.begin();
      line.onmessage({ type: 'welcome', session: 's', resume: 'r', sampleRate: 16_000 } as ServerMessage);
      await vi.waitFor(() => expect(call.state.trouble?.message).toContain(help));
      expect(silenced).toBeGreaterThan(0);
    });
  });
});
