// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { HearAgain } from '../src/report/hear-again';

const heard = {
  lines: [
    {
      turn: 2,
      said: 'nobody is to blame',
      corrected: true,
      then: 'no body is to blame',
      now: 'nobody is the blame',
      errorsThen: 2,
      errorsNow: 1,
    },
  ],
  then: { errors: 2, words: 4, rate: 0.5 },
  now: { errors: 1, words: 4, rate: 0.25 },
  corrected: 1,
  silent: [4],
  scores: { said: 60, then: 50, now: 55 },
  changed: [{ criterion: 'a', label: 'blames nobody', from: 'yes', to: 'no' }],
};

/** Answers in the order of the requests; the last again and again. */
function answering(...bodies: readonly unknown[]): string[] {
  const asked: string[] = [];
  let at = 0;
  vi.stubGlobal('fetch', (url: string, { method }: RequestInit) => {
    asked.push(`${method} ${url.replace(/.*\/api/, '')}`);
    const body = bodies[Math.min(at++, bodies.length - 1)];
    return Promise.resolve(
      new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' } }),
    );
  });
  return asked;
}

async function shown(): Promise<HearAgain> {
  const element = new HearAgain();
  element.session = 's1';
  document.body.replaceChildren(element);
  await element.updateComplete;
  return element;
}

const click = (element: HearAgain): void =>
  element.renderRoot.querySelector<HTMLElement>('[data-testid="hear"]')?.click();
const text = (element: HearAgain): string => element.renderRoot.textContent.replace(/\s+/g, ' ');

describe('hear again', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('tells how far it is, then what came of it', async () => {
    const asked = answering(
      { job: 'j', state: 'waiting', done: 0, result: null, trouble: null },
      { job: 'j', state: 'running', done: 0.5, result: null, trouble: null },
      { job: 'j', state: 'done', done: 1, result: heard, trouble: null },
    );
    const element = await shown();
    click(element);
    await vi.waitFor(() => expect(text(element)).toContain('Another recording is being heard first'));
    await vi.waitFor(() => expect(text(element)).toContain('Hearing, 50 %'), 3_000);
    await vi.waitFor(() => expect(text(element)).toContain('25.0 % (1 of 4)'), 3_000);
    expect(text(element)).toContain('50.0 % (2 of 4)');
    expect(text(element)).toContain('blames nobody: yes, as heard today no');
    expect(text(element)).toContain('Of turns 4 there is no sound');
    expect(asked).toEqual([
      'POST /sessions/s1/hear-again',
      'GET /sessions/s1/hear-again/j',
      'GET /sessions/s1/hear-again/j',
    ]);
  });

  it('says what went wrong, and can be asked again', async () => {
    answering({ job: 'j', state: 'failed', done: 0, result: null, trouble: 'The call has no voice.' });
    const element = await shown();
    click(element);
    await vi.waitFor(() => expect(text(element)).toContain('The call has no voice.'));
    expect(element.renderRoot.querySelector<HTMLButtonElement>('[data-testid="hear"]')?.disabled).toBe(false);
  });

  it('is broken off on the server when the page is left', async () => {
    const asked = answering({ job: 'j', state: 'running', done: 0.1, result: null, trouble: null });
    const element = await shown();
    click(element);
    await vi.waitFor(() => expect(text(element)).toContain('Hearing, 10 %'));
    element.remove();
    await vi.waitFor(() => expect(asked).toContain('DELETE /sessions/s1/hear-again/j'));
  });
});
