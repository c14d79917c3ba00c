// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { DIMENSIONS, REPORT, SCENARIO } from './fake-scenario.mjs';
import { ReportPage } from '../src/report/report-page';
import type { Player } from '../src/report/player';
import type { Picture } from '../src/report/picture';

describe('a report whose call is being graded', () => {
  let asked: string[];
  let answers: Record<string, unknown>;
  let done: number;

  beforeEach(() => {
    vi.useFakeTimers();
    asked = [];
    done = 3;
    answers = { '/api/scenarios': [{ ...SCENARIO, dimensions: DIMENSIONS }] };
    vi.stubGlobal('fetch', (path: string) => {
      asked.push(path);
      if (path.endsWith('/report')) {
        const grading = { stage: 'running', done, of: 20, attempt: 1, message: '' };
        const body = { ...REPORT, grading, grade: null, oneChange: null };
        return Promise.resolve(new Response(JSON.stringify(body)));
      }
      const body = answers[path];
      return Promise.resolve(new Response(JSON.stringify(body ?? {}), { status: body ? 200 : 404 }));
    });
  });

  afterEach(() => {
    document.body.replaceChildren();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  /** The page, and which of its two pictures of the call were updated since. */
  async function open(): Promise<{ root: ShadowRoot; updated: string[] }> {
    const page = new ReportPage();
    page.session = 's1';
    document.body.append(page);
    await vi.advanceTimersByTimeAsync(50);
    const root = page.shadowRoot;
    const player = root?.querySelector<Player>('cr-player');
    const picture = root?.querySelector<Picture>('cr-picture');
    if (!root || !player || !picture) throw new Error('there is no report');
    const updated: string[] = [];
    player.addController({ hostUpdate: () => updated.push('player') });
    picture.addController({ hostUpdate: () => updated.push('picture') });
    updated.length = 0;
    return { root, updated };
  }

  async function poll(now: number): Promise<void> {
    done = now;
    await vi.advanceTimersByTimeAsync(1_050);
  }

  it('is not drawn anew where only the grading went on', async () => {
    const { root, updated } = await open();
    await poll(7);
    await poll(9);

    expect(root.querySelector('progress')?.value).toBe(9);
    expect(updated).toEqual([]);
  });

  it('is not drawn anew either where its scenario is not known', async () => {
    answers['/api/scenarios'] = [];
    const { root, updated } = await open();
    await poll(7);
    await poll(9);

    expect(root.querySelector('progress')?.value).toBe(9);
    expect(updated).toEqual([]);
  });

  it('asks for kept sound once, and for that of another call again', async () => {
    const { root } = await open();
    await poll(7);
    await poll(9);
    const sounds = (): string[] => asked.filter((path) => path.endsWith('/audio'));
    expect(sounds()).toEqual(['/api/sessions/s1/audio']);

    Reflect.set(root.host, 'session', 's2');
    await poll(11);
    expect(sounds()).toEqual(['/api/sessions/s1/audio', '/api/sessions/s2/audio']);
  });
});
