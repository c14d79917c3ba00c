// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { render } from 'lit';
import { curves } from '../src/findings/curve';
import { band, type BandPoint, type Call, type Findings } from '../src/findings/findings';
import '../src/findings/findings-page';

const call = (variant: string, seed: number, panic: number, text: string): Call => ({
  variant,
  player: 'understudy',
  leader: 'neighbour',
  seed,
  repeat: 1,
  score: 50,
  ending: 'calm',
  states: [
    { turn: 0, state: { panic: 0.8 } },
    { turn: 2, state: { panic } },
  ],
  turns: [
    { turn: 2, leader: true, text: 'Where is the key?' },
    { turn: 3, leader: false, text, act: 'tell', by: 'understudy', note: '' },
  ],
});

const FINDINGS: Findings = {
  experiment: 'lost-key',
  scenario: 'The lost key',
  sum: '4 calls played',
  unplayed: 0,
  failures: { 'now, gone, neighbour, seed 1': 'nobody answers' },
  dimensions: [{ id: 'panic', label: 'Panic' }],
  variants: [
    { name: 'now', place: '.' },
    { name: 'softer', place: 'with 1 changes' },
  ],
  checks: [
    {
      text: 'panic falls by .3',
      file: 'e.yaml',
      line: 7,
      variant: 'softer',
      player: 'understudy',
      outcome: 'failed',
      finding: 'holds in 0 of 1 calls',
      misses: [
        {
          variant: 'softer',
          player: 'understudy',
          leader: 'neighbour',
          seed: 1,
          repeat: 1,
          turn: 2,
          because: 'panic is 0.7',
        },
      ],
    },
  ],
  comparisons: [
    {
      from: 'now',
      to: 'softer',
      player: 'understudy',
      same: 1,
      of: 2,
      figures: [{ name: 'panic', before: 0.4, after: 0.7, low: 0.1, high: 0.4 }],
      pairs: [{ leader: 'neighbour', seed: 1, repeat: 1, same: 1, of: 2, firstOther: 3 }],
    },
  ],
  diffs: [
    {
      from: 'now',
      to: 'softer',
      files: [{ file: 'emotion.yaml', lines: [{ kind: 'added', before: 0, after: 3, text: 'a < b' }] }],
    },
  ],
  calls: [
    call('now', 1, 0.4, 'Under the pot.'),
    call('now', 2, 0.2, 'Under the pot.'),
    call('softer', 1, 0.7, 'I cannot think.'),
  ],
};

describe('the findings of an experiment', () => {
  it('are means in bands, and a call that is over stays where it ended', () => {
    const points = band(FINDINGS.calls.slice(0, 2), 'panic');
    expect(points.map((point) => point.turn)).toEqual([0, 1, 2]);
    expect(points[0]).toEqual({ turn: 0, mean: 0.8, low: 0.8, high: 0.8 });
    expect(points[2]?.mean).toBeCloseTo(0.3);
    expect(points[2]?.low).toBe(0.2);
    expect(points[2]?.high).toBe(0.4);
  });

  it('show what failed with its line, what could not be played, and where two calls part', async () => {
    const page = document.createElement('cr-findings');
    page.findings = FINDINGS;
    document.body.append(page);
    await page.updateComplete;
    const text = (page.shadowRoot?.textContent ?? '').replace(/\s+/g, ' ');
    expect(text).toContain('0 of 1 checks hold');
    expect(text).toContain('e.yaml:7');
    expect(text).toContain('panic is 0.7');
    expect(text).toContain('now, gone, neighbour, seed 1: nobody answers');
    expect(text).toContain('1 of 2 turns are the same.');
    expect(text).toContain('From turn 3 on it goes otherwise.');
    expect(text).toContain('+0.300');
    expect(text).toContain('3 + a < b');
    expect(page.shadowRoot?.querySelectorAll('polyline')).toHaveLength(2);
    const named = [...(page.shadowRoot?.querySelectorAll('.key') ?? [])];
    expect(named.map((key) => key.querySelector('.sample line')?.classList.value)).toEqual([
      'line s0',
      'line s1',
    ]);
  });

  it('draw a dot where a call has one turn', () => {
    const at = (turn: number): BandPoint => ({ turn, low: 0.5, mean: 0.5, high: 0.5 });
    const svg = document.createElement('div');
    render(curves([[at(0)], [at(0), at(1)]], 'Stress'), svg);
    const lines = [...svg.querySelectorAll('polyline')];
    expect(lines.map((line) => line.classList.contains('dot'))).toEqual([true, false]);
    expect(lines.map((line) => line.getAttribute('points'))).toEqual([
      '0.0,48.0 0.0,48.0',
      '0.0,48.0 320.0,48.0',
    ]);
  });

  it('stay tables to a screen reader however they are laid out', async () => {
    const page = document.createElement('cr-findings');
    page.findings = FINDINGS;
    document.body.append(page);
    await page.updateComplete;
    const parts = {
      table: 'table',
      'thead, tbody': 'rowgroup',
      tr: 'row',
      th: 'columnheader',
      td: 'cell',
    };
    for (const [tags, role] of Object.entries(parts)) {
      const found = [...(page.shadowRoot?.querySelectorAll(tags) ?? [])];
      expect(found.length).toBeGreaterThan(1);
      expect(found.filter((part) => part.getAttribute('role') !== role)).toEqual([]);
    }
  });
});
