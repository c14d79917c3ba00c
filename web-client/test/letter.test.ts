import { describe, expect, it } from 'vitest';
import { comparisons, inPlaceOf, plainTranscript, strengths, wasUnheard } from '../src/report/letter';
import type { Criterion, Report, ReportTurn } from '../src/report/report';
import { duration } from '../src/words';
import { REPORT } from './fake-scenario.mjs';

const CRITERIA = REPORT.grade.criteria as unknown as Criterion[];
const turn = (number: number, speaker: ReportTurn['speaker'], text: string): ReportTurn =>
  ({ turn: number, speaker, text }) as ReportTurn;

describe('what went well', () => {
  it('is at most two things, in the leader’s own words, the weightiest first', () => {
    const best = strengths({ criteria: CRITERIA });
    expect(best).toHaveLength(2);
    expect(best.map(({ points }) => points)).toEqual([10, 10]);
    expect(best.every(({ verdict, evidence }) => verdict === 'yes' && evidence.length > 0)).toBe(true);
  });

  it('is never a trap that was avoided, nor an order that was kept', () => {
    const rest = CRITERIA.filter(({ kind }) => kind !== 'move');
    expect(strengths({ criteria: rest })).toEqual([]);
  });
});

describe('a call in which nothing was heard', () => {
  it('is one with hardly a word of the leader, whatever the persona said', () => {
    const rang = turn(1, 'persona', 'Hey. So, it is still down. Six hours now.');
    expect(wasUnheard({ turns: [rang] })).toBe(true);
    expect(wasUnheard({ turns: [rang, turn(2, 'leader', 'Hello?')] })).toBe(true);
    expect(wasUnheard({ turns: [rang, turn(2, 'leader', 'How are you, Kenji?')] })).toBe(false);
  });
});

describe('beside an earlier call', () => {
  it('a trap that was avoided is not among the things that were done', () => {
    const known = comparisons(['trap.blame', 'regulate.asks-how', 'gone.since'], CRITERIA);
    expect(known.done).toEqual(['Asked how he himself is doing', 'gone.since']);
    expect(known.traps).toEqual(['Looked for somebody to blame']);
  });

  it('what is a sentence of its own becomes a part of one', () => {
    const [first] = CRITERIA;
    if (!first) throw new Error('no criteria');
    const ended = { ...first, id: 'ended', kind: 'move' as const, label: 'Says it twice.' };
    expect(comparisons(['ended'], [ended]).done).toEqual(['Says it twice']);
  });
});

it('a suggestion ends its sentence once', () => {
  expect(inPlaceOf('Who did this? I want a name.', 'Who did this', 'What do you need?')).toBe(
    'What do you need? I want a name.',
  );
  expect(inPlaceOf('Do it now, then call.', 'Do it now', 'You decide')).toBe('You decide, then call.');
});

it('a transcript is plain text, one turn a line, as replay and grade read it', () => {
  const turns = [turn(1, 'persona', 'Still\ndown.'), turn(2, 'leader', 'I am here.')];
  const call = { scenario: 'platform-down', seed: 7 } as Report['call'];
  expect(plainTranscript({ call, turns }, 'Kenji')).toBe(
    '# scenario: platform-down, seed: 7\nKenji: Still down.\nLeader: I am here.\n',
  );
});

it('a turn of which nothing was heard keeps those around it apart, as it did in the call', () => {
  const turns = [turn(2, 'leader', 'Who?'), turn(3, 'persona', ''), turn(4, 'leader', 'Well?')];
  const call = { scenario: 'platform-down', seed: 7 } as Report['call'];
  expect(plainTranscript({ call, turns }, 'Kenji')).toContain('Leader: Who?\nKenji: …\nLeader: Well?\n');
});

it('times are written as people say them', () => {
  expect([1_000, 45_000, 60_000, 371_000, 600_000].map(duration)).toEqual([
    '1 second',
    '45 seconds',
    '1 minute',
    '6 min 11 s',
    '10 minutes',
  ]);
});
