/** What `./calmroom tune run` found, as its findings.json has it. */
export interface Findings {
  readonly experiment: string;
  readonly scenario: string;
  readonly sum: string;
  readonly unplayed: number;
  readonly failures: Readonly<Record<string, string>>;
  readonly dimensions: readonly { readonly id: string; readonly label: string }[];
  readonly variants: readonly { readonly name: string; readonly place: string }[];
  readonly checks: readonly CheckResult[];
  readonly comparisons: readonly Comparison[];
  readonly diffs: readonly PromptsDiff[];
  readonly calls: readonly Call[];
}

export interface Place {
  readonly variant: string;
  readonly player: string;
  readonly leader: string;
  readonly seed: number;
  readonly repeat: number;
}

export interface CheckResult {
  readonly text: string;
  readonly file: string;
  readonly line: number;
  readonly variant: string;
  readonly player: string;
  readonly outcome: 'passed' | 'failed' | 'unknown';
  readonly finding: string;
  readonly misses: readonly (Place & { readonly turn: number; readonly because: string })[];
}

export interface Comparison {
  readonly from: string;
  readonly to: string;
  readonly player: string;
  readonly same: number;
  readonly of: number;
  readonly figures: readonly Figure[];
  readonly pairs: readonly Pair[];
}

export interface Figure {
  readonly name: string;
  readonly before: number;
  readonly after: number;
  readonly low: number;
  readonly high: number;
}

export interface Pair {
  readonly leader: string;
  readonly seed: number;
  readonly repeat: number;
  readonly same: number;
  readonly of: number;
  /** 0 where the calls are the same. */
  readonly firstOther: number;
}

export interface PromptsDiff {
  readonly from: string;
  readonly to: string;
  readonly files: readonly {
    readonly file: string;
    readonly lines: readonly {
      readonly kind: 'same' | 'removed' | 'added' | 'gap';
      readonly before: number;
      readonly after: number;
      readonly text: string;
    }[];
  }[];
}

export interface Call extends Place {
  readonly score: number;
  readonly ending: string;
  readonly states: readonly { readonly turn: number; readonly state: Readonly<Record<string, number>> }[];
  readonly turns: readonly Turn[];
}

export interface Turn {
  readonly turn: number;
  readonly leader: boolean;
  readonly text: string;
  readonly act?: string;
  readonly by?: string;
  readonly note?: string;
}

/** Of several calls: the mean of a feeling after each turn, and between which figures it went. */
export interface BandPoint {
  readonly turn: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** @returns one point a turn, as far as the longest call goes; a call that is over stays where it ended */
export function band(calls: readonly Call[], dimension: string): BandPoint[] {
  const last = Math.max(0, ...calls.flatMap((call) => call.states.map((state) => state.turn)));
  const points: BandPoint[] = [];
  for (let turn = 0; turn <= last; turn++) {
    const values = calls.map((call) => at(call, dimension, turn));
    points.push({
      turn,
      mean: values.reduce((a, b) => a + b, 0) / Math.max(1, values.length),
      low: Math.min(...values),
      high: Math.max(...values),
    });
  }
  return points;
}

function at(call: Call, dimension: string, turn: number): number {
  let value = 0;
  for (const state of call.states) {
    if (state.turn <= turn) value = state.state[dimension] ?? value;
  }
  return value;
}
