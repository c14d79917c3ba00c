// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { REPORT, SCENARIO, DIMENSIONS, OTHERS, SESSIONS, SETTINGS } from './fake-scenario.mjs';
import '../src/app';
import '../src/report/report-page';
import { canAsk } from '../src/views/call-aids';
import '../src/views/sessions-page';

interface Request {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

describe('the pages', () => {
  let requests: Request[];
  let answers: Record<string, () => { status: number; body: unknown }>;

  beforeEach(() => {
    requests = [];
    answers = {
      '/api/scenarios': () => ({ status: 200, body: [{ ...SCENARIO, dimensions: DIMENSIONS }] }),
      '/api/sessions': () => ({ status: 200, body: SESSIONS }),
      '/api/sessions/s1/report': () => ({ status: 200, body: REPORT }),
    };
    vi.stubGlobal('fetch', (path: string, { method, body }: { method: string; body?: string }) => {
      requests.push({ method, path, body: body === undefined ? undefined : (JSON.parse(body) as unknown) });
      const { status, body: answer } = answers[path]?.() ?? {
        status: 404,
        body: { detail: 'Nothing is here.' },
      };
      return Promise.resolve(new Response(JSON.stringify(answer), { status }));
    });
    vi.stubGlobal(
      'AudioContext',
      class FakeAudioContext extends EventTarget {
        state = 'suspended';
        close = () => Promise.resolve();
      },
    );
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  });

  afterEach(() => {
    document.body.replaceChildren();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  async function open(tag: string, properties: object = {}): Promise<HTMLElement> {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) Reflect.set(element, name, value);
    document.body.append(element);
    await settled();
    return element;
  }

  async function settled(): Promise<void> {
    for (let i = 0; i < 12; i++) await Promise.resolve();
    await vi.waitFor(() => Promise.resolve());
  }

  /** Through all shadow roots, as a reader sees the page. */
  function find(root: Element | ShadowRoot, testId: string): Element | undefined {
    for (const element of root.querySelectorAll('*')) {
      if (element.getAttribute('data-testid') === testId) return element;
      const within = element.shadowRoot && find(element.shadowRoot, testId);
      if (within) return within;
    }
    return undefined;
  }

  function byTestId(root: HTMLElement, testId: string): Element {
    const element = root.shadowRoot && find(root.shadowRoot, testId);
    if (!element) throw new Error(`nothing has the test id ${testId}`);
    return element;
  }

  it('ask for nothing by a key that its button does not offer', () => {
    const all = ['hold', 'again', 'help', 'restart'] as const;
    const offered = (standing: Parameters<typeof canAsk>[1]): readonly string[] =>
      all.filter((aid) => canAsk(aid, standing));
    expect(offered({ ready: true, held: false, test: false })).toEqual(all);
    expect(offered({ ready: true, held: true, test: false })).toEqual(['hold', 'restart']);
    expect(offered({ ready: true, held: false, test: true })).toEqual(['hold', 'again', 'restart']);
    expect(offered({ ready: false, held: false, test: false })).toEqual([]);
  });

  it('ring in the scenario’s words, and offer to answer or not', async () => {
    const app = await open('calmroom-app');
    await vi.waitFor(() => expect(byTestId(app, 'answer')).toHaveProperty('disabled', false));
    const ring = app.shadowRoot
      ?.querySelector('cr-call-page')
      ?.shadowRoot?.querySelector('cr-ring')?.shadowRoot;
    expect(ring?.querySelector('h1')?.textContent).toBe('Kenji Nakamura');
    (byTestId(app, 'decline') as HTMLButtonElement).click();
    await vi.waitFor(() => expect(byTestId(app, 'answer').textContent).toContain('Call back'));
  });

  it('show every call with what it is measured by and the best score so far', async () => {
    answers['/api/scenarios'] = () => ({
      status: 200,
      body: [SCENARIO, ...OTHERS].map((it) => ({ ...it, dimensions: DIMENSIONS })),
    });
    answers['/api/scenarios/settings'] = () => ({ status: 200, body: SETTINGS });
    const app = await open('calmroom-app');
    await vi.waitFor(() => byTestId(app, 'difficulty'));
    const card = (call: string): string => byTestId(app, `call-${call}`).closest('.card')?.textContent ?? '';
    const breach = card('the-breach');
    for (const told of [
      'Rosa, Head of Security',
      '02:00',
      '10 minutes',
      'Leading under pressure',
      '64 of 100',
    ])
      expect(breach).toContain(told);
    expect(card('thursday')).toContain('no score yet');
    expect(byTestId(app, 'call-platform-down').getAttribute('aria-current')).toBe('true');

    const hardest = byTestId(app, 'difficulty').querySelector<HTMLInputElement>('[value=raw]');
    hardest?.click();
    await vi.waitFor(() => expect(byTestId(app, 'difficulty').textContent).toContain('Every slip is felt.'));

    // One click takes the call; the ring page does the same as its own button then.
    const cards = app.shadowRoot
      ?.querySelector('cr-call-page')
      ?.shadowRoot?.querySelector('cr-ring')
      ?.shadowRoot?.querySelector('cr-call-cards');
    const taken: string[] = [];
    cards?.addEventListener(
      'take',
      (event) => {
        event.stopImmediatePropagation();
        taken.push((event as CustomEvent<string>).detail);
      },
      { capture: true },
    );
    (byTestId(app, 'call-the-breach') as HTMLButtonElement).click();
    expect(taken).toEqual(['the-breach']);
  });

  it('say so when no server answers', async () => {
    answers['/api/scenarios'] = () => ({ status: 503, body: { detail: 'The server is starting.' } });
    const app = await open('calmroom-app');
    await vi.waitFor(() => expect(byTestId(app, 'error').textContent).toBe('The server is starting.'));
  });

  it('list past calls with score and ending', async () => {
    const page = await open('cr-sessions-page');
    await vi.waitFor(() => expect(page.shadowRoot?.querySelectorAll('li')).toHaveLength(SESSIONS.length));
    expect(page.shadowRoot?.textContent).toContain('59');
    expect(page.shadowRoot?.textContent).toContain('Kenji hangs up afraid.');
  });

  const press = (page: HTMLElement, part: string): void => (byTestId(page, part) as HTMLElement).click();

  it('delete what was found and chosen at once, and bring all of it back within ten seconds', async () => {
    vi.useFakeTimers();
    const [first, ...rest] = SESSIONS.map(({ session }) => session);
    answers['/api/deletions'] = () => ({ status: 200, body: { deleted: rest, left: [first] } });
    const page = await open('cr-sessions-page');
    const rows = (): number => page.shadowRoot?.querySelectorAll('li').length ?? 0;
    await vi.waitFor(() => expect(rows()).toBe(SESSIONS.length));
    const search = byTestId(page, 'search') as HTMLInputElement;
    search.value = 'afraid';
    search.dispatchEvent(new Event('input'));
    await settled();
    expect(byTestId(page, 'found').textContent).toBe(`1 of ${SESSIONS.length} calls`);
    search.value = '';
    search.dispatchEvent(new Event('input'));
    await settled();

    press(page, 'choose-all');
    await settled();
    press(page, 'delete-chosen');
    await settled();
    expect(rows()).toBe(0);
    await vi.advanceTimersByTimeAsync(9_000);
    press(page, 'undo');
    await settled();
    expect(rows()).toBe(SESSIONS.length);

    press(page, 'choose-all');
    await settled();
    press(page, 'delete-chosen');
    await vi.advanceTimersByTimeAsync(10_100);
    await settled();
    const asked = requests.filter(({ path }) => path === '/api/deletions');
    expect(asked).toEqual([
      {
        method: 'POST',
        path: '/api/deletions',
        body: { sessions: SESSIONS.map(({ session }) => session) },
      },
    ]);
    expect(rows()).toBe(1);
    expect(byTestId(page, 'left').textContent).toContain('One call was not deleted');
  });

  describe('the report', () => {
    it('begins with the ending and the score, then the one thing', async () => {
      const page = await open('cr-report-page', { session: 's1' });
      await vi.waitFor(() => expect(byTestId(page, 'score').textContent).toContain('59'));
      const text = page.shadowRoot?.querySelector('main')?.textContent ?? '';
      expect(text.indexOf(REPORT.ending.text)).toBeLessThan(text.indexOf('59'));
      expect(text.indexOf('The one thing')).toBeLessThan(text.indexOf('Criterion by criterion'));
    });

    it('says beside the score, and at its end, that it is not for decisions about employment', async () => {
      const page = await open('cr-report-page', { session: 's1' });
      await vi.waitFor(() => byTestId(page, 'score'));
      const text = page.shadowRoot?.querySelector('main')?.textContent.replace(/\s+/g, ' ') ?? '';
      const score = text.indexOf('59 of 100');
      const first = text.indexOf('is no basis for decisions about employment.');
      expect(score).toBeGreaterThan(-1);
      expect(first).toBeGreaterThan(score);
      expect(first).toBeLessThan(text.indexOf('Criterion by criterion'));
      expect(text).toContain('it is not made for decisions about employment.');
    });

    it('shows each criterion with its verdict and the leader’s own words', async () => {
      const page = await open('cr-report-page', { session: 's1' });
      await vi.waitFor(() => byTestId(page, 'criterion-regulate.asks-how'));
      for (const { id, verdict } of REPORT.grade.criteria) {
        expect(byTestId(page, `criterion-${id}`).getAttribute('data-verdict')).toBe(verdict);
      }
      expect(byTestId(page, 'criterion-regulate.asks-how').textContent).toContain('how are you holding up');
      expect(byTestId(page, 'criterion-trap.blame').textContent).toContain('Kept clear');
    });

    it('shows progress while the call is graded, and the grade when it comes', async () => {
      vi.useFakeTimers();
      const grading = { stage: 'running', done: 7, of: 20, attempt: 1, message: '' };
      answers['/api/sessions/s1/report'] = () => ({
        status: 200,
        body: { ...REPORT, grading, grade: null, oneChange: null },
      });
      const page = await open('cr-report-page', { session: 's1' });
      await vi.advanceTimersByTimeAsync(50);
      const progress = page.shadowRoot?.querySelector('progress');
      expect([progress?.value, progress?.max]).toEqual([7, 20]);
      answers['/api/sessions/s1/report'] = () => ({ status: 200, body: REPORT });
      await vi.advanceTimersByTimeAsync(1_500);
      expect(byTestId(page, 'score').textContent).toContain('59');
    });

    it('waits while the call is still on', async () => {
      vi.useFakeTimers();
      answers['/api/sessions/s1/report'] = () => ({ status: 409, body: { detail: 'The call is still on.' } });
      const page = await open('cr-report-page', { session: 's1' });
      await vi.advanceTimersByTimeAsync(50);
      expect(byTestId(page, 'report').textContent).toContain('still on');
      answers['/api/sessions/s1/report'] = () => ({ status: 200, body: REPORT });
      await vi.advanceTimersByTimeAsync(1_500);
      expect(byTestId(page, 'score')).toBeDefined();
    });

    it('says why a call could not be graded, and lets it be tried again', async () => {
      const grading = { stage: 'failed', done: 3, of: 20, attempt: 3, message: 'the model did not answer' };
      answers['/api/sessions/s1/report'] = () => ({ status: 200, body: { ...REPORT, grading, grade: null } });
      answers['/api/sessions/s1/grading'] = () => ({ status: 202, body: {} });
      const page = await open('cr-report-page', { session: 's1' });
      await vi.waitFor(() =>
        expect(byTestId(page, 'error').textContent).toContain('the model did not answer'),
      );
      byTestId(page, 'error').querySelector('button')?.click();
      await vi.waitFor(() =>
        expect(requests.map(({ method, path }) => `${method} ${path}`)).toContain(
          'POST /api/sessions/s1/grading',
        ),
      );
    });

    it('sends a corrected line to be graded again', async () => {
      answers['/api/sessions/s1/turns/4'] = () => ({ status: 202, body: {} });
      const page = await open('cr-report-page', { session: 's1' });
      await vi.waitFor(() => byTestId(page, 'score'));
      const transcript = page.shadowRoot?.querySelector('cr-transcript')?.shadowRoot;
      transcript?.querySelector<HTMLButtonElement>('#turn-4 .tools button')?.click();
      await settled();
      const form = transcript?.querySelector('form');
      const field = form?.querySelector('textarea');
      if (field) field.value = 'What does the rollback cost us, at worst?';
      form?.requestSubmit();
      await vi.waitFor(() =>
        expect(requests).toContainEqual({
          method: 'PUT',
          path: '/api/sessions/s1/turns/4',
          body: { text: 'What does the rollback cost us, at worst?' },
        }),
      );
    });

    it('keeps what was written where it could not be saved, says so beside it, and saves it then', async () => {
      const page = await open('cr-report-page', { session: 's1' });
      await vi.waitFor(() => byTestId(page, 'score'));
      const transcript = page.shadowRoot?.querySelector('cr-transcript')?.shadowRoot;
      transcript?.querySelector<HTMLButtonElement>('[aria-label="Comment on turn 4"]')?.click();
      await settled();
      const field = (name: string): HTMLInputElement | null | undefined =>
        transcript?.querySelector<HTMLInputElement>(`[name=${name}]`);
      const [by, text] = [field('by'), field('text')];
      if (by) by.value = 'Dana';
      if (text) text.value = 'You waited.';
      transcript?.querySelector('form')?.requestSubmit();
      await vi.waitFor(() => expect(byTestId(page, 'not-kept').textContent).toContain('Nothing is here.'));
      expect(field('text')?.value).toBe('You waited.');
      answers['/api/sessions/s1/turns/4/comments'] = () => ({ status: 201, body: {} });
      transcript?.querySelector('form')?.requestSubmit();
      await vi.waitFor(() => expect(transcript?.querySelector('form')).toBeNull());
    });

    it('runs the call again beside itself, and says where the two first part', async () => {
      const way = { curve: [{ turn: 0, at: 0, state: { stress: 0.8 } }], turns: [], ending: null, score: 40 };
      const reply = (text: string) => ({ moves: ['blame'], world: [], replies: [{ act: 'answer', text }] });
      answers['/api/sessions/s1/runs'] = () => ({
        status: 200,
        body: {
          seed: 7,
          wordedBy: 'understudy',
          edited: true,
          then: way,
          now: { ...way, score: 55 },
          first: { turn: 4, what: 'act' },
          turns: [
            { turn: 2, said: 'Who?', then: reply('I.'), now: reply('I.'), differs: [] },
            { turn: 4, said: 'Why?', then: reply('No.'), now: null, differs: ['act', 'words'] },
          ],
        },
      });
      const page = await open('cr-report-page', { session: 's1' });
      await vi.waitFor(() => byTestId(page, 'run-again'));
      const form = byTestId(page, 'run-again').querySelector('form');
      const seed = form?.querySelector<HTMLInputElement>('[name=seed]');
      if (seed) seed.value = '7';
      form?.requestSubmit();
      await vi.waitFor(() => byTestId(page, 'run-answer'));
      const text = byTestId(page, 'run-answer').textContent.replace(/\s+/g, ' ');
      expect(text).toContain('They first part at turn 4, in what was done about it.');
      expect(text).toContain('The files have been edited since that call.');
      expect(text).toContain('It was over.');
      expect(requests).toContainEqual({
        method: 'POST',
        path: '/api/sessions/s1/runs',
        body: { seed: 7, understudy: false },
      });
    });

    it('does not grade a call in which nothing was heard', async () => {
      const [first] = REPORT.turns;
      answers['/api/sessions/s1/report'] = () => ({ status: 200, body: { ...REPORT, turns: [first] } });
      const page = await open('cr-report-page', { session: 's1' });
      await vi.waitFor(() =>
        expect(byTestId(page, 'unheard').textContent).toContain('Nothing was heard of you'),
      );
      expect(() => byTestId(page, 'score')).toThrow();
      expect(() => byTestId(page, 'retake')).toThrow();
    });

    it('says in words that a retake is not to be had', async () => {
      const page = await open('cr-report-page', { session: 's1' });
      await vi.waitFor(() => byTestId(page, 'retake'));
      (byTestId(page, 'retake') as HTMLButtonElement).click();
      await vi.waitFor(() => expect(byTestId(page, 'error').textContent).toContain('Nothing is here.'));
      expect(requests.map(({ path }) => path)).toContain('/api/sessions/s1/retakes?turn=1');
    });
  });
});
