// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest';
import type { ReportTurn } from '../src/report/report';
import { Transcript } from '../src/report/transcript';
import { WhatIf } from '../src/report/what-if';

const WAY = { curve: [{ turn: 0, at: 0, state: { stress: 0.8 } }], turns: [], ending: null, score: 40 };
const ANSWER = {
  turn: 2,
  said: 'Who did this?',
  instead: 'How are you?',
  then: WAY,
  now: { ...WAY, score: 55 },
  parts: 'heard',
  faithful: true,
  asItWas: true,
  ended: null,
};

function turn(number: number, speaker: ReportTurn['speaker'], text: string): ReportTurn {
  const rest = { meant: null, at: 0, end: 0, source: 'transcript', interrupted: false, unclear: [] };
  return { turn: number, speaker, text, ...rest, correctedFrom: null, comments: [] };
}

function find(root: ParentNode, what: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(what);
  if (!found) throw new Error(`there is no ${what}`);
  return found;
}

async function opened(again: (detail: unknown) => void): Promise<WhatIf> {
  const transcript = new Transcript();
  transcript.session = 's1';
  transcript.turns = [turn(1, 'persona', 'It is down.'), turn(2, 'leader', 'Who did this?')];
  transcript.addEventListener('take-again', (event) => again((event as CustomEvent<unknown>).detail));
  document.body.append(transcript);
  await transcript.updateComplete;
  expect(transcript.renderRoot.querySelectorAll('[data-testid=otherwise]')).toHaveLength(1);
  find(transcript.renderRoot, '[data-testid=otherwise]').click();
  await transcript.updateComplete;
  const whatIf = transcript.renderRoot.querySelector('cr-what-if');
  if (!(whatIf instanceof WhatIf)) throw new Error('nothing is asked');
  await whatIf.updateComplete;
  return whatIf;
}

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

it('tries any line of the leader’s otherwise, once it was written over, and takes the call again with it', async () => {
  const asked = vi.fn<typeof fetch>(() => Promise.resolve(new Response(JSON.stringify(ANSWER))));
  vi.stubGlobal('fetch', asked);
  const again = vi.fn<(detail: unknown) => void>();
  const whatIf = await opened(again);
  const field = find(whatIf.renderRoot, 'textarea') as HTMLTextAreaElement;
  expect(field.value).toBe('Who did this?');
  expect(asked).not.toHaveBeenCalled();

  field.value = 'How are you?';
  (find(whatIf.renderRoot, 'form') as HTMLFormElement).requestSubmit();
  await vi.waitFor(() => find(whatIf.renderRoot, '[data-testid=what-if-answer]'));

  expect(asked.mock.calls[0]?.[1]?.body).toBe(JSON.stringify({ turn: 2, text: 'How are you?' }));
  expect(whatIf.renderRoot.querySelectorAll('.curves polyline')).toHaveLength(2);
  find(whatIf.renderRoot, '[data-testid=what-if-retake]').click();
  expect(again).toHaveBeenCalledExactlyOnceWith({ turn: 2, line: 'How are you?' });
});

it('is written at once, and where it is closed one goes on from its button', async () => {
  const whatIf = await opened(vi.fn());
  const transcript = document.querySelector<Transcript>('cr-transcript');
  find(whatIf.renderRoot, '.actions .quiet').click();
  await transcript?.updateComplete;
  const button = find(transcript?.renderRoot ?? document, '[data-testid=otherwise]');
  button.focus();
  button.click();
  await vi.waitFor(() => expect(transcript?.shadowRoot?.activeElement?.localName).toBe('cr-what-if'));
  const again = transcript?.shadowRoot?.activeElement?.shadowRoot;
  expect(again?.activeElement?.localName).toBe('textarea');

  find(again ?? document, '.actions .quiet').click();
  await vi.waitFor(() =>
    expect(transcript?.shadowRoot?.activeElement?.getAttribute('data-testid')).toBe('otherwise'),
  );
});

it('says what the call itself came to only where that is something else', async () => {
  const ending = { id: 'hangs-up', text: 'Kenji hangs up.' };
  const other = { ...ANSWER, then: { ...WAY, ending }, asItWas: false };
  for (const [ended, told] of [
    [ending, 'The call itself ended alike, with other feelings.'],
    [
      { id: 'lighter', text: 'Kenji is lighter.' },
      'The call itself came to something else: Kenji is lighter.',
    ],
    [null, 'The call itself never ended.'],
  ] as const) {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify({ ...other, ended }))));
    const whatIf = await opened(vi.fn());
    (find(whatIf.renderRoot, 'textarea') as HTMLTextAreaElement).value = 'How are you?';
    (find(whatIf.renderRoot, 'form') as HTMLFormElement).requestSubmit();
    await vi.waitFor(() => find(whatIf.renderRoot, '[data-testid=what-if-answer]'));

    expect(whatIf.renderRoot.textContent).toContain(told);
    document.body.replaceChildren();
  }
});
