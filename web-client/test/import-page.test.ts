// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest';
import { ImportPage } from '../src/views/import-page';

const PREVIEW = {
  form: 'text',
  charset: 'UTF-8',
  scenario: null,
  voices: [],
  trouble: null,
  turns: 2,
  first: [],
  notes: [],
  verbatim: true,
};

afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('shows how far a call is taken while it is, and not by an answer that comes after', async () => {
  vi.useFakeTimers();
  const late: (() => void)[] = [];
  let take: () => void = () => undefined;
  const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status });
  vi.stubGlobal('fetch', (path: string) => {
    if (path.includes('/preview')) return Promise.resolve(json(PREVIEW));
    if (path.includes('/under-way/')) {
      return new Promise((resolve) => late.push(() => resolve(json({ done: 0.4 }))));
    }
    if (path.includes('/imports')) {
      return new Promise((resolve) => (take = () => resolve(json({ detail: 'It is full here.' }, 507))));
    }
    return Promise.resolve(json([]));
  });
  const page = new ImportPage();
  document.body.append(page);
  await page.updateComplete;
  const paste = page.renderRoot.querySelector<HTMLTextAreaElement>('[data-testid=paste]');
  if (paste) paste.value = 'Leader: Hello.';
  paste?.dispatchEvent(new Event('change'));
  await vi.waitFor(() =>
    expect(page.renderRoot.querySelector<HTMLButtonElement>('[data-testid=take]:enabled')).not.toBeNull(),
  );
  page.renderRoot.querySelector<HTMLButtonElement>('[data-testid=take]')?.click();

  await vi.advanceTimersByTimeAsync(1_500);
  expect(late).toHaveLength(2);
  late[0]?.();
  await vi.waitFor(() =>
    expect(page.renderRoot.querySelector('progress')?.getAttribute('value')).toBe('0.4'),
  );
  take();
  await vi.waitFor(() =>
    expect(page.renderRoot.querySelector('[data-testid=error]')?.textContent).toContain('It is full here.'),
  );
  // Something else is read by then.
  paste?.dispatchEvent(new Event('change'));
  late[1]?.();
  await vi.advanceTimersByTimeAsync(10);
  expect(page.renderRoot.querySelector('progress')).toBeNull();
});
