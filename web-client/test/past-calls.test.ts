// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SESSIONS } from './fake-scenario.mjs';
import type { Deleted } from '../src/leaving';
import '../src/views/sessions-page';

const MANY = Array.from({ length: 502 }, (_, i) => ({ ...SESSIONS[0], session: `old-${i}` }));

describe('past calls', () => {
  let answers: Record<string, () => Promise<Response>>;
  let asked: string[];

  const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status });

  beforeEach(() => {
    asked = [];
    answers = {
      '/api/sessions': () => Promise.resolve(json(MANY.slice(0, 500))),
      // One came meanwhile: the last that is shown comes again.
      '/api/sessions?offset=500': () => Promise.resolve(json(MANY.slice(499))),
    };
    vi.stubGlobal('fetch', (path: string) => {
      asked.push(path);
      return answers[path]?.() ?? Promise.resolve(json({ detail: 'Nothing is here.' }, 404));
    });
  });

  afterEach(() => {
    document.body.replaceChildren();
    vi.unstubAllGlobals();
  });

  async function open(): Promise<ShadowRoot> {
    const page = document.createElement('cr-sessions-page');
    document.body.append(page);
    await vi.waitFor(() => expect(page.shadowRoot?.querySelector('li')).not.toBeNull());
    if (!page.shadowRoot) throw new Error('nothing is shown');
    return page.shadowRoot;
  }

  const rows = (root: ShadowRoot): number => root.querySelectorAll('li').length;
  const button = (root: ShadowRoot): HTMLButtonElement | null =>
    root.querySelector<HTMLButtonElement>('[data-testid=older]');
  const notice = (root: ShadowRoot): string | undefined =>
    root.querySelector('[data-testid=left]')?.textContent;

  it('are shown with older ones when asked, each once, and one goes on from the first of those', async () => {
    const root = await open();
    expect(rows(root)).toBe(500);
    await vi.waitFor(() => expect(root.activeElement?.localName).toBe('h1'));
    button(root)?.focus();
    button(root)?.click();
    button(root)?.click();

    await vi.waitFor(() => expect(rows(root)).toBe(502));
    expect(button(root)).toBeNull();
    expect(asked.filter((path) => path.includes('offset'))).toHaveLength(1);
    await vi.waitFor(() => expect(root.activeElement?.getAttribute('data-session')).toBe('old-500'));
  });

  it('are told apart by name, also those of one minute and those of one second', async () => {
    const begun = [
      '2026-11-21T20:00:05Z',
      '2026-11-21T20:00:40Z',
      '2026-11-21T20:00:40Z',
      '2026-11-21T21:00:00Z',
    ];
    answers['/api/sessions'] = () =>
      Promise.resolve(json(begun.map((startedAt, i) => ({ ...SESSIONS[0], session: `s-${i}`, startedAt }))));
    const root = await open();
    for (const what of ['Choose the call of', 'Delete the call of']) {
      const names = [...root.querySelectorAll(`[aria-label^="${what}"]`)].map(
        (it) => it.ariaLabel ?? it.getAttribute('aria-label') ?? '',
      );
      expect(new Set(names).size).toBe(4);
      expect(names[0]).toMatch(/:00:05/);
      expect(names[2]).toMatch(/:00:40.*\(2\)$/);
      expect(names[3]).not.toMatch(/:00:00/);
    }
    const rows = [...root.querySelectorAll('li a')].map((it) => it.textContent);
    expect(new Set(rows).size).toBe(4);
  });

  it('have one turn, or several', async () => {
    answers['/api/sessions'] = () =>
      Promise.resolve(
        json([1, 2].map((turns) => ({ ...SESSIONS[0], status: 'live', session: `s-${turns}`, turns }))),
      );
    const facts = [...(await open()).querySelectorAll('li .small')].map((it) => it.textContent);
    expect(facts[0]).toContain('· 1 turn ·');
    expect(facts[1]).toContain('· 2 turns ·');
  });

  it('leave the focus where it is when it went elsewhere', async () => {
    const root = await open();
    const search = root.querySelector<HTMLInputElement>('[data-testid=search]');
    button(root)?.click();
    search?.focus();

    await vi.waitFor(() => expect(button(root)).toBeNull());
    expect(root.activeElement).toBe(search);
  });

  it('do not come back that were deleted while older ones were asked for, and none is missed', async () => {
    const root = await open();
    let answer: (response: Response) => void = () => undefined;
    answers['/api/sessions?offset=500'] = () => new Promise((resolve) => (answer = resolve));
    // The server has told of those behind the place where the deleted one still was.
    answers['/api/sessions?offset=499'] = () => Promise.resolve(json(MANY.slice(500)));
    button(root)?.click();
    const detail: Deleted = { deleted: new Set(['old-3']), left: [] };
    window.dispatchEvent(new CustomEvent('sessions-deleted', { detail }));
    answer(json(MANY.slice(501)));

    await vi.waitFor(() => expect(button(root)).toBeNull());
    expect(rows(root)).toBe(501);
    expect(root.querySelector('[data-session=old-3]')).toBeNull();
    expect(root.querySelector('[data-session=old-500]')).not.toBeNull();
  });

  it('say no longer that older ones could not be had when they come', async () => {
    const come = answers['/api/sessions?offset=500'];
    delete answers['/api/sessions?offset=500'];
    const root = await open();
    button(root)?.click();
    await vi.waitFor(() => expect(notice(root)).toBe('Nothing is here.'));

    if (come) answers['/api/sessions?offset=500'] = come;
    button(root)?.click();
    await vi.waitFor(() => expect(rows(root)).toBe(502));
    expect(notice(root)).toBe('');
  });

  it('are all listed where one of them has no moment', async () => {
    answers['/api/sessions'] = () =>
      Promise.resolve(json([{ ...MANY[0], startedAt: 'once' }, ...MANY.slice(1, 3)]));
    const root = await open();
    expect(rows(root)).toBe(3);
    expect(root.textContent).toContain('once');
  });
});
