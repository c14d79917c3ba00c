// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { DIMENSIONS, SCENARIO } from './fake-scenario.mjs';
import { preferences } from '../src/call/preferences';
import { CallCards } from '../src/views/call-cards';

const SETTINGS = { difficulties: [], paces: [], plain: {}, kept: { callDays: 0, soundDays: 0 } };
const TUESDAY = {
  session: 's2',
  title: 'Tuesday',
  startedAt: '2026-11-24T21:00:00Z',
  about: ['It was quiet.'],
};
const MONDAY = { session: 's1', title: 'Monday', startedAt: '2026-11-23T21:00:00Z', about: ['It was loud.'] };

describe('the cards of the calls', () => {
  let cards: CallCards;

  beforeEach(async () => {
    localStorage.clear();
    const first = { ...SCENARIO, dimensions: DIMENSIONS };
    cards = new CallCards();
    cards.choices = [first, { ...first, id: 'after', earlier: [TUESDAY, MONDAY] }];
    cards.ringing = first.id;
    cards.settings = SETTINGS;
    document.body.append(cards);
    await cards.updateComplete;
  });

  afterEach(() => {
    document.body.replaceChildren();
  });

  const shown = (selector: string): HTMLElement[] => [
    ...cards.renderRoot.querySelectorAll<HTMLElement>(selector),
  ];

  function choose(session: string): Promise<unknown> {
    const [select] = shown('[data-testid=earlier]') as HTMLSelectElement[];
    if (!select) throw new Error('nothing can be chosen');
    select.value = session;
    select.dispatchEvent(new Event('change'));
    return cards.updateComplete;
  }

  it('let what is remembered be chosen before the call that remembers it has rung', () => {
    const [select] = shown('[data-testid=earlier]');
    expect(select?.closest('.card')?.querySelector('[data-testid=call-after]')).not.toBeNull();
    expect(shown('[data-testid=earlier]')).toHaveLength(1);
  });

  it('say what is remembered of the call that is chosen, the latest without a choice', async () => {
    const said = (): string[] => shown('[data-testid=remembered]').map((it) => it.textContent);
    expect(said()).toEqual(['It was quiet.']);
    await choose('s1');
    expect(said()).toEqual(['It was loud.']);
    expect(preferences().earlier).toBe('s1');
    await choose('');
    expect(said()).toEqual([]);
  });
});
