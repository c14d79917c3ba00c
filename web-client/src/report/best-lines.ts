import type { Report } from './report';

/** What was said best in one of the leader's turns, over all attempts of a family. */
export interface BestLine {
  /** The leader's first turn is 1, whatever its number in the call. */
  readonly turn: number;
  readonly text: string;
  readonly points: number;
  readonly session: string;
  /** In how many attempts there was such a turn. */
  readonly of: number;
}

type Read = Pick<Report, 'call' | 'turns' | 'grade'>;

/** Points that a turn earned or cost: what a criterion gave, shared among the turns that prove it. */
export function pointsByTurn({ grade }: Pick<Report, 'grade'>): ReadonlyMap<number, number> {
  const points = new Map<number, number>();
  for (const criterion of grade?.criteria ?? []) {
    for (const { turn } of criterion.evidence) {
      points.set(turn, (points.get(turn) ?? 0) + criterion.points / criterion.evidence.length);
    }
  }
  return points;
}

/** Turn by turn the line that was worth most; turns in which none was worth anything are left out. */
export function bestLines(reports: readonly Read[]): BestLine[] {
  const best: BestLine[] = [];
  const attempts = reports.map((report) => ({
    session: report.call.session,
    lines: report.turns.filter(({ speaker }) => speaker === 'leader'),
    points: pointsByTurn(report),
  }));
  const longest = Math.max(0, ...attempts.map(({ lines }) => lines.length));
  for (let i = 0; i < longest; i++) {
    const said = attempts.flatMap(({ session, lines, points }) => {
      const line = lines[i];
      return line ? [{ session, text: line.text, points: points.get(line.turn) ?? 0 }] : [];
    });
    const [first] = [...said].sort((a, b) => b.points - a.points);
    if (first && first.points > 0) best.push({ ...first, turn: i + 1, of: said.length });
  }
  return best;
}
