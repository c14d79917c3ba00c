// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { KnownModel, ModelCheck, Models } from '../src/model';
import { forgetMe } from '../src/views/me';
import { ModelCheckView } from '../src/views/model-check';
import { ModelTrouble } from '../src/views/model-trouble';

const TROUBLE = 'The server at localhost:11434 knows no model «granite»; it has llama3.1, qwen3';
const GRANITE: KnownModel = {
  tasks: ['speaks', 'judges'],
  name: 'granite',
  configured: 'ollama granite at http://localhost:11434',
  trouble: null,
  exam: null,
};
const RUNNING: ModelCheck = { state: 'running', model: 'granite', done: 3, all: 9, found: [], trouble: null };
const SPEED = { cold: 1234.4, answers: 8, p50: 310, p95: 402, tokensASecond: 31.26 };

let runs = true;
let told: Models = { models: [GRANITE], check: null, mine: false };
let refusal: string | undefined;
let asked: string[] = [];

function answer(url: string, options: RequestInit = {}): Response {
  const what = `${options.method ?? 'GET'} ${url.replace(/^.*\/api/, '')}`;
  asked.push(what);
  if (what === 'GET /me') return new Response(JSON.stringify({ login: false, roles: [], runs }));
  if (what === 'GET /model') return new Response(JSON.stringify(told));
  if (refusal) return new Response(JSON.stringify({ detail: refusal }), { status: 409 });
  told = { ...told, check: what.startsWith('POST') ? RUNNING : null, mine: true };
  return new Response(what.startsWith('POST') ? JSON.stringify(RUNNING) : null, {
    status: what.startsWith('POST') ? 202 : 204,
  });
}

async function shown<T extends ModelCheckView | ModelTrouble>(element: T): Promise<T> {
  asked = [];
  vi.stubGlobal('fetch', (url: string, options?: RequestInit) => Promise.resolve(answer(url, options)));
  document.body.append(element);
  await vi.waitFor(() => expect(asked).toContain(runs ? 'GET /model' : 'GET /me'));
  await element.updateComplete;
  return element;
}

const text = (element: ModelCheckView | ModelTrouble): string =>
  element.renderRoot.textContent.replace(/\s+/g, ' ');
const press = (element: ModelCheckView, what: string): void =>
  element.renderRoot.querySelector<HTMLButtonElement>(`[data-testid=model-${what}]`)?.click();

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  forgetMe();
  runs = true;
  told = { models: [GRANITE], check: null, mine: false };
  refusal = undefined;
});

describe('the language model', () => {
  it('is nobody’s business who does not run the service', async () => {
    runs = false;
    const element = await shown(new ModelCheckView());
    expect(element.renderRoot.querySelector('section')).toBeNull();
    expect(asked).toEqual(['GET /me']);
    forgetMe();
    const trouble = await shown(new ModelTrouble());
    expect(trouble.renderRoot.querySelector('p')).toBeNull();
  });

  it('is told with what it is there for, its trouble and its exam', async () => {
    told = {
      ...told,
      models: [
        {
          ...GRANITE,
          trouble: TROUBLE,
          exam: { at: '2026-11-30T10:00:00Z', verdict: 'fit to speak (worded), not examined in judging' },
        },
      ],
    };
    const element = await shown(new ModelCheckView());
    await vi.waitFor(() => expect(text(element)).toContain('granite, speaks and judges'));
    expect(text(element)).toContain('ollama granite at http://localhost:11434');
    expect(text(element)).toContain(TROUBLE);
    expect(text(element)).toContain(': fit to speak (worded), not examined in judging.');
  });

  it('says its trouble where the call is begun, too', async () => {
    told = { ...told, models: [{ ...GRANITE, trouble: TROUBLE }] };
    const element = await shown(new ModelTrouble());
    await vi.waitFor(() => expect(text(element)).toContain(TROUBLE));
    expect(element.renderRoot.querySelector('a')?.getAttribute('href')).toContain('about');
  });

  it('has nothing to check where none is configured', async () => {
    told = { ...told, models: [] };
    const element = await shown(new ModelCheckView());
    await vi.waitFor(() => expect(text(element)).toContain('None is configured'));
    expect(element.renderRoot.querySelector('button')).toBeNull();
  });
});

describe('its check', () => {
  it('says how far it is, is broken off, and is looked at until it is over', async () => {
    const element = await shown(new ModelCheckView());
    await vi.waitFor(() => expect(text(element)).toContain('Check it'));
    press(element, 'start');
    await vi.waitFor(() => expect(text(element)).toContain('granite is being asked: 3 of 9 answers.'));
    expect(element.renderRoot.querySelector('progress')?.value).toBe(3);

    told = {
      ...told,
      check: {
        ...RUNNING,
        state: 'done',
        done: 9,
        found: [{ model: 'granite', speed: SPEED, trouble: null }],
      },
    };
    await vi.waitFor(() => expect(text(element)).toContain('1,234 ms'), { timeout: 5_000 });
    expect(text(element)).toContain('p50 310 ms, p95 402 ms');
    expect(text(element)).toContain('31.3');
    expect(text(element)).toContain('Check it');
  });

  it('is broken off by whoever has started it', async () => {
    const element = await shown(new ModelCheckView());
    await vi.waitFor(() => expect(text(element)).toContain('Check it'));
    press(element, 'start');
    await vi.waitFor(() => expect(text(element)).toContain('Break it off'));
    await vi.waitFor(() =>
      expect(
        element.renderRoot.querySelector<HTMLButtonElement>('[data-testid=model-break-off]')?.disabled,
      ).toBe(false),
    );
    press(element, 'break-off');
    await vi.waitFor(() => expect(asked).toContain('DELETE /model/check'));
    await vi.waitFor(() => expect(text(element)).toContain('Check it'));
  });

  it('of somebody else’s cannot be', async () => {
    told = { ...told, check: RUNNING };
    const element = await shown(new ModelCheckView());
    await vi.waitFor(() => expect(text(element)).toContain('Break it off'));
    expect(
      element.renderRoot.querySelector<HTMLButtonElement>('[data-testid=model-break-off]')?.disabled,
    ).toBe(true);
  });

  it('says in the server’s words why it does not begin, and why no answer came', async () => {
    refusal = 'Somebody is on the line, and a check would keep their answers waiting.';
    told = {
      ...told,
      check: { ...RUNNING, state: 'done', found: [{ model: 'granite', speed: null, trouble: TROUBLE }] },
    };
    const element = await shown(new ModelCheckView());
    await vi.waitFor(() => expect(text(element)).toContain(`It does not answer: ${TROUBLE}`));
    press(element, 'start');
    await vi.waitFor(() => expect(text(element)).toContain('Somebody is on the line'));
  });
});
