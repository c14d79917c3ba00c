import { describe, expect, it } from 'vitest';
import type { SessionSummary } from '../src/api';
import { bestLines } from '../src/report/best-lines';
import { chanceBand, judged } from '../src/report/chance';
import { familyOf, membersOf } from '../src/report/family-tree';
import type { Report } from '../src/report/report';
import { behindSilence, heard, silences, steps, turnAt } from '../src/report/timeline';
import { EVERYTHING, endingsOf, filtered, scenariosOf } from '../src/views/session-filter';

const call = (session: string, more: Partial<SessionSummary> = {}): SessionSummary => ({
  session,
  scenario: 'platform',
  title: 'Platform down',
  startedAt: `2026-11-0${session.length}T10:00:00Z`,
  status: 'graded',
  ending: 'Kenji runs the fix.',
  score: 60,
  ...more,
});

describe('the timeline of a call', () => {
  const turns = [
    { turn: 1, at: 0, end: 2_000 },
    { turn: 2, at: 6_000, end: 8_000 },
    { turn: 3, at: 8_500, end: 9_000 },
  ];

  it('skips what is silent for long, and nothing that is said', () => {
    const quiet = silences(turns, 12_000);
    expect(quiet).toEqual([
      { from: 2_300, to: 5_700 },
      { from: 9_300, to: 12_000 },
    ]);
    expect(behindSilence(3_000, quiet)).toBe(5_700);
    expect(behindSilence(8_200, quiet)).toBe(8_200);
  });

  it('skips nothing in which the persona can be heard, whatever the log says of when a turn began', () => {
    const sound = { peaks: [0, 3, 90, 120, 0, 0, 0, 60], lengthMs: 8_000 };
    expect(heard(sound)).toEqual([
      { at: 2_000, end: 3_000 },
      { at: 3_000, end: 4_000 },
      { at: 7_000, end: 8_000 },
    ]);
    expect(silences([{ at: 6_000, end: 8_000 }, ...heard(sound)], 8_000)).toEqual([
      { from: 300, to: 1_700 },
      { from: 4_300, to: 5_700 },
    ]);
  });

  it('shows the turn that is heard, and the last one while nobody speaks', () => {
    expect(turnAt(turns, 1_000)?.turn).toBe(1);
    expect(turnAt(turns, 4_000)?.turn).toBe(1);
    expect(turnAt(turns, 8_600)?.turn).toBe(3);
  });
});

describe('the curve of a feeling', () => {
  it('holds until something moves it, from the beginning to the end', () => {
    const curve = [
      { at: 0, state: { stress: 1 } },
      { at: 5_000, state: { warmth: 0.2 } },
      { at: 7_500, state: { stress: 0.5 } },
    ];
    expect(steps(curve, 'stress', { length: 10_000, width: 100, height: 40 })).toBe(
      '0,0.0 0.0,0.0 0.0,0.0 50.0,0.0 50.0,0.0 75.0,0.0 75.0,20.0 100,20.0',
    );
  });
});

describe('a family of calls', () => {
  it('is the whole tree, whichever of its calls is looked at', () => {
    const calls = [
      call('a'),
      call('bb', { forkedFrom: { session: 'a', turn: 3 } }),
      call('ccc', { forkedFrom: { session: 'bb', turn: 5 } }),
      call('dddd'),
    ];
    const tree = familyOf('ccc', calls);
    expect(tree?.call.session).toBe('a');
    expect(tree?.retakes[0]?.retakes[0]?.call.session).toBe('ccc');
    expect(familyOf('dddd', calls)).toBeUndefined();
    expect(familyOf('gone', calls)).toBeUndefined();
  });

  it('begins where the call before it was deleted', () => {
    const calls = [
      call('bb', { forkedFrom: { session: 'deleted', turn: 3 } }),
      call('ccc', { forkedFrom: { session: 'bb', turn: 5 } }),
    ];
    expect(familyOf('ccc', calls)?.call.session).toBe('bb');
  });
});

describe('the best line of each turn', () => {
  const report = (session: string, lines: readonly [string, number][]): Report =>
    ({
      call: { session },
      turns: lines.map(([text], i) => ({ turn: 2 * i + 2, speaker: 'leader', text })),
      grade: {
        criteria: lines.map(([, points], i) => ({ points, evidence: [{ turn: 2 * i + 2, quote: '' }] })),
      },
    }) as unknown as Report;

  it('is the one that was worth most in any attempt', () => {
    const best = bestLines([
      report('a', [
        ['Who did this?', -10],
        ['Go on.', 0],
        ['I decide.', 5],
      ]),
      report('b', [
        ['How are you?', 8],
        ['Well?', 0],
      ]),
    ]);
    expect(best.map(({ turn, text, session, of }) => [turn, text, session, of])).toEqual([
      [1, 'How are you?', 'b', 2],
      [3, 'I decide.', 'a', 1],
    ]);
  });

  it('is looked for in the whole family', () => {
    const tree = familyOf('a', [call('a'), call('bb', { forkedFrom: { session: 'a', turn: 3 } })]);
    expect(tree && membersOf(tree).map(({ session }) => session)).toEqual(['a', 'bb']);
  });
});

describe('what is chance between attempts', () => {
  it('is told by how attempts have differed from one to the next', () => {
    const band = chanceBand([40, 44, 38, 42], 100);
    expect(band?.low).toBeCloseTo(41 - (2.66 * 14) / 3);
    expect(band?.high).toBeCloseTo(41 + (2.66 * 14) / 3);
    expect(judged(60, band)).toBe('higher than chance makes it');
    expect(judged(45, band)).toBe('within what chance makes of it');
    expect(judged(20, band)).toBe('lower than chance makes it');
  });

  it('is not told by too few, and never leaves what there is', () => {
    expect(chanceBand([10, 90, 10], 100)).toBeUndefined();
    expect(judged(50, undefined)).toBe('');
    expect(chanceBand([0, 90, 0, 90], 100)).toEqual({ low: 0, high: 100 });
  });
});

describe('past calls', () => {
  const calls = [
    call('a'),
    call('bb', { scenario: 'breach', title: 'The breach', ending: 'Everything is off.', score: 20 }),
    call('ccc', { score: null, ending: null }),
  ];
  const found = (wanted: Partial<Parameters<typeof filtered>[1]>): string[] =>
    filtered(calls, { ...EVERYTHING, ...wanted }, () => 'Monday').map(({ session }) => session);

  it('are found by words, scenario, ending and score', () => {
    expect(found({ words: 'fix kenji' })).toEqual(['a']);
    expect(found({ words: 'monday' })).toHaveLength(3);
    expect(found({ scenario: 'breach' })).toEqual(['bb']);
    expect(found({ least: 50 })).toEqual(['a']);
    expect(found({ ending: 'Everything is off.' })).toEqual(['bb']);
    expect(endingsOf(calls)).toHaveLength(2);
    expect(scenariosOf(calls).map(({ id }) => id)).toEqual(['platform', 'breach']);
  });
});
