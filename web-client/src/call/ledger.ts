import type { Cause, Dimension, Scenario } from '../protocol/messages';

/** One thing that changed how the persona feels: the words that did it, what they did, and by how much. */
export interface LedgerLine {
  readonly turn: number;
  /** The leader's words; empty where none did it. */
  readonly quote: string;
  readonly what: string;
  readonly changes: readonly LedgerChange[];
}

export interface LedgerChange {
  readonly dimension: string;
  readonly label: string;
  /** In hundredths of the scale, signed. */
  readonly points: number;
  readonly good: boolean;
}

/** What no words did and hardly moved the persona would only hide what the leader's words do. */
const LEAST_WORDLESS_POINTS = 2;

/** The causes of one shift as ledger lines: what shares quote and rule stands on one line. */
export function ledgerLines(turn: number, causes: readonly Cause[], scenario: Scenario): LedgerLine[] {
  return [...grouped(causes).values()].flatMap((group) => {
    const [first] = group;
    const least = first?.quote ? 1 : LEAST_WORDLESS_POINTS;
    const changes = group
      .map((cause) => change(cause, scenario.dimensions))
      .filter(({ points }) => Math.abs(points) >= least);
    return first && changes.length > 0
      ? [{ turn, quote: first.quote, what: inWords(first.rule, scenario), changes }]
      : [];
  });
}

function grouped(causes: readonly Cause[]): Map<string, Cause[]> {
  const groups = new Map<string, Cause[]>();
  for (const cause of causes) {
    const key = `${cause.rule}\n${cause.quote}`;
    groups.set(key, [...(groups.get(key) ?? []), cause]);
  }
  return groups;
}

function change({ dimension, amount }: Cause, dimensions: readonly Dimension[]): LedgerChange {
  const known = dimensions.find(({ id }) => id === dimension);
  const good = known?.good === 'low' ? amount < 0 : amount > 0;
  return { dimension, label: known?.label ?? dimension, points: Math.round(amount * 100), good };
}

function inWords(rule: string, scenario: Scenario): string {
  return scenario.rules?.[rule] ?? rule.replaceAll(/[-_.]+/g, ' ');
}
