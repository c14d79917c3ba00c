import type { EndReason, Engines, Feeling } from '../protocol/messages';

/** The report as the server gives it; docs/report.md says what each field is. */
export interface Report {
  readonly call: {
    readonly session: string;
    readonly scenario: string;
    readonly framework: string;
    readonly frameworkTitle: string;
    readonly startedAt: string;
    readonly length: number;
    readonly seed: number;
    readonly engines: Engines;
    readonly forkedFrom: { readonly session: string; readonly turn: number } | null;
    /** Who led where the seats were swapped: grade and proof are of that leader's lines. */
    readonly ledBy?: string;
  };
  readonly grading: {
    readonly stage: 'waiting' | 'running' | 'retrying' | 'done' | 'failed';
    readonly done: number;
    readonly of: number;
    readonly attempt: number;
    readonly message: string;
  };
  readonly ending: { readonly id: string; readonly reason: EndReason; readonly text: string | null } | null;
  readonly grade: Grade | null;
  readonly oneChange: OneChange | null;
  readonly turns: readonly ReportTurn[];
  readonly curve: readonly { readonly turn: number; readonly at: number; readonly state: Feeling }[];
  readonly marks: readonly Mark[];
  readonly delivery: readonly DeliveryFigure[];
  readonly night: {
    readonly outcome: string;
    readonly lines: readonly { readonly clock: string; readonly text: string; readonly because: string }[];
  } | null;
  readonly sources: readonly { readonly source: string; readonly finding: string }[];
  readonly attempts: readonly Attempt[];
}

export type Verdict = 'yes' | 'no' | 'unsure';

export interface Grade {
  readonly score: number;
  readonly before: number | null;
  readonly judge: string;
  readonly rubric: string;
  readonly prompts: string;
  readonly seed: number;
  readonly moves: readonly {
    readonly id: string;
    readonly title: string;
    readonly points: number;
    readonly of: number;
  }[];
  readonly criteria: readonly Criterion[];
  readonly deductions: readonly {
    readonly criterion: string;
    readonly points: number;
    readonly turns: readonly number[];
    readonly text: string;
  }[];
  readonly notes: readonly string[];
}

export interface Criterion {
  readonly id: string;
  readonly label: string;
  readonly move: string | null;
  readonly kind: 'move' | 'trap' | 'order';
  readonly verdict: Verdict;
  readonly points: number;
  readonly of: number;
  readonly reason: string;
  readonly evidence: readonly { readonly turn: number; readonly quote: string }[];
  readonly votes: readonly Verdict[];
  readonly advice: { readonly turn: number | null; readonly instead: string; readonly try: string } | null;
  readonly override: {
    readonly by: string;
    readonly reason: string;
    readonly was: Verdict;
    readonly at: number;
  } | null;
}

export interface OneChange {
  readonly criterion: string;
  readonly turn: number;
  readonly text: string;
  readonly instead: string;
  readonly try: string;
  readonly scoreBefore: number;
  readonly scoreAfter: number;
}

export interface ReportTurn {
  readonly turn: number;
  readonly speaker: 'leader' | 'persona';
  readonly text: string;
  readonly meant: string | null;
  readonly at: number;
  readonly end: number;
  readonly source: string;
  readonly interrupted: boolean;
  readonly unclear: readonly string[];
  /** What it was in the call, where it is known better by now. */
  readonly correctedFrom: string | null;
  /** The second recogniser that heard it so, where no person put it right. */
  readonly heardBy?: string;
  /** Who was on the line in the persona's place. */
  readonly guest?: string;
  readonly comments: readonly {
    readonly id: number;
    readonly by: string;
    readonly text: string;
    readonly at: number;
  }[];
}

export interface Mark {
  readonly turn: number;
  readonly at: number;
  readonly kind: 'good' | 'trap' | 'neutral' | 'world';
  readonly label: string;
  readonly quote: string;
  readonly changes: readonly { readonly rule: string; readonly dimension: string; readonly amount: number }[];
}

export interface DeliveryFigure {
  readonly id: string;
  readonly label: string;
  readonly value: number | null;
  readonly unit: 'share' | 'per-minute' | 'ms' | 'count';
  readonly detail: string;
  readonly norm: {
    readonly low: number | null;
    readonly high: number | null;
    readonly source: string;
  } | null;
}

export interface Attempt {
  readonly session: string;
  readonly startedAt: string;
  readonly score: number | null;
  readonly ending: string | null;
  readonly gained: readonly string[];
  readonly lost: readonly string[];
  readonly moves?: readonly { readonly id: string; readonly points: number; readonly of: number }[];
}

export function isGrading({ stage }: Report['grading']): boolean {
  return stage === 'waiting' || stage === 'running' || stage === 'retrying';
}

/** The same turns, each with a length: of one that the log knows only the end of, the beginning is the end of the one before. */
export function withSpans(turns: readonly ReportTurn[]): ReportTurn[] {
  return turns.map((turn, i) => {
    const speaker = turn.speaker.toLowerCase() as ReportTurn['speaker'];
    return turn.end > turn.at ? { ...turn, speaker } : { ...turn, speaker, at: turns[i - 1]?.end ?? 0 };
  });
}
