// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest';
import { SCENARIO } from './fake-scenario.mjs';
import type { Resumption } from '../src/call/resumption';
import '../src/views/ring-view';

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

async function ringing(from: Resumption['from']): Promise<string | undefined> {
  vi.stubGlobal(
    'AudioContext',
    class extends EventTarget {
      state = 'suspended';
      close = () => Promise.resolve();
    },
  );
  const ring = document.createElement('cr-ring');
  Object.assign(ring, { scenario: { ...SCENARIO, summary: 'It is down.' }, from });
  document.body.replaceChildren(ring);
  await vi.waitFor(() => expect(ring.shadowRoot?.querySelector('h1')?.textContent).toContain('Kenji'));
  return ring.shadowRoot?.querySelector('[data-testid=retake-from]')?.textContent.replace(/\s+/g, ' ').trim();
}

it('says of a call that is taken again from where, what was said last, and what to try', async () => {
  expect(await ringing({ turn: 4, line: 'How are you holding up?', last: 'It is still down.' })).toBe(
    'You take it again from turn 4. Kenji has just said: It is still down. Try: How are you holding up?',
  );
  expect(await ringing({ turn: 2, line: '', last: '' })).toBe('You take it again from turn 2.');
  expect(await ringing(undefined)).toBeUndefined();
});
