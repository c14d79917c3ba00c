// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RunAgain } from '../src/report/run-again';

const WAY = { curve: [{ turn: 0, at: 0, state: { stress: 0.8 } }], turns: [], ending: null, score: 40 };
const MANNER = { rate: 1, pitch: 1, pitchRange: 1, volume: 1 };
const said = (text: string) => ({
  moves: [],
  world: [],
  replies: [{ act: 'answer', text, manner: MANNER, guest: text === 'Two.' ? 'sales' : '' }],
});
const ANSWER = {
  seed: 7,
  wordedBy: 'understudy',
  edited: false,
  then: WAY,
  now: WAY,
  first: null,
  turns: ['One.', 'Two.'].map((text, i) => ({
    turn: 2 * i + 2,
    said: 'Well?',
    then: said(text),
    now: said(text),
    differs: [],
  })),
};
const VOICES = [
  { id: 'amy', description: 'Amy, clear' },
  { id: 'joe', description: 'deep' },
];

class FakeAudio {
  static readonly all: FakeAudio[] = [];
  playing = false;
  onended = (): void => undefined;
  constructor(readonly src: string) {
    FakeAudio.all.push(this);
  }
  play(): Promise<void> {
    this.playing = true;
    return Promise.resolve();
  }
  pause(): void {
    this.playing = false;
  }
}

/** What was asked to be spoken, and what lets it be. */
let spoken: {
  readonly voice: string;
  readonly words: string;
  readonly guest: boolean;
  readonly answer: (given: Response) => void;
}[];
let blobs: string[];

beforeEach(() => {
  spoken = [];
  blobs = [];
  FakeAudio.all.length = 0;
  vi.stubGlobal('Audio', FakeAudio);
  URL.createObjectURL = () => {
    blobs.push(`blob:${FakeAudio.all.length}`);
    return blobs.at(-1) ?? '';
  };
  URL.revokeObjectURL = (url) => void (blobs = blobs.filter((it) => it !== url));
  vi.stubGlobal('fetch', (path: string, { body }: RequestInit) => {
    if (path === '/api/voices') return Promise.resolve(new Response(JSON.stringify(VOICES)));
    if (path.endsWith('/runs')) return Promise.resolve(new Response(JSON.stringify(ANSWER)));
    const voice = /voices\/(\w+)\/speech/.exec(path)?.[1] ?? '';
    const { words, guest = false } = JSON.parse(body as string) as { words: string; guest?: boolean };
    return new Promise((answer) => spoken.push({ voice, words, guest, answer }));
  });
});

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

async function ran(): Promise<RunAgain> {
  const element = new RunAgain();
  element.session = 's1';
  document.body.append(element);
  await run(element);
  return element;
}

async function run(element: RunAgain): Promise<void> {
  await element.updateComplete;
  element.renderRoot.querySelector('form')?.requestSubmit();
  await element.updateComplete;
  await vi.waitFor(() => expect(hears(element)).toHaveLength(2));
}

const hears = (element: RunAgain): HTMLElement[] => [
  ...element.renderRoot.querySelectorAll<HTMLElement>('[data-testid=hear-reply]'),
];
const chooser = (element: RunAgain): HTMLSelectElement => {
  const select = element.renderRoot.querySelector<HTMLSelectElement>('[data-testid=run-voice]');
  if (!select) throw new Error('there is no choice');
  return select;
};
const playing = (): string[] => FakeAudio.all.filter((audio) => audio.playing).map(({ src }) => src);
const sound = (): Response => new Response(new Blob(['RIFF']));

it('lets the reply be heard that was pressed last, whichever is spoken first', async () => {
  const element = await ran();
  const [one, two] = hears(element);
  one?.click();
  two?.click();
  expect(spoken.map(({ words, guest }) => [words, guest])).toEqual([
    ['One.', false],
    ['Two.', true],
  ]);
  spoken[1]?.answer(sound());
  await vi.waitFor(() => expect(playing()).toHaveLength(1));
  spoken[0]?.answer(sound());
  one?.click();
  expect(playing()).toEqual([]);
  expect(blobs).toEqual([]);

  spoken[2]?.answer(sound());
  await vi.waitFor(() => expect(playing()).toHaveLength(1));
  expect(FakeAudio.all).toHaveLength(2);
  element.remove();
  expect(playing()).toEqual([]);
  expect(blobs).toEqual([]);
});

it('keeps the voice that was chosen, by the name that it has elsewhere, when it is run once more', async () => {
  const element = await ran();
  expect([...chooser(element).options].map(({ text }) => text)).toEqual(['Amy, clear', 'joe: deep']);
  chooser(element).value = 'joe';
  chooser(element).dispatchEvent(new Event('change'));
  await run(element);
  expect(chooser(element).value).toBe('joe');
  hears(element)[0]?.click();
  expect(spoken.at(-1)?.voice).toBe('joe');
});

it('says in the server’s words why a reply cannot be heard, and not of one that nobody waits for', async () => {
  const element = await ran();
  const refusal = (): Response =>
    new Response(JSON.stringify({ detail: 'Others are being read to just now.' }), { status: 429 });
  const trouble = (): string | undefined => element.renderRoot.querySelector('[role=alert]')?.textContent;
  hears(element)[0]?.click();
  hears(element)[1]?.click();
  spoken[0]?.answer(refusal());
  spoken[1]?.answer(sound());
  await vi.waitFor(() => expect(playing()).toHaveLength(1));
  expect(trouble()).toBeUndefined();
  hears(element)[0]?.click();
  spoken[2]?.answer(refusal());
  await vi.waitFor(() => expect(trouble()).toContain('Others are being read to just now.'));
});
