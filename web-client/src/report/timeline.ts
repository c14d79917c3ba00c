import type { ReportTurn } from './report';

/** A stretch of session time in milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A silence shorter than this belongs to the talk. */
const LEAST_SILENCE_MS = 1_500;
/** What is left of a silence at both its ends, so that nobody seems to cut in. */
const REST_MS = 300;

/** Where nobody speaks for long enough to skip it. */
export function silences(turns: readonly Pick<ReportTurn, 'at' | 'end'>[], length: number): Span[] {
  const found: Span[] = [];
  let quietFrom = 0;
  for (const { at, end } of [...turns].sort((a, b) => a.at - b.at)) {
    if (at - quietFrom >= LEAST_SILENCE_MS) found.push({ from: quietFrom + REST_MS, to: at - REST_MS });
    quietFrom = Math.max(quietFrom, end);
  }
  if (length - quietFrom >= LEAST_SILENCE_MS) found.push({ from: quietFrom + REST_MS, to: length });
  return found;
}

/** Where one is after a moment that falls into a silence. */
export function behindSilence(at: number, quiet: readonly Span[]): number {
  const within = quiet.find(({ from, to }) => at >= from && at < to);
  return within ? within.to : at;
}

/** The turn that is heard at a moment; the last one that began, while nobody speaks. */
export function turnAt<T extends Pick<ReportTurn, 'at'>>(turns: readonly T[], at: number): T | undefined {
  let found: T | undefined;
  for (const turn of turns) if (turn.at <= at && (!found || turn.at >= found.at)) found = turn;
  return found;
}
