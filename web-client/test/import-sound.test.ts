// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ImportSound, isRecording } from '../src/views/import-sound';

const line = (at: number, text: string): { at: number; text: string } => ({ at, text });

const answer = (state: 'running' | 'done', result: object): Response =>
  new Response(JSON.stringify({ job: 'j', state, done: 1, result, trouble: null }), {
    headers: { 'Content-Type': 'application/json' },
  });

function answering(heard: object): { url: string; body: unknown }[] {
  const asked: { url: string; body: unknown }[] = [];
  vi.stubGlobal('fetch', (url: string, { body }: RequestInit) => {
    asked.push({ url: url.replace(/.*\/api/, ''), body });
    const result = /\/sound(\?|$)/.test(url)
      ? { sound: 't1', lengthMs: 60_000, cutShort: false, mayBeKept: true, ...heard }
      : { session: 'new-one' };
    return Promise.resolve(answer('done', result));
  });
  return asked;
}

async function shown(): Promise<ImportSound> {
  const element = new ImportSound();
  element.file = new Blob(['sound']);
  document.body.replaceChildren(element);
  await vi.waitFor(() => expect(element.renderRoot.querySelector('[data-testid="heard"]')).not.toBeNull(), {
    timeout: 3_000,
  });
  return element;
}

const take = (element: ImportSound): HTMLButtonElement | null =>
  element.renderRoot.querySelector('[data-testid="take-sound"]');

describe('a recording from elsewhere', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is known by what it is or is called', () => {
    expect(isRecording(new Blob([], { type: 'audio/mpeg' }))).toBe(true);
    expect(isRecording(new File([], 'Call 3.M4A'))).toBe(true);
    expect(isRecording(new File([], 'call.vtt'))).toBe(false);
  });

  it('is taken when it is said on which channel the leader is; its sound is kept only when ticked', async () => {
    const asked = answering({
      voices: [
        { channel: 1, lines: [line(0, 'who is it')] },
        { channel: 2, lines: [line(900, 'it is me')] },
      ],
    });
    const element = await shown();
    expect(take(element)?.disabled).toBe(true);
    const second = element.renderRoot.querySelectorAll<HTMLInputElement>('input[type="radio"]')[1];
    second?.dispatchEvent(new Event('change'));
    await element.updateComplete;
    expect(take(element)?.disabled).toBe(false);
    take(element)?.click();
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    expect(asked[1]?.url).toBe('/imports/sound/t1');
    expect(JSON.parse(asked[1]?.body as string)).toEqual({
      scenario: null,
      leader: 2,
      lines: null,
      keep: false,
    });
  });

  it('is still waited for when the server was away for one question', async () => {
    const heard = { sound: 't1', lengthMs: 60_000, cutShort: false, mayBeKept: true };
    const voices = [{ channel: 1, lines: [line(0, 'who is it')] }];
    let questions = 0;
    vi.stubGlobal('fetch', (_: string, { method }: RequestInit) => {
      if (method === 'GET' && ++questions === 1) return Promise.reject(new TypeError('away'));
      return Promise.resolve(answer(questions === 0 ? 'running' : 'done', { ...heard, voices }));
    });
    const element = await shown();
    expect(questions).toBe(2);
    expect(element.renderRoot.querySelector('[data-testid="sound-error"]')).toBeNull();
  });

  it('is not kept because the one before it was to be', async () => {
    answering({ voices: [{ channel: 1, lines: [line(0, 'who is it')] }] });
    const element = await shown();
    const keep = (): HTMLInputElement | null =>
      element.renderRoot.querySelector('[data-testid="keep-sound"]');
    keep()?.click();
    await element.updateComplete;
    expect(keep()?.checked).toBe(true);
    element.file = new Blob(['another']);
    await element.updateComplete;
    await vi.waitFor(() => expect(keep()).not.toBeNull());
    expect(keep()?.checked).toBe(false);
  });

  it('is heard again, for its words, when the scenario is chosen', async () => {
    const asked = answering({ voices: [{ channel: 1, lines: [line(0, 'who is it')] }] });
    const element = await shown();
    element.known = [
      { id: 'a', title: 'A' },
      { id: 'b', title: 'B' },
    ] as unknown as ImportSound['known'];
    await element.updateComplete;
    const select = element.renderRoot.querySelector('select');
    if (!select) throw new Error('no scenario to choose');
    select.value = 'b';
    select.dispatchEvent(new Event('change'));
    await element.updateComplete;
    expect(take(element)).toBeNull();
    await vi.waitFor(() => expect(take(element)).not.toBeNull());
    expect(asked.map(({ url }) => url)).toEqual(['/imports/sound', '/imports/sound?scenario=b']);
  });

  it('has every line said by hand where all speak on one channel', async () => {
    const asked = answering({
      voices: [{ channel: 1, lines: [line(0, 'still down'), line(2_000, 'how are you')] }],
    });
    const element = await shown();
    expect(take(element)?.disabled).toBe(true);
    const selects = element.renderRoot.querySelectorAll<HTMLSelectElement>(
      '[data-testid="sound-lines"] select',
    );
    for (const [i, side] of ['persona', 'leader'].entries()) {
      const select = selects[i];
      if (!select) throw new Error('a line without a choice');
      select.value = side;
      select.dispatchEvent(new Event('change'));
    }
    await element.updateComplete;
    expect(take(element)?.disabled).toBe(false);
    take(element)?.click();
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    expect(JSON.parse(asked[1]?.body as string)).toMatchObject({
      leader: null,
      lines: ['persona', 'leader'],
    });
  });
});
