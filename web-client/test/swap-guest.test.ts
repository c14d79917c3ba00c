// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';

import { DIMENSIONS, SCENARIO } from './fake-scenario.mjs';
import { SwapCall } from '../src/swap/swap-call';

const FEELS = { stress: 0.8, trust: 0.5 };
const SHIFT = {
  type: 'emotion-shifted',
  turn: 4,
  before: FEELS,
  after: FEELS,
  causes: [{ dimension: 'trust', rule: 'blame', quote: 'Which one?', amount: -0.2 }],
};
const EVENTS = [
  { type: 'session-started', scenario: SCENARIO.id, state: FEELS },
  { type: 'guest-came', guest: 'aunt', name: 'Mabel Stone', role: 'aunt', state: {} },
  { type: 'persona-spoke', turn: 3, text: 'Mabel here.', heard: 'Mabel here.', guest: 'aunt' },
  { type: 'leader-spoke', turn: 4, text: 'Which one?', guest: 'aunt' },
  { ...SHIFT, guest: 'aunt' },
  { type: 'guest-left', guest: 'aunt', text: 'Mabel has gone.', reason: 'hung-up' },
  SHIFT,
].map((event, i) => ({ sequence: i + 1, at: 900 * i, ...event }));

describe('a seat whose call somebody else comes into', () => {
  afterEach(() => {
    document.body.replaceChildren();
    vi.unstubAllGlobals();
  });

  it('shows what a guest says and feels as the guest’s', async () => {
    vi.stubGlobal('fetch', (path: string) =>
      Promise.resolve(
        Response.json(
          path === '/api/scenarios'
            ? [{ ...SCENARIO, dimensions: DIMENSIONS }]
            : { events: EVENTS, cue: null, over: true, trouble: '' },
        ),
      ),
    );
    const call = new SwapCall();
    call.session = 's9';
    HTMLElement.prototype.scrollIntoView = vi.fn();
    document.body.append(call);

    const all = (selector: string): string[] =>
      [...call.renderRoot.querySelectorAll(selector)].map((found) => found.textContent);
    await vi.waitFor(
      () => {
        expect(all('[data-testid=guest-left]')).toEqual(['Mabel has gone.']);
      },
      { timeout: 20_000 },
    );
    expect(all('.mine')).toEqual([]);
    expect(all('[data-testid=guest-line] .who')).toEqual(['Mabel']);
    expect(all('[data-testid=leader-line] .who')).toEqual(['The leader, to Mabel']);
    expect(all('[data-testid=guest-came]').join()).toContain('Mabel Stone, aunt');
    expect(all('[data-testid=effect]')).toHaveLength(1);
  });
});
