// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest';
import { ImportArchive, isArchive } from '../src/views/import-archive';

const LISTED = {
  calls: 5,
  here: 2,
  first: '2026-11-21T20:00:00Z',
  last: '2026-11-28T20:00:00Z',
  soundIsKept: false,
};
const TAKEN = { calls: 3, here: 2, sides: 1, trouble: ['leader.opus: is broken'] };

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

function part(element: ImportArchive, id: string): HTMLElement {
  const found = element.renderRoot.querySelector<HTMLElement>(`[data-testid=${id}]`);
  if (!found) throw new Error(`there is no ${id}`);
  return found;
}

function said(element: ImportArchive, id: string): string {
  return part(element, id).textContent.replace(/\s+/g, ' ').trim();
}

it('says what is in a file of past calls, from its beginning, before it brings them back', async () => {
  const asked = vi.fn<typeof fetch>((input) =>
    Promise.resolve(new Response(JSON.stringify((input as string).endsWith('/preview') ? LISTED : TAKEN))),
  );
  vi.stubGlobal('fetch', asked);
  const element = new ImportArchive();
  const file = new File([new Uint8Array(4 * 1024 * 1024)], 'calmroom.zip');
  element.file = file;
  document.body.append(element);

  await vi.waitFor(() => part(element, 'archive'));
  expect(said(element, 'archive')).toContain('5 calls, begun between');
  expect(said(element, 'archive')).toContain('2 of them are here already and stay as they are.');
  expect(said(element, 'archive')).toContain('No sound is kept here');
  expect((asked.mock.calls[0]?.[1]?.body as Blob).size).toBeLessThan(file.size);
  expect(said(element, 'take-archive')).toBe('Bring the other 3 back');

  part(element, 'take-archive').click();
  await vi.waitFor(() => part(element, 'archive-taken'));
  expect(asked.mock.calls[1]?.[1]?.body).toBe(file);
  expect(said(element, 'archive-taken')).toContain(
    '3 calls are back among your past calls, with the sound of 1 side.',
  );
  expect(said(element, 'archive-taken')).toContain('leader.opus: is broken');
});

it('says why a file is none of past calls', async () => {
  const detail = 'The file is no export of past calls: calls.json does not come first in it.';
  vi.stubGlobal('fetch', () =>
    Promise.resolve(
      new Response(JSON.stringify({ detail }), {
        status: 422,
        headers: { 'Content-Type': 'application/problem+json' },
      }),
    ),
  );
  const element = new ImportArchive();
  element.file = new File(['x'], 'other.zip');
  document.body.append(element);
  await vi.waitFor(() => part(element, 'archive-trouble'));
  expect(said(element, 'archive-trouble')).toBe(detail);
});

it('is asked for by a file’s name', () => {
  expect(isArchive(new File([''], 'calmroom.ZIP'))).toBe(true);
  expect(isArchive(new Blob(['x']))).toBe(false);
});
