// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { DIMENSIONS, REPORT, SCENARIO, SESSIONS } from './fake-scenario.mjs';
import type { SessionSummary } from '../src/api';
import { prefer, preferences } from '../src/call/preferences';
import '../src/report/report-page';
import { addressOf, parseRoute } from '../src/routing';
import '../src/swap/swap-page';
import { filtered, EVERYTHING } from '../src/views/session-filter';
import '../src/views/sessions-page';

/** A machine under load takes its time. */
const WAITS = { timeout: 20_000 };
const CUE = {
  turn: 1,
  act: 'open',
  direction: 'Says hello and that it is still down.',
  facts: ['Six hours now.'],
  feels: { stress: 0.8, trust: 0.5 },
  line: 'Hello. It is still down.',
  last: false,
};
const STARTED = { type: 'session-started', sequence: 1, at: 0, scenario: SCENARIO.id, state: CUE.feels };
const INSIDE = {
  entries: [
    {
      turn: 2,
      kind: 'line',
      text: 'Who did this?',
      heard: [{ move: 'blame', what: 'was blamed', quote: 'Who did this?' }],
      changes: [
        {
          dimension: 'trust',
          label: 'Trust',
          from: 0.5,
          to: 0.3,
          better: false,
          because: [{ what: 'was blamed', quote: 'Who did this?', amount: -0.2 }],
        },
      ],
      answer: 'I do not know.',
      worth: -0.2,
    },
  ],
};

