// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest';
import { Rehearse, wasBroughtIn } from '../src/report/rehearse';
import type { ReportTurn } from '../src/report/report';

const LONG = 'Two options are on the table and before I say a word about either I want to hear yours.';

function turn(number: number, speaker: ReportTurn['speaker'], text: string): ReportTurn {
  const rest = { meant: null, at: 0, end: 0, source: 'transcript', interrupted: false, unclear: [] };
  return { turn: number, speaker, text, ...rest, correctedFrom: null, comments: [] };
}

async function shown(
  turns: readonly ReportTurn[],
  again = vi.fn<(turn: number) => void>(),
): Promise<Rehearse> {
  const element = new Rehearse();
  element.turns = turns;
  element.name = 'Kenji';
  element.addEventListener('take-again', (event) => again((event as CustomEvent<number>).detail));
  document.body.append(element);
  await element.updateComplete;
  return element;
}

afterEach(() => document.body.replaceChildren());

it('takes the turn that was chosen, among the leader’s own', async () => {
  const chosen = vi.fn<(turn: number) => void>();
  const turns = [
    turn(1, 'persona', 'It is down.'),
    turn(2, 'leader', 'Who?'),
    turn(3, 'persona', 'I do not know.'),
  ];
  const element = await shown([...turns, turn(4, 'leader', LONG)], chosen);
  const select = element.renderRoot.querySelector('select');
  if (!select) throw new Error('there is nothing to choose from');
  expect([...select.options].map(({ value }) => value)).toEqual(['2', '4']);
  expect(select.options[1]?.text).toMatch(/^4: Two options .{40,60}…$/);

  select.value = '4';
  element.renderRoot.querySelector('form')?.requestSubmit();

  expect(chosen).toHaveBeenCalledExactlyOnceWith(4);
  expect(element.renderRoot.textContent).toContain('Kenji in the other’s place');
});

it('has nothing to take where the leader says nothing', async () => {
  const element = await shown([turn(1, 'persona', 'It is down.')]);
  expect(element.renderRoot.querySelector('button')?.disabled).toBe(true);
});

it('is for calls whose other side comes from a file', () => {
  const engines = { recognition: '', voice: '', persona: 'understudy', appraiser: '', grader: '' };
  expect(wasBroughtIn(engines)).toBe(false);
  expect(wasBroughtIn({ ...engines, persona: 'brought in' })).toBe(true);
});
