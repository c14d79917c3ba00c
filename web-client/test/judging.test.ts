// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { REPORT } from './fake-scenario.mjs';
import { Criteria } from '../src/report/criteria';
import { forgetMe } from '../src/views/me';

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  forgetMe();
});

/** How many verdicts can be changed by whoever `/api/me` says is looking. */
async function changeable(me: unknown): Promise<number> {
  const fetched = vi.fn(() => Promise.resolve(new Response(JSON.stringify(me))));
  vi.stubGlobal('fetch', fetched);
  const element = new Criteria();
  element.grade = REPORT.grade;
  document.body.append(element);
  const { whoAmI } = await import('../src/views/me');
  await whoAmI();
  await element.updateComplete;
  return element.renderRoot.querySelectorAll('[aria-label^="Judge otherwise"]').length;
}

describe('a verdict', () => {
  it('is changed by anybody where nobody is asked who they are, and otherwise by trainers', async () => {
    expect(await changeable({ login: false, roles: ['admin', 'author', 'trainer'] })).toBeGreaterThan(0);
    for (const [roles, may] of [
      [[], false],
      [['author'], false],
      [['trainer'], true],
      [['admin'], true],
    ] as const) {
      document.body.replaceChildren();
      forgetMe();
      expect((await changeable({ login: true, roles })) > 0).toBe(may);
    }
  });
});
