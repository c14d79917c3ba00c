import type { Feeling } from '../protocol/messages';
import type { ReportTurn } from './report';
import type { KeptSound } from './sounds';

/** How the curves are told apart by who sees no colours: one of these each, in the order of the dimensions. */
export const DASHES: readonly (readonly number[])[] = [[], [8, 4], [2, 3], [12, 4, 2, 4], [5, 2]];

/** A stretch of session time in milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A silence shorter than this belongs to the talk. */
const LEAST_SILENCE_MS = 1_500;
/** What is left of a silence at both its ends, so that nobody seems to cut in. */
const REST_MS = 300;

/** A voice that is computed is silent to the last digit between words, but for what compressing leaves there. */
const SILENT_PEAK = 3;

/** Where a side's kept sound can be heard: for the persona's, which no microphone adds noise to. */
export function heard({
  peaks,
  lengthMs,
}: Pick<KeptSound, 'peaks' | 'lengthMs'>): Pick<ReportTurn, 'at' | 'end'>[] {
  const step = lengthMs / peaks.length;
  return peaks.flatMap((peak, i) => (peak > SILENT_PEAK ? [{ at: i * step, end: (i + 1) * step }] : []));
}

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

/** The outline of a voice: loud sound far from the lane's middle, silence as a thin line. */
export function waveform(
  { peaks, lengthMs }: { readonly peaks: readonly number[]; readonly lengthMs: number },
  x: (ms: number) => number,
  middle: number,
  reach: number,
): string {
  if (peaks.length === 0) return '';
  const step = lengthMs / peaks.length;
  const corner = (i: number, away: number): string =>
    `${x((i + 0.5) * step).toFixed(1)},${(middle + away).toFixed(1)}`;
  // Speech is mostly far below full scale; the root lets quiet speakers be seen as well.
  const away = peaks.map((peak) => Math.max(0.4, Math.sqrt(Math.min(255, peak) / 255) * reach));
  const above = away.map((by, i) => corner(i, -by));
  const below = away.map((by, i) => corner(i, by)).reverse();
  return `M${[...above, ...below].join('L')}Z`;
}

/** The corners of one feeling's curve, in steps: it holds until something moves it. */
export function steps(
  curve: readonly { readonly at: number; readonly state: Feeling }[],
  id: string,
  { length, width, height }: { readonly length: number; readonly width: number; readonly height: number },
): string {
  const y = (value: number): string => (height - value * height).toFixed(1);
  let before = curve[0]?.state[id] ?? 0;
  const corners = [`0,${y(before)}`];
  for (const { at, state: feeling } of curve) {
    const x = ((at / length) * width).toFixed(1);
    const value = feeling[id] ?? before;
    corners.push(`${x},${y(before)}`, `${x},${y(value)}`);
    before = value;
  }
  return [...corners, `${width},${y(before)}`].join(' ');
}

/** A turn or a mark, as they follow each other in the call. */
export type Moment<T, M> =
  | { readonly at: number; readonly turn: T; readonly mark?: undefined }
  | { readonly at: number; readonly mark: M; readonly turn?: undefined };

/** Turns with the marks between them, in the order of time; a mark stands behind the turn that it belongs to. */
export function moments<
  T extends { readonly at: number; readonly turn: number },
  M extends { readonly at: number; readonly turn: number; readonly kind: string },
>(turns: readonly T[], marks: readonly M[]): Moment<T, M>[] {
  const all: Moment<T, M>[] = [];
  const left = [...marks];
  const take = (fits: (mark: M) => boolean): void => {
    for (const mark of left.filter(fits)) all.push({ at: mark.at, mark });
    left.splice(0, left.length, ...left.filter((mark) => !fits(mark)));
  };
  for (const turn of [...turns].sort((a, b) => a.at - b.at)) {
    take(({ kind, at }) => kind === 'world' && at <= turn.at);
    all.push({ at: turn.at, turn });
    take((mark) => mark.kind !== 'world' && mark.turn === turn.turn);
  }
  take(() => true);
  return all;
}
