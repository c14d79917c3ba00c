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

it.each([
  [{ calls: 1, here: 0 }, 'One call, begun November', 'Bring it back'],
  [{ calls: 1, here: 1 }, 'It is here already and stays as it is.', undefined],
  [{ calls: 4, here: 4 }, 'All of them are here already and stay as they are.', undefined],
  [{ calls: 2, here: 1 }, '1 of them is here already and stays as it is.', 'Bring the other one back'],
])('says of %o only what is so', async (some, told, button) => {
  const listed = { ...LISTED, ...some, first: '2026-11-21T20:00:00Z', last: '2026-11-21T20:00:00Z' };
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(listed))));
  const element = new ImportArchive();
  element.file = new File(['x'], 'calmroom.zip');
  document.body.append(element);
  await vi.waitFor(() => part(element, 'archive'));
  expect(said(element, 'archive')).toContain(told);
  if (button) expect(said(element, 'take-archive')).toBe(button);
  else expect(() => part(element, 'take-archive')).toThrow();
});

it('says that none came back where none did, and one goes on from there', async () => {
  const taken = { calls: 0, here: 0, sides: 0, trouble: ['a call: is broken'] };
  let answer: () => void = () => undefined;
  const asked = vi.fn<typeof fetch>((input) =>
    (input as string).endsWith('/preview')
      ? Promise.resolve(new Response(JSON.stringify({ ...LISTED, here: 0 })))
      : new Promise((resolve) => (answer = () => resolve(new Response(JSON.stringify(taken))))),
  );
  vi.stubGlobal('fetch', asked);
  const element = new ImportArchive();
  element.file = new File(['x'], 'calmroom.zip');
  document.body.append(element);
  await vi.waitFor(() => part(element, 'archive'));
  part(element, 'take-archive').focus();
  part(element, 'take-archive').click();
  part(element, 'take-archive').click();
  await element.updateComplete;
  expect(element.shadowRoot?.activeElement?.getAttribute('data-testid')).toBe('take-archive');
  answer();
  await vi.waitFor(() =>
    expect(said(element, 'archive-taken')).toContain('None is back among your past calls.'),
  );
  expect(asked).toHaveBeenCalledTimes(2);
  await vi.waitFor(() => expect(element.shadowRoot?.activeElement?.localName).toBe('a'));
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
