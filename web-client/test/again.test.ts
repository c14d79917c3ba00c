import { describe, expect, it } from 'vitest';
import type { SessionSummary } from '../src/api';
import { familyOf } from '../src/report/family-tree';
import { behindSilence, silences, turnAt } from '../src/report/timeline';
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

  it('shows the turn that is heard, and the last one while nobody speaks', () => {
    expect(turnAt(turns, 1_000)?.turn).toBe(1);
    expect(turnAt(turns, 4_000)?.turn).toBe(1);
    expect(turnAt(turns, 8_600)?.turn).toBe(3);
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
