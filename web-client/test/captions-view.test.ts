// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import { SCENARIO } from './fake-scenario.mjs';
import type { CallState } from '../src/call/call-state';
import { newPersonaLine } from '../src/call/captions';
import { CaptionsView } from '../src/views/captions-view';

/** As high as its lines, each as high as a third of what can be seen. */
const SEEN = 300;
const LINE = 100;

describe('the captions', () => {
  afterEach(() => document.body.replaceChildren());

  const said = (count: number): CallState =>
    ({
      lines: Array.from({ length: count }, (_, i) => ({ speaker: 'leader', turn: i, text: `Line ${i}.` })),
      hearing: undefined,
      scenario: undefined,
    }) as unknown as CallState;

  async function opened(count: number): Promise<{ view: CaptionsView; scroller: HTMLElement }> {
    const view = new CaptionsView();
    view.call = said(count);
    document.body.append(view);
    await view.updateComplete;
    const scroller = view.renderRoot.querySelector<HTMLElement>('.scroll');
    if (!scroller) throw new Error('nothing scrolls');
    let top = 0;
    const height = (): number => view.renderRoot.querySelectorAll('.line').length * LINE;
    Object.defineProperties(scroller, {
      clientHeight: { get: () => SEEN },
      scrollHeight: { get: height },
      scrollTop: {
        get: () => top,
        set: (to: number) => (top = Math.max(0, Math.min(to, height() - SEEN))),
      },
    });
    await say(view, count);
    return { view, scroller };
  }

  async function say(view: CaptionsView, count: number): Promise<void> {
    view.call = said(count);
    while (!(await view.updateComplete));
  }

  it('take the reader along', async () => {
    const { view, scroller } = await opened(10);
    await say(view, 11);
    expect(scroller.scrollTop).toBe(11 * LINE - SEEN);
  });

  it('say who words a turn where that is not who worded the one before', async () => {
    const { view } = await opened(0);
    const by = ['understudy', 'understudy', undefined, 'a model 7B', 'understudy'];
    const lines = by.map((wordedBy, i) => ({
      ...newPersonaLine(2 * i + 1),
      text: 'So.',
      shown: 3,
      settled: true,
      ...(wordedBy ? { wordedBy } : {}),
    }));
    view.call = { ...said(0), lines, scenario: SCENARIO };
    while (!(await view.updateComplete));
    const who = [...view.renderRoot.querySelectorAll('.who')].map((it) => it.textContent.trim());
    expect(who).toEqual(['Kenji · understudy', 'Kenji', 'Kenji', 'Kenji · a model 7B', 'Kenji · understudy']);
  });

  it('let a reader who goes back be there, also where words come before the page is told', async () => {
    const { view, scroller } = await opened(10);
    scroller.scrollTop = 0;
    await say(view, 11);
    expect(scroller.scrollTop).toBe(0);

    const button = view.renderRoot.querySelector<HTMLButtonElement>('[data-testid="to-newest"]');
    button?.click();
    await view.updateComplete;
    expect(scroller.scrollTop).toBe(11 * LINE - SEEN);
    await say(view, 12);
    expect(scroller.scrollTop).toBe(12 * LINE - SEEN);
  });
});