describe('swapped seats', () => {
  let asked: { readonly method: string; readonly path: string; readonly body: unknown }[];
  let answers: Record<string, () => unknown>;

  beforeEach(() => {
    asked = [];
    answers = {
      'GET /api/scenarios': () => [{ ...SCENARIO, dimensions: DIMENSIONS }],
      [`GET /api/scenarios/${SCENARIO.id}/leaders`]: () => [
        { id: 'calm', title: 'a calm leader', leads: 'well' },
        { id: 'harsh', title: 'someone who blames', leads: 'badly' },
      ],
      'POST /api/swaps': () => ({ session: 's9' }),
      'GET /api/sessions/s9/seat?after=0': () => ({ events: [STARTED], cue: CUE, over: false, trouble: '' }),
      'GET /api/sessions': () => SESSIONS,
    };
    vi.stubGlobal('fetch', (path: string, { method, body }: { method: string; body?: string }) => {
      asked.push({ method, path, body: body === undefined ? undefined : (JSON.parse(body) as unknown) });
      const answer = answers[`${method} ${path}`];
      return Promise.resolve(
        new Response(answer ? JSON.stringify(answer()) : '{"detail":"Nothing is here."}', {
          status: answer ? 200 : 404,
        }),
      );
    });
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
    HTMLElement.prototype.scrollIntoView = vi.fn();
  });

  afterEach(() => {
    document.body.replaceChildren();
    vi.unstubAllGlobals();
    location.hash = '';
  });

  function open(tag: string, properties: object = {}): HTMLElement {
    const element = document.createElement(tag);
    document.body.append(Object.assign(element, properties));
    return element;
  }

  /** Through all shadow roots, as a reader sees the page. */
  function find(root: ParentNode, selector: string): HTMLElement | undefined {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.matches(selector)) return element;
      const within = element.shadowRoot && find(element.shadowRoot, selector);
      if (within) return within;
    }
    return undefined;
  }

  const seen = (selector: string): Promise<HTMLElement> =>
    vi.waitFor(() => {
      const found = find(document, selector);
      if (!found) throw new Error(`there is no ${selector}`);
      return found;
    }, WAITS);

  /** What a screen reader says of a field beside its name. */
  function described(field: HTMLElement): string {
    const ids = field.getAttribute('aria-describedby')?.split(' ') ?? [];
    const root = field.getRootNode() as ShadowRoot;
    return ids.map((id) => root.getElementById(id)?.textContent ?? '').join(' ');
  }

  it('have an address of their own, with and without a call', () => {
    expect(parseRoute('#/swap')).toEqual({ page: 'swap' });
    expect(parseRoute(addressOf({ page: 'swap', session: 's/9' }))).toEqual({ page: 'swap', session: 's/9' });
  });

  it('are taken by whoever has chosen whom to play and who leads', async () => {
    open('cr-swap-page');
    const harsh = await seen('input[value=harsh]');
    harsh.click();
    const seat = await seen('[data-testid=take-seat]');
    await vi.waitFor(() => expect(seat.hasAttribute('disabled')).toBe(false), WAITS);
    seat.click();
    await vi.waitFor(() => expect(location.hash).toBe('#/swap/s9'), WAITS);
    expect(asked.at(-1)?.body).toEqual({ scenario: SCENARIO.id, leader: 'harsh' });
  });

  it('are taken on the phone where the browser gives a microphone, and in writing where that is chosen', async () => {
    Object.defineProperty(navigator, 'mediaDevices', { value: {}, configurable: true });
    open('cr-swap-page');
    const typed = await seen('input[value=typed]');
    expect(await seen('input[value=spoken]')).toHaveProperty('checked', true);
    const seat = await seen('[data-testid=take-seat]');
    await vi.waitFor(() => expect(seat.hasAttribute('disabled')).toBe(false), WAITS);
    seat.click();
    await vi.waitFor(() => expect(location.hash).toBe('#/swap/s9'), WAITS);
    expect(asked.at(-1)?.body).toMatchObject({ leader: 'calm', spoken: true });

    typed.click();
    seat.click();
    await vi.waitFor(() => expect(asked.filter(({ method }) => method === 'POST')).toHaveLength(2), WAITS);
    expect(asked.at(-1)?.body).not.toHaveProperty('spoken');
    expect(preferences().seatSpoken).toBe(false);
    Reflect.deleteProperty(navigator, 'mediaDevices');
  });

  it('show what the role does, take the words for it, and then what the leader’s line did', async () => {
    open('cr-swap-page', { session: 's9' });
    expect((await seen('[data-testid=cue]')).textContent).toContain(CUE.direction);
    const field = await seen('[data-testid=words]');
    expect(described(field)).toContain(CUE.direction);
    expect(described(field)).toContain(CUE.facts[0]);
    answers['POST /api/sessions/s9/seat'] = () => ({});
    answers['GET /api/sessions/s9/seat?after=1'] = () => ({
      events: [
        {
          type: 'persona-spoke',
          sequence: 2,
          at: 900,
          turn: 1,
          text: 'It is me.',
          heard: 'It is me.',
          act: 'open',
        },
        {
          type: 'leader-spoke',
          sequence: 3,
          at: 2_000,
          turn: 2,
          text: 'Who did this?',
          source: 'transcript',
        },
        {
          type: 'emotion-shifted',
          sequence: 4,
          at: 2_000,
          turn: 2,
          before: CUE.feels,
          after: { stress: 0.9, trust: 0.3 },
          causes: [{ quote: 'Who did this?', rule: 'blame', dimension: 'trust', amount: -0.2 }],
        },
      ],
      cue: null,
      over: true,
      trouble: '',
    });
    const words = (await seen('[data-testid=words]')) as HTMLTextAreaElement;
    words.value = 'It is me.';
    words.dispatchEvent(new Event('input'));
    words.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true }));
    expect((await seen('[data-testid=leader-line]')).textContent).toContain('Who did this?');
    expect((await seen('[data-testid=effect]')).textContent).toMatch(/−20/);
    expect(asked.find(({ method, path }) => method === 'POST' && path.endsWith('/seat'))?.body).toEqual({
      turn: 1,
      text: 'It is me.',
    });
    const report = await seen('[data-testid=to-report]');
    await vi.waitFor(() => expect((report.getRootNode() as ShadowRoot).activeElement).toBe(report), WAITS);
    expect((await seen('[role=log]')).textContent).toContain('Who did this?');
    report.click();
    expect(location.hash).toBe('#/report/s9');
  });

  it('keep the words that could not be said', async () => {
    open('cr-swap-page', { session: 's9' });
    const words = (await seen('[data-testid=words]')) as HTMLTextAreaElement;
    words.value = 'It is me.';
    words.dispatchEvent(new Event('input'));
    words.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true }));
    expect((await seen('[data-testid=error]')).textContent).toBe('Nothing is here.');
    expect(words.value).toBe('It is me.');
  });

  it('do not offer words again that have arrived though the answer was lost', async () => {
    open('cr-swap-page', { session: 's9' });
    const words = (await seen('[data-testid=words]')) as HTMLTextAreaElement;
    words.value = 'It is me.';
    words.dispatchEvent(new Event('input'));
    words.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true }));
    await seen('[data-testid=error]');
    const said = {
      type: 'persona-spoke',
      sequence: 2,
      at: 900,
      turn: 1,
      text: 'It is me.',
      heard: 'It is me.',
      act: 'open',
    };
    answers['GET /api/sessions/s9/seat?after=1'] = () => ({
      events: [said],
      cue: { ...CUE, turn: 3 },
      over: false,
      trouble: '',
    });
    (await seen('[data-testid=again]')).click();
    await seen('.mine');
    expect(((await seen('[data-testid=words]')) as HTMLTextAreaElement).value).toBe('');
  });

  it('are left once, however often that is asked for, and what came of it stands there once', async () => {
    answers['DELETE /api/sessions/s9/seat'] = () => ({});
    answers['GET /api/sessions/s9/seat?after=1'] = () => ({
      events: [
        // What has been seen already, as an answer that was late has it.
        STARTED,
        { type: 'session-ended', sequence: 2, at: 900, ending: 'hung-up', text: 'The line is dead.' },
      ],
      cue: null,
      over: true,
      trouble: '',
    });
    open('cr-swap-page', { session: 's9' });
    const leave = (await seen('[data-testid=hang-up]')) as HTMLButtonElement;
    leave.click();
    leave.click();
    await seen('[data-testid=to-report]');
    expect(asked.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
    expect(asked.filter(({ path }) => path.endsWith('?after=1'))).toHaveLength(1);
    expect(find(document, '[data-testid=error]')).toBeUndefined();
  });

  it('show no event twice', async () => {
    const late = { type: 'world-event', sequence: 1, at: 0, event: 'rain', text: 'It begins to rain.' };
    answers['GET /api/sessions/s9/seat?after=0'] = () => ({
      events: [late],
      cue: CUE,
      over: false,
      trouble: '',
    });
    answers['POST /api/sessions/s9/seat'] = () => ({});
    answers['GET /api/sessions/s9/seat?after=1'] = () => ({
      events: [late],
      cue: null,
      over: true,
      trouble: '',
    });
    open('cr-swap-page', { session: 's9' });
    (await seen('[data-testid=say-line]')).click();
    await seen('[data-testid=to-report]');
    expect((await seen('[data-testid=said]')).querySelectorAll('.happened')).toHaveLength(1);
  });

  it('leave what is typed in another call alone when an answer of the one before is late', async () => {
    const another = { ...CUE, direction: 'Asks who is there.' };
    answers['GET /api/sessions/s10/seat?after=0'] = () => ({
      events: [STARTED],
      cue: another,
      over: false,
      trouble: '',
    });
    answers['POST /api/sessions/s9/seat'] = () => ({});
    let arrive = (): void => undefined;
    let late: Response | undefined;
    const prompt = fetch;
    vi.stubGlobal('fetch', async (path: string, options: RequestInit) => {
      if (options.method !== 'POST') return prompt(path, options);
      await new Promise<void>((arrived) => (arrive = arrived));
      return (late = await prompt(path, options));
    });
    const page = open('cr-swap-page', { session: 's9' });
    (await seen('[data-testid=say-line]')).click();
    Object.assign(page, { session: 's10' });
    await vi.waitFor(
      () => expect(find(document, '[data-testid=cue]')?.textContent).toContain(another.direction),
      WAITS,
    );
    const words = (await seen('[data-testid=words]')) as HTMLTextAreaElement;
    words.value = 'It is me.';
    words.dispatchEvent(new Event('input'));
    arrive();
    await vi.waitFor(() => expect(late?.bodyUsed).toBe(true), WAITS);
    expect(((await seen('[data-testid=words]')) as HTMLTextAreaElement).value).toBe('It is me.');
    expect(asked.filter(({ path }) => path.includes('s10'))).toHaveLength(1);
  });

  it('know whom one plays once the server is back', async () => {
    const stand = answers['GET /api/sessions/s9/seat?after=0'];
    delete answers['GET /api/sessions/s9/seat?after=0'];
    open('cr-swap-page', { session: 's9' });
    const again = await seen('[data-testid=again]');
    if (stand) answers['GET /api/sessions/s9/seat?after=0'] = stand;
    again.click();
    await seen('[data-testid=cue]');
    expect((await seen('h1')).textContent).toContain(SCENARIO.persona.name.split(' ')[0]);
  });

  it('have a report from the inside, with the score as the leader’s and no way to take it for one’s own', async () => {
    const call = { ...REPORT.call, session: 's9', ledBy: 'someone who blames' };
    const [first, ...others] = REPORT.grade.criteria;
    const unsure = { ...first, verdict: 'unsure' };
    const grade = { ...REPORT.grade, criteria: [unsure, ...others] };
    answers['GET /api/sessions/s9/report'] = () => ({ ...REPORT, call, grade, oneChange: null });
    answers['GET /api/sessions/s9/inside'] = () => INSIDE;
    open('cr-report-page', { session: 's9' });
    expect((await seen('[data-testid=swapped]')).textContent).toContain('someone who blames led');
    expect((await seen('[data-testid=inside-entry]')).textContent).toContain('was blamed −20');
    expect(find(document, 'cr-inside')?.shadowRoot?.textContent).toContain('I do not know.');
    find(document, 'cr-picture')?.dispatchEvent(new CustomEvent('jump', { detail: 2 }));
    expect(find(document, 'cr-inside')?.shadowRoot?.activeElement?.textContent).toContain('Who did this?');
    const judged = (await seen('[data-testid=leaders-grade]')).textContent.replace(/\s+/g, ' ');
    expect(judged).toContain('not yours');
    expect(judged).toContain(`${unsure.label}: Unsure`);
    prefer({ scenario: 'another-call' });
    (await seen('[data-testid=swap-again]')).click();
    expect(preferences().scenario).toBe(SCENARIO.id);
    expect(find(document, '[data-testid=score]')).toBeUndefined();
    expect(find(document, '[href$="/xapi"]')).toBeUndefined();
    expect(find(document, 'cr-criteria, cr-transcript, cr-family')).toBeUndefined();
  });

  it('give no score to a leader who has hardly said a word', async () => {
    const call = { ...REPORT.call, session: 's9', ledBy: 'someone who blames' };
    const turns = [{ turn: 1, speaker: 'persona', text: 'Hello?', at: 0, end: 900 }];
    answers['GET /api/sessions/s9/report'] = () => ({ ...REPORT, call, turns, oneChange: null });
    answers['GET /api/sessions/s9/inside'] = () => INSIDE;
    open('cr-report-page', { session: 's9' });
    await seen('[data-testid=inside-entry]');
    expect(find(document, '[data-testid=leaders-grade]')).toBeUndefined();
  });

  it('say in the report that the leader said nothing where the call was hung up before', async () => {
    const call = { ...REPORT.call, session: 's9', ledBy: 'someone who blames' };
    answers['GET /api/sessions/s9/report'] = () => ({ ...REPORT, call, turns: [], oneChange: null });
    answers['GET /api/sessions/s9/inside'] = () => ({ entries: [] });
    open('cr-report-page', { session: 's9' });
    const silent = await seen('[data-testid=nothing-said]');
    expect(silent.textContent).toBe('Nothing was said by the leader.');
    answers['GET /api/sessions/s10/report'] = () => ({ ...REPORT, call: { ...call, session: 's10' } });
    answers['GET /api/sessions/s10/inside'] = () => INSIDE;
    document.body.replaceChildren();
    open('cr-report-page', { session: 's10' });
    await seen('[data-testid=inside-entry]');
    expect(find(document, '[data-testid=nothing-said]')).toBeUndefined();
  });

  it('stand in the list of calls without a score, and are found by who led', async () => {
    const swapped: SessionSummary = {
      session: 's9',
      scenario: SCENARIO.id,
      startedAt: '2026-07-02T21:00:00Z',
      status: 'graded',
      turns: 8,
      score: null,
      ledBy: 'someone who blames',
    };
    answers['GET /api/sessions'] = () => [swapped];
    open('cr-sessions-page');
    expect((await seen('.score')).textContent).toBe('–');
    expect((await seen('a[href$="s9"]')).textContent).toContain('seats swapped: someone who blames led');
    const day = (): string => '';
    expect(filtered([swapped], { ...EVERYTHING, least: 25 }, day)).toEqual([]);
    expect(filtered([swapped], { ...EVERYTHING, words: 'blames' }, day)).toEqual([swapped]);
  });
});
