import { describe, expect, it } from 'vitest';
import { groupMarks, placeMarks } from '../src/report/marks';
import { withSpans, type Mark, type ReportTurn } from '../src/report/report';
import { figure, norm, points, verdictInWords } from '../src/report/words';

const turn = (number: number, at: number, end: number): ReportTurn => ({
  turn: number,
  speaker: number % 2 === 1 ? 'persona' : 'leader',
  text: 'Yes.',
  meant: null,
  at,
  end,
  source: 'voice',
  interrupted: false,
  unclear: [],
  correctedFrom: null,
  comments: [],
});

const mark = (at: number, kind: Mark['kind']): Mark => ({
  turn: 2,
  at,
  kind,
  label: kind,
  quote: '',
  changes: [],
});

describe('the report’s words', () => {
  it('call it no achievement to fall into a trap', () => {
    expect(verdictInWords({ kind: 'trap', verdict: 'yes' })).toBe('It happened');
    expect(verdictInWords({ kind: 'trap', verdict: 'no' })).toBe('Kept clear');
    expect(verdictInWords({ kind: 'move', verdict: 'unsure' })).toBe('Unsure');
  });

  it('give figures in their units, and say when one is not known', () => {
    expect(figure({ value: 0.456, unit: 'share' })).toBe('46 %');
    expect(figure({ value: 11_800, unit: 'ms' })).toBe('11.8 s');
    expect(figure({ value: null, unit: 'ms' })).toBe('not known');
    expect(norm({ unit: 'ms', norm: { low: null, high: 1000, source: '' } })).toBe('usual: at most 1.0 s');
    expect(points(-10)).toBe('−10');
    expect(points(6.67)).toBe('6.7');
  });
});

describe('turns on the time axis', () => {
  it('begin where the one before ended when only their end is known', () => {
    const [first, second, third] = withSpans([turn(1, 1800, 1800), turn(2, 2000, 4300), turn(3, 5200, 5200)]);
    expect([first?.at, second?.at, third?.at]).toEqual([0, 2000, 4300]);
  });
});

describe('marks on the time axis', () => {
  it('of one moment are one, and a trap is not hidden behind what was good', () => {
    const groups = groupMarks([mark(900, 'trap'), mark(100, 'good'), mark(900, 'good')]);
    expect(groups.map(({ at, kind, marks }) => [at, kind, marks.length])).toEqual([
      [100, 'good', 1],
      [900, 'trap', 2],
    ]);
  });

  it('keep apart, in order, and inside the frame', () => {
    const groups = groupMarks([0, 1, 2, 3, 4, 5, 6, 7].map((at) => mark(at, 'good'))).map((group) => ({
      group,
      left: 280 + group.at,
    }));
    const shown = placeMarks(groups, 300).map((placed) => placed.shown);
    shown.slice(1).forEach((place, i) => expect(place - (shown[i] ?? 0)).toBeGreaterThanOrEqual(28));
    expect(Math.max(...shown)).toBeLessThanOrEqual(300 - 14);
  });
});
