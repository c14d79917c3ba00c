/** Fewer attempts than these say nothing about how far apart two of them are by chance. */
const FEWEST = 4;
/** Of the mean difference between neighbours, what three standard deviations come to (Shewhart's chart for individuals). */
const LIMITS = 2.66;

export interface Band {
  readonly low: number;
  readonly high: number;
}

/**
 * Between which values attempts differ as they have differed so far from one to the next: what lies outside is more than
 * chance. Undefined where there are too few to tell.
 *
 * @param values oldest first, the latest left out that is to be judged by it
 * @param most the highest there is
 */
export function chanceBand(values: readonly number[], most: number): Band | undefined {
  if (values.length < FEWEST) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const steps = values.slice(1).map((value, i) => Math.abs(value - (values[i] ?? value)));
  const step = steps.reduce((sum, value) => sum + value, 0) / steps.length;
  return { low: Math.max(0, mean - LIMITS * step), high: Math.min(most, mean + LIMITS * step) };
}

/** What a value is, held against the band; empty where there is none. */
export function judged(value: number, band: Band | undefined): string {
  if (!band) return '';
  if (value > band.high) return 'higher than chance makes it';
  return value < band.low ? 'lower than chance makes it' : 'within what chance makes of it';
}
